using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GenesysOutbound.Client;

/// <summary>
/// Times in a record's own zone, written <c>MM/DD/YYYY HH:MM</c>. The zone is the record's offset from UTC and nothing else: the
/// names of the outbound server's zones are its own (<c>ACT</c> stands for +09:30), so no calendar of daylight saving can be
/// found by them. The offset is the one that holds when the server sends the record. Source: Service Client API Reference,
/// rescheduleRecord.
/// </summary>
internal static class RecordTime
{
    public const string Pattern = "MM/DD/YYYY HH:MM";

    // The vendor's own sample page writes 5/7/2021 9:5, so padding is not required.
    private static readonly Regex Form = new(
        @"^\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\s+([0-9]{1,2}):([0-9]{1,2})\s*$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>Writes a moment in its own offset; seconds are left out.</summary>
    public static string Format(DateTimeOffset at) => Format(at.DateTime);

    /// <inheritdoc cref="Format(DateTimeOffset)"/>
    public static string Format(DateTime local) => local.ToString("MM'/'dd'/'yyyy HH':'mm", CultureInfo.InvariantCulture);

    /// <summary>Reads a time of the record's zone.</summary>
    /// <param name="text">The time, padded or not.</param>
    /// <param name="offset">The record's offset from UTC, or null when it is unknown.</param>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.ScheduleInvalid"/>: no such time;
    /// <see cref="GwsErrorIds.TimeZoneUnknown"/>: the offset is missing or cannot be an offset.</exception>
    public static DateTimeOffset Parse(string? text, TimeSpan? offset)
    {
        if (!TryReadLocal(text, out var local, out var problem))
        {
            throw new GwsException(GwsErrorIds.ScheduleInvalid, problem!);
        }

        if (!RecordOffset.IsUsable(offset))
        {
            throw RecordOffset.Unusable(offset);
        }

        // The first and the last day of the calendar have moments that no offset can express.
        var utcTicks = local.Ticks - offset!.Value.Ticks;
        return utcTicks >= DateTime.MinValue.Ticks && utcTicks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(local, offset.Value)
            : throw new GwsException(GwsErrorIds.ScheduleInvalid, "'" + text + "' is outside the calendar.");
    }

    /// <summary>Reads the figures of a time, without a zone.</summary>
    /// <param name="text">The time, padded or not.</param>
    /// <param name="local">The time, of unspecified kind.</param>
    /// <param name="problem">Why it cannot be read, or null.</param>
    public static bool TryReadLocal(string? text, out DateTime local, out string? problem)
    {
        local = default;
        problem = null;
        var match = Form.Match(text ?? string.Empty);
        if (!match.Success)
        {
            problem = "'" + StringExtensions.Truncate(text) + "' is not a time of the form " + Pattern + ".";
            return false;
        }

        int month = Figure(match, 1), day = Figure(match, 2), year = Figure(match, 3), hour = Figure(match, 4),
            minute = Figure(match, 5);
        if (month is < 1 or > 12)
        {
            problem = "'" + text + "' has no month " + month + ": the month comes first (" + Pattern + ").";
        }
        else if (year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            problem = "'" + text + "' is not a day of the calendar.";
        }
        else if (hour > 23 || minute > 59)
        {
            problem = "'" + text + "' is not a time of the day: hours go from 0 to 23, minutes from 0 to 59.";
        }
        else
        {
            local = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Unspecified);
        }

        return problem is null;
    }

    private static int Figure(Match match, int group) =>
        int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);
}
