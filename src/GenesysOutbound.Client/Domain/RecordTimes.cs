using System;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>
/// Dates and times as the outbound server writes them: <c>MM/DD/YYYY HH:MM</c> on a 24-hour clock, in the record's zone. Source: Service Client
/// API Reference, rescheduleRecord. The vendor's own sample page writes no leading zeros, so they may be missing.
/// </summary>
internal static class RecordTimes
{
    private static readonly string[] Formats = ["M/d/yyyy H:m"];

    /// <summary>Reads a time of a zone. The offset is the record's present one, daylight saving included: its zone's name is not an IANA name.</summary>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.ScheduleInvalid"/>.</exception>
    public static DateTimeOffset Parse(string recordTime, TimeSpan offset)
    {
        if (!DateTime.TryParseExact(recordTime?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            throw new GwsException(GwsErrorIds.ScheduleInvalid, "'" + recordTime + "' is not a time of the form MM/DD/YYYY HH:MM.");
        }

        return At(local, offset);
    }

    public static string Format(DateTimeOffset at) => at.ToString("MM'/'dd'/'yyyy HH':'mm", CultureInfo.InvariantCulture);

    public static DateTimeOffset ToZone(DateTimeOffset at, TimeSpan? offset)
    {
        if (offset is not { } given)
        {
            return at;
        }

        try
        {
            return at.ToOffset(WholeMinutes(given));
        }
        catch (ArgumentException)
        {
            return at;
        }
    }

    private static DateTimeOffset At(DateTime local, TimeSpan offset)
    {
        try
        {
            return new DateTimeOffset(local, WholeMinutes(offset));
        }
        catch (ArgumentException error)
        {
            throw new GwsException(GwsErrorIds.ScheduleInvalid, "The time cannot be placed in the record's zone (UTC " + offset + ").", error);
        }
    }

    // An offset has whole minutes; no zone of today has others.
    private static TimeSpan WholeMinutes(TimeSpan offset) => TimeSpan.FromMinutes(Math.Truncate(offset.TotalMinutes));
}
