using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>What the run was like, for the test's output.</summary>
internal static class Summary
{
    public static string Of(SoakRun run, Ledger ledger, ClientObservations observations)
    {
        var lines = observations.Entries.GroupBy(entry => entry.Operation).OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: " + string.Join(", ", group.GroupBy(entry => (entry.ReportedOutcome, entry.ErrorId))
                .Select(one => $"{one.Count()} {one.Key.ReportedOutcome} {one.Key.ErrorId}".TrimEnd())));
        var faults = ledger.Strikes.Select(strike => $"{strike.Key} {strike.Value}");
        var used = run.Context.Used.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}");
        return $"{ledger.Records.Count} records, {observations.Entries.Count} requests, {run.Context.Progress} worked, " +
            $"{run.Sessions} sessions, {run.FaultlessRounds} late rounds, "
            + $"gaps {observations.Early.Sum(observed => observed.Gaps)}, {run.FaultsTook.TotalSeconds:F1} s and " +
                $"{run.WithoutFaultsTook.TotalSeconds:F1} s\n"
            + string.Join("\n", lines) + "\nfaults: " + string.Join(", ", faults) + "\nbeside: " + string.Join(", ", used);
    }
}
