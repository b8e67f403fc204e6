using System;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>Turns what the caller's clock shows into moments, with the two edges that daylight saving has.</summary>
public static class GwsCallerTime
{
    /// <summary>
    /// Turns a time of the caller's zone into a moment. A time of kind UTC is taken as UTC. A time that the clocks show twice,
    /// when they go back, is taken as the later of the two (as .NET does), so that nobody is called earlier than meant; a time of
    /// kind local that already knows which of the two it is keeps that. A time that the clocks skip, when they go forward, is an
    /// error.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <param name="zone">The caller's zone, or null for the zone of this computer.</param>
    /// <returns>The moment, with the zone's offset at that moment.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.ScheduleInvalid"/>: there is no such time in the zone.</exception>
    public static DateTimeOffset ToMoment(DateTime time, TimeZoneInfo? zone = null)
    {
        if (time.Kind == DateTimeKind.Utc)
        {
            return new DateTimeOffset(time);
        }

        // A local time is a time of this computer, whatever zone was named.
        var here = time.Kind == DateTimeKind.Local ? TimeZoneInfo.Local : zone ?? TimeZoneInfo.Local;
        if (here.IsInvalidTime(time))
        {
            throw Skipped(time, here);
        }

        var offset = time.Kind == DateTimeKind.Unspecified && here.IsAmbiguousTime(time)
            ? Later(here.GetAmbiguousTimeOffsets(time)) : here.GetUtcOffset(time);
        var utcTicks = time.Ticks - offset.Ticks;
        return utcTicks >= DateTime.MinValue.Ticks && utcTicks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), offset)
            : throw new GwsException(GwsErrorIds.ScheduleInvalid, "'" + Text(time) + "' is outside the calendar.");
    }

    // Of two offsets with the same figures on the clock, the smaller one lies later.
    private static TimeSpan Later(TimeSpan[] offsets)
    {
        var later = offsets[0];
        foreach (var offset in offsets)
        {
            later = offset < later ? offset : later;
        }

        return later;
    }

    private static GwsException Skipped(DateTime time, TimeZoneInfo zone)
    {
        // No gap is known to be longer than a day (Samoa left one out in 2011).
        var next = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Unspecified);
        for (var minutes = 0; minutes <= 24 * 60 && zone.IsInvalidTime(next); minutes++)
        {
            next = next.AddMinutes(1);
        }

        return new GwsException(
            GwsErrorIds.ScheduleInvalid,
            "'" + Text(time) + "' does not exist in the time zone '" + zone.Id
                + "': the clocks go forward and skip it. The next time that exists is '"
                + Text(next) + "'.");
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
