using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The call results of the Outbound Contact Server by number (Service Client API Reference; the gaps from the vendor's header).
/// </summary>
internal static class CallResults
{
    public const int Unknown = 28;
    public const int DoNotCall = 51;
    public const int Cancelled = 52;

    private static readonly string[] Names =
    [
        "Ok", "Transferred", "Conferenced", "GeneralError", "SystemError",
        "RemoteRelease", "Busy", "NoAnswer", "SitDetected", "AnsweringMachine",
        "AllTrunksBusy", "SitInvalidNum", "SitVacant", "SitOperIntercept", "SitUnknown",
        "SitNoCircuit", "SitReorder", "FaxDetected", "QueueFull", "Cleared",
        "Overflowed", "Abandoned", "Redirected", "Forwarded", "Consult",
        "Pickedup", "Dropped", "DroppedNoAnswer", "Unknown", "Covered",
        "ConverseOn", "Bridged", "Silence", "Answer", "NuTone",
        "NoDialTone", "NoProgress", "NoRingBack", "NoEstablished", "PagerDetected",
        "WrongParty", "DialError", "CallDropError", "SwitchError", "NoFreePortError",
        "TransferError", "Stale", "AgentCallBackError", "GroupCallBackError", "Deafened",
        "Held", "DoNotCall", "CancelRecord", "WrongNumber",
    ];

    private static readonly Dictionary<string, int> ByName = Index();

    /// <summary>Reads a call result: a name in any spelling, or a number; larger numbers than the known ones are fine.</summary>
    public static int? Parse(JToken? token)
    {
        if (token?.Type == JTokenType.Integer)
        {
            // A number beyond 64 bits is an integer too, and has no conversion to one.
            return token is JValue { Value: >= 0L and <= int.MaxValue and long value } ? (int)value : null;
        }

        if (token?.Type != JTokenType.String)
        {
            return null;
        }

        var text = (string)token!;
        return ByName.TryGetValue(Normal(text), out var known) ? known
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }

    /// <summary>The name of a call result, or its number when it has none.</summary>
    public static string NameOf(int result)
        => result >= 0 && result < Names.Length ? Names[result] : result.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Names.Length; i++)
        {
            index.Add(Normal(Names[i]), i);
        }

        return index;
    }

    private static string Normal(string name)
    {
        var normal = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                normal.Append(char.ToLowerInvariant(c));
            }
        }

        return normal.ToString();
    }
}
