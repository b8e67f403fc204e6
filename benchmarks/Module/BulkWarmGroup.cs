using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>The first, second and third 10,000 of one process.</summary>
internal sealed class BulkWarmGroup : BulkGroup
{
    public override string Name => "bulk-warm";

    public override string Purpose => "30,000 rejects in one pwsh: the first, second and third 10,000";

    protected override async Task<string> RunAsync(BenchmarkSettings settings, ModuleUnderTest module)
    {
        int each = settings.Quick ? 300 : 10_000;
        Entrant[] entrants = [Contestant(module, "command", "command", 3 * each, 8, passes: 3),
            Contestant(module, "bare", "bare", 3 * each, 8, passes: 3)];
        Interleaved trials = await Interleaved.RunAsync(settings.Quick ? 1 : 3, settings.Attempts, entrants);
        var goals = new GoalTable();
        goals.AtLeast($"first {Spread.Text(each)}: records/s over bare `HttpClient`", trials.Ratio("command", "rate1", "bare"),
            0.8);
        goals.AtLeast($"third {Spread.Text(each)}: records/s over bare `HttpClient`", trials.Ratio("command", "rate3", "bare"),
            0.9);
        List<(string, string, string?, int)> rows = [.. Enumerable.Range(1, 3)
            .SelectMany(pass => new (string, string, string?, int)[]
        {
            ($"`Invoke-GwsRejectRecord`, pass {pass}", "command", "bare", pass),
            ($"bare `HttpClient`, pass {pass}", "bare", null, pass),
        })];
        return $"""
            ## Bulk, cold and warm

            Three times {Spread.Text(each)} records in one process on loopback, 8 at once. The first pass is what most runbooks are; by the third the runtime has compiled
            all of it well.

            {goals}
            {Table(trials, rows)}
            {trials.Noise()}
            """.ReplaceLineEndings("\n");
    }
}
