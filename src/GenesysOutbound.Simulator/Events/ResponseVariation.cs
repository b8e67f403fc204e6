using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Events;

/// <summary>Applies to events the response variants that the options ask for.</summary>
internal sealed class ResponseVariation
{
    private readonly SimulatorResponseVariants _wanted;
    private readonly double _rate;
    private readonly Random _random;

    public ResponseVariation(SimulatorResponseVariants wanted, double rate, int seed)
    {
        _wanted = wanted;
        _rate = rate;
        _random = new Random(seed);
    }

    /// <summary>The variants that the next event shows. Called under the contact center's lock.</summary>
    public SimulatorResponseVariants Draw()
    {
        if (_wanted == SimulatorResponseVariants.None || _rate >= 1.0)
        {
            return _wanted;
        }

        var drawn = SimulatorResponseVariants.None;
        for (var bit = 1; bit <= (int)SimulatorResponseVariants.All; bit <<= 1)
        {
            if (((int)_wanted & bit) != 0 && _random.NextDouble() < _rate)
            {
                drawn |= (SimulatorResponseVariants)bit;
            }
        }

        return drawn;
    }

    public static bool Has(SimulatorResponseVariants drawn, SimulatorResponseVariants flag) => (drawn & flag) != 0;

    /// <summary>An application id, as a number or as text.</summary>
    public static JToken ApplicationId(long id, SimulatorResponseVariants drawn)
        => Number(id, drawn, SimulatorResponseVariants.ApplicationIdAsText);

    /// <summary>A record handle, as a number or as text.</summary>
    public static JToken RecordHandle(long handle, SimulatorResponseVariants drawn)
        => Number(handle, drawn, SimulatorResponseVariants.RecordHandleAsText);

    private static JToken Number(long value, SimulatorResponseVariants drawn, SimulatorResponseVariants flag)
        => Has(drawn, flag) ? value.ToString(CultureInfo.InvariantCulture) : value;

    /// <summary>The reference id of the request; a whole number sent as text may come back as a number.</summary>
    public static JToken? Reference(JToken? given, SimulatorResponseVariants drawn)
    {
        if (given is null)
        {
            return null;
        }

        return Has(drawn, SimulatorResponseVariants.ReferenceIdAsNumber) && given.Type == JTokenType.String
            && long.TryParse((string?)given, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == (string?)given
            ? number
            : given.DeepClone();
    }

    public static string Channel(string channel, SimulatorResponseVariants drawn)
        => Has(drawn, SimulatorResponseVariants.ChannelWithoutVersion) && channel.StartsWith("/v2/", StringComparison.Ordinal)
            ? channel.Substring(3)
            : channel;

    public static string StatusChange(SimulatorResponseVariants drawn)
        => Has(drawn, SimulatorResponseVariants.StatusChangedSpelling) ? "StatusChanged" : "StatusChange";

    /// <summary>Adds undocumented members, and makes empty texts null or leaves them out.</summary>
    public static void Finish(JObject data, SimulatorResponseVariants drawn)
    {
        if (Has(drawn, SimulatorResponseVariants.NullLike))
        {
            ReplaceEmptyTexts(data);
        }

        if (Has(drawn, SimulatorResponseVariants.UnknownMembers))
        {
            data["chone"] = new JObject { ["WrapUpTime"] = 0, ["BusinessCall"] = 0 };
            data["futureMember"] = new JArray(1, "two", new JObject { ["three"] = 3.5 }, JValue.CreateNull());
        }
    }

    private static void ReplaceEmptyTexts(JObject node)
    {
        var toNull = true;
        foreach (var property in new List<JProperty>(node.Properties()))
        {
            if (property.Value is JObject child)
            {
                ReplaceEmptyTexts(child);
            }
            else if (property.Value.Type == JTokenType.String && ((string?)property.Value)!.Length == 0)
            {
                if (toNull)
                {
                    property.Value = JValue.CreateNull();
                }
                else
                {
                    property.Remove();
                }

                toNull = !toNull;
            }
        }
    }
}
