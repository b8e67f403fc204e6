using System;
using System.Globalization;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>The phone types, 0 to 11, by the names that the Web Services API uses (vendor's documentation).</summary>
internal static class PhoneTypes
{
    private static readonly string[] Names =
    [
        "NoContactType", "HomePhone", "DirectBusinessPhone", "BusinessWithExt", "Mobile", "VacationPhone",
        "Pager", "Modem", "VoiceMail", "PinPager", "EmailAddress", "InstantMessaging",
    ];

    /// <summary>The name of a phone type, or its number when it has none.</summary>
    public static string NameOf(int type)
        => type >= 0 && type < Names.Length ? Names[type] : type.ToString(CultureInfo.InvariantCulture);

    public static int? Parse(string? name)
    {
        var index = Array.FindIndex(Names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index
            : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < Names.Length ? number
            : null;
    }
}
