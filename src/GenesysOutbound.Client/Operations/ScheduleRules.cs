using System;

namespace GenesysOutbound.Client.Operations;

/// <summary>What a callback must satisfy.</summary>
internal static class ScheduleRules
{
    public static void EnsureFuture(GwsSchedule schedule, bool force)
    {
        if (schedule is null)
        {
            throw new ArgumentNullException(nameof(schedule));
        }

        if (!force && schedule.At <= DateTimeOffset.UtcNow)
        {
            throw new GwsException(GwsErrorIds.ScheduleInPast, "The callback time " + schedule.RecordTime + " (UTC" + schedule.At.ToString("zzz", System.Globalization.CultureInfo.InvariantCulture) + ") is in the past.");
        }
    }
}
