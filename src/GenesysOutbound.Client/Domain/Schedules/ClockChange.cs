using System;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// Warns of callbacks that lie beyond a change of clocks. A record carries its present offset from UTC and a zone name that only
/// the outbound server knows, so a time of its zone is computed with the present offset. Where zones with this offset have
/// another one at that time, the callback may be off.
/// </summary>
internal static class ClockChange
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(1);

    /// <summary>The warning for a callback that was given as a time of the record's zone, or null.</summary>
    public static string? WarningFor(DateTimeOffset at, DateTimeOffset now)
    {
        if ((at - now).Duration() < Near)
        {
            return null;
        }

        if (OtherOffset(at, now) is not { } offset)
        {
            return null;
        }

        var other = RecordOffset.Take(at, offset);
        if (other.Offset != offset)
        {
            // At the very ends of the calendar there is no such time.
            return null;
        }

        return $"The callback is set by the record's present offset from UTC: {Text(at)}. If the record's zone changes its " +
            $"clocks before that, "
            + $"it comes at {Text(other)} there. Give the moment with its offset to be certain.";
    }

    // The offset that most of the zones which have the record's offset now, and another one then, will have then.
    private static TimeSpan? OtherOffset(DateTimeOffset at, DateTimeOffset now) => TimeZoneInfo.GetSystemTimeZones()
        .Where(zone => zone.SupportsDaylightSavingTime && zone.GetUtcOffset(now) == at.Offset)
        .Select(zone => zone.GetUtcOffset(at))
        .Where(offset => offset != at.Offset)
        .GroupBy(offset => offset)
        .OrderByDescending(zones => zones.Count())
        .Select(zones => (TimeSpan?)zones.Key)
        .FirstOrDefault();

    private static string Text(DateTimeOffset at) =>
        at.ToString("MM'/'dd'/'yyyy HH':'mm '(UTC'zzz')'", CultureInfo.InvariantCulture);
}
