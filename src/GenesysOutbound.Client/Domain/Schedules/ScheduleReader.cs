using System;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>Makes schedules from what a caller gives, in the record's zone, and refuses the past.</summary>
internal static class ScheduleReader
{
    /// <summary>
    /// From a moment. Without a usable offset of the record the moment stays in the offset in which it was given.
    /// </summary>
    public static GwsSchedule FromMoment(DateTimeOffset at, TimeSpan? recordOffset, GwsCallbackType callbackType) =>
        new(RecordOffset.Take(at, recordOffset), callbackType);

    /// <summary>From a time of the record's zone.</summary>
    /// <exception cref="GwsException">See <see cref="RecordTime.Parse"/>.</exception>
    public static GwsSchedule FromRecordTime(string? recordTime, TimeSpan? recordOffset, GwsCallbackType callbackType) =>
        new(RecordTime.Parse(recordTime, recordOffset), callbackType);

    /// <summary>Refuses a schedule that lies before a moment.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">The present.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.ScheduleInPast"/>.</exception>
    public static GwsSchedule NotBefore(this GwsSchedule schedule, DateTimeOffset now)
    {
        if (schedule.At >= now)
        {
            return schedule;
        }

        // Both in the offset of the schedule: a wrong zone is the usual reason, and two zones in one sentence would hide it.
        var offset = schedule.At.Offset;
        throw new GwsException(
            GwsErrorIds.ScheduleInPast,
            "A callback at " + Text(schedule.At) + " lies in the past: there it is " + Text(RecordOffset.Take(now, offset))
                + " now.");
    }

    private static string Text(DateTimeOffset at) =>
        at.ToString("MM'/'dd'/'yyyy HH':'mm':'ss '(UTC'zzz')'", CultureInfo.InvariantCulture);
}
