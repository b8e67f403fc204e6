using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>10,000 rejects on loopback, cold, with 8, 32 and 64 at once, beside bare HttpClient and two scripts.</summary>
internal sealed class BulkLoopbackGroup : BulkGroup
{
    public override string Name => "bulk";

    public override string Purpose => "10,000 rejects from the pipeline on loopback, in a fresh pwsh";

    protected override async Task<string> RunAsync(BenchmarkSettings settings, ModuleUnderTest module)
    {
        int records = settings.Quick ? 500 : 10_000;
        int[] limits = [8, 32, 64];
        List<Entrant> entrants =
        [
            .. limits.Select(limit => Contestant(module, $"command {limit}", "command", records, limit)),
            .. limits.Select(limit => Contestant(module, $"bare {limit}", "bare", records, limit)),
            Contestant(module, "loop", "loop", records / 10, 1),
            Contestant(module, "parallel", "parallel", records / 50, 8),
        ];
        Interleaved trials = await Interleaved.RunAsync(settings.Quick ? 1 : 3, settings.Attempts, entrants);

        var goals = new GoalTable();
        foreach (int limit in limits)
        {
            goals.AtLeast($"{limit} at once: records/s over bare `HttpClient`",
                trials.Ratio($"command {limit}", "rate1", $"bare {limit}"), 0.8);
        }

        goals.AtMost("8 at once: kB allocated a record beyond bare `HttpClient`", Kilobytes(trials), 12);
        List<(string, string, string?, int)> rows = [];
        foreach (int limit in limits)
        {
            rows.Add(($"`Invoke-GwsRejectRecord`, {limit} at once", $"command {limit}", $"bare {limit}", 1));
            rows.Add(($"bare `HttpClient`, {limit} at once", $"bare {limit}", null, 1));
        }

        rows.Add(($"`Invoke-RestMethod` in a loop, {records / 10} records", "loop", null, 1));
        rows.Add(($"`ForEach-Object -Parallel`, 8 at once, {records / 50} records", "parallel", null, 1));
        return $"""
            ## Bulk: the first {Spread.Text(records)} records of a runbook

            A runbook reads a CSV file and gives its records back: `Import-Csv | Invoke-GwsRejectRecord`. Nothing has run in this pwsh before but the import
            of the module and Connect-Gws, because that is how a runbook begins; the records were fetched for the agent by another process. The command
            waits for and returns every acknowledgement. Bare `HttpClient` posts the same bytes, made before the clock starts, and waits for none; so do the
            two scripts. Server and client share this machine, so the server's work is part of every figure; with a server elsewhere the network decides
            (see below, 20 ms).

            {goals}
            {Table(trials, rows)}
            {trials.Noise()}
            """.ReplaceLineEndings("\n");
    }

    private static Spread? Kilobytes(Interleaved trials) =>
        trials.Beyond("command 8", "bytes1", "bare 8") is { } bytes
            ? new Spread(bytes.Median / 1000, bytes.Least / 1000, bytes.Greatest / 1000) : null;
}
