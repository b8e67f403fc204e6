using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>What the day was like, for the test's output.</summary>
internal static class Summary
{
    public static string Of(SoakRun day, Ledger ledger, ClientObservations observations)
    {
        var lines = observations.Entries.GroupBy(entry => entry.Operation).OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: " + string.Join(", ", group.GroupBy(entry => (entry.ReportedOutcome, entry.ErrorId))
                .Select(one => $"{one.Count()} {one.Key.ReportedOutcome} {one.Key.ErrorId}".TrimEnd())));
        var faults = ledger.Strikes.Select(strike => $"{strike.Key} {strike.Value}");
        var used = day.Context.Used.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}");
        return $"{ledger.Records.Count} records, {observations.Entries.Count} requests, {day.Context.Progress} worked, " +
            $"{day.Sessions} sessions, {day.LateShiftRounds} late rounds, "
            + $"gaps {observations.Early.Sum(shift => shift.Gaps)}, {day.ShiftTook.TotalSeconds:F1} s and " +
                $"{day.LateTook.TotalSeconds:F1} s\n"
            + string.Join("\n", lines) + "\nfaults: " + string.Join(", ", faults) + "\nbeside: " + string.Join(", ", used);
    }
}
