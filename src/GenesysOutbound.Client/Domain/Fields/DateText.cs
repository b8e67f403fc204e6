using System;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>
/// The two forms of a date in a record: <c>MM/DD/YYYY HH:MM</c> in the list of fields, <c>YYYY-MM-DD HH:MM:SS</c> in the record
/// itself (Service Client API Reference: type Field, and the sample of getChainedRecords). Neither has a zone, so none is
/// converted.
/// </summary>
internal static class DateText
{
    private static readonly string[] IsoForms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd'T'HH:mm"];

    public static bool TryRead(string? text, out DateTime date, out string? problem)
    {
        if (TryReadIso(text, out date))
        {
            problem = null;
            return true;
        }

        return RecordTime.TryReadLocal(text, out date, out problem);
    }

    public static bool TryReadIso(string? text, out DateTime date) => DateTime.TryParseExact(
        text?.Trim(), IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>The form of the list of fields.</summary>
    public static string Show(DateTime date) => RecordTime.Format(date);

    /// <summary>The form of the record itself.</summary>
    public static string Iso(DateTime date) => date.ToString("yyyy'-'MM'-'dd HH':'mm':'ss", CultureInfo.InvariantCulture);
}
