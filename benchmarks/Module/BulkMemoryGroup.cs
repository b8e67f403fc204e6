using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>The working set of a pwsh that gives back 10,000 and 100,000 records and keeps every answer.</summary>
internal sealed class BulkMemoryGroup : BulkGroup
{
    public override string Name => "bulk-memory";

    public override string Purpose => "peak working set with 10,000 and 100,000 records";

    protected override async Task<string> RunAsync(BenchmarkSettings settings, ModuleUnderTest module)
    {
        int[] sizes = settings.Quick ? [500, 1_000] : [10_000, 100_000];
        Interleaved trials = await Interleaved.RunAsync(
            settings.Quick ? 1 : 2, settings.Attempts,
                [.. sizes.Select(size => Contestant(module, Text(size), "command", size, 8))]);
        var goals = new GoalTable();
        goals.AtMost($"{Spread.Text(sizes[1])} records: MB beyond what pwsh, the module and the input take",
            trials.Of(Text(sizes[1]), "beyond"), 300);
        var rows = new StringBuilder(
            "| records | peak working set MB | of that since the clock started MB | records/s |\n| --- | --- | --- | --- |\n");
        foreach (int size in sizes)
        {
            string entrant = Text(size);
            rows.Append(CultureInfo.InvariantCulture, $"| {Spread.Text(size)} | {trials.Of(entrant, "peak")} | ");
            rows.Append(CultureInfo.InvariantCulture, $"{trials.Of(entrant, "beyond")} | {trials.Of(entrant, "rate1")} |\n");
        }

        return $"""
            ## Bulk: memory

            The rows of the CSV file and every answer are kept in variables, as a runbook does that reports at its end.

            {goals}
            {rows}
            {trials.Noise()}
            """.ReplaceLineEndings("\n");
    }
}
