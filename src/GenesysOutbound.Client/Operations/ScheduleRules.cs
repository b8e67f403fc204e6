using System;

namespace GenesysOutbound.Client.Operations;

/// <summary>What a callback must satisfy.</summary>
internal static class ScheduleRules
{
    public static void EnsureFuture(GwsSchedule schedule, bool force, DateTimeOffset now)
    {
        if (schedule is null)
        {
            throw new ArgumentNullException(nameof(schedule));
        }

        if (!force)
        {
            schedule.NotBefore(now);
        }
    }
}
