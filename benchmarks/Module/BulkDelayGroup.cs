using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>Rejects at a server that takes 20 ms for each: what a network and a busy server make of it.</summary>
internal sealed class BulkDelayGroup : BulkGroup
{
    public override string Name => "bulk-delay";

    public override string Purpose => "rejects at a server that takes 20 ms for each, 8, 32 and 64 at once";

    protected override async Task<string> RunAsync(BenchmarkSettings settings, ModuleUnderTest module)
    {
        (int Limit, int Records)[] steps = settings.Quick
            ? [(8, 100), (32, 200), (64, 400)] : [(8, 1_500), (32, 5_000), (64, 10_000)];
        List<Entrant> entrants =
        [
            .. steps.Select(step => Contestant(module, $"command {step.Limit}", "command", step.Records, step.Limit, delay: 20)),
            .. steps.Select(step => Contestant(module, $"bare {step.Limit}", "bare", step.Records, step.Limit, delay: 20)),
        ];
        Interleaved trials = await Interleaved.RunAsync(settings.Quick ? 1 : 3, settings.Attempts, entrants);
        var goals = new GoalTable();
        List<(string, string, string?, int)> rows = [];
        foreach ((int limit, int records) in steps)
        {
            goals.AtLeast($"{limit} at once: records/s over bare `HttpClient`",
                trials.Ratio($"command {limit}", "rate1", $"bare {limit}"), 0.98);
            rows.Add(($"`Invoke-GwsRejectRecord`, {limit} at once, {records} records", $"command {limit}", $"bare {limit}", 1));
            rows.Add(($"bare `HttpClient`, {limit} at once, {records} records", $"bare {limit}", null, 1));
        }

        return $"""
            ## Bulk at a server that takes 20 ms

            The same with 20 ms added by the server to each request: about what a real server and a network take. Here `-ThrottleLimit` decides, and what the
            command costs beside the wait hardly shows.

            {goals}
            {Table(trials, rows)}
            {trials.Noise()}
            """.ReplaceLineEndings("\n");
    }
}
