using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Testing.Soak;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.Load;

/// <summary>
/// What "flat" means. While sessions are open they remember more or less, as each is newer or older; what all of them hold must
/// not climb through the hour. When they are closed nothing is left of them: a session that left two kilobytes behind would be
/// seen.
/// </summary>
internal static class LoadMemory
{
    /// <summary>How much the second half of the hour may hold, beside the first.</summary>
    public const double Climb = 1.25;

    /// <summary>
    /// What is made once and kept, for all sessions together, in kB: compiled serialisers, tables, the runtime's own.
    /// </summary>
    public const double Kept = 3_000;

    private const int KeptHandles = 64;

    /// <summary>While the sessions are at work; for an hour that is long enough to fill what they remember.</summary>
    public static void CheckOpen(IReadOnlyList<LoadSample> samples, Findings findings)
    {
        LoadSample[] working = [.. samples.Where(sample => sample.Open > 0)];
        int half = working.Length / 2;
        double first = working.Take(half).Average(sample => sample.Held.HeapKilobytes);
        double second = working.Skip(working.Length - half).Average(sample => sample.Held.HeapKilobytes);
        findings.Expect(second <= first * Climb,
            $"The heap climbs: {Spread.Text(first)} kB in the first half of the hour, {Spread.Text(second)} kB in the second");
    }

    /// <summary>When they are closed.</summary>
    public static void CheckClosed(IReadOnlyList<LoadSample> samples, Findings findings)
    {
        LoadSample before = samples[0];
        foreach (LoadSample closed in samples.Skip(1).Where(sample => sample.Open == 0))
        {
            double left = closed.Held.HeapKilobytes - before.Held.HeapKilobytes;
            findings.Expect(left <= Kept, $"{closed.When}: {Spread.Text(left)} kB are left");
            findings.Expect(closed.Held.Handles <= before.Held.Handles + KeptHandles,
                $"{closed.When}: {closed.Held.Handles} handles, {before.Held.Handles} before");
            findings.Expect(closed.Held.Timers <= before.Held.Timers,
                $"{closed.When}: {closed.Held.Timers} timers, {before.Held.Timers} before");
        }
    }
}
