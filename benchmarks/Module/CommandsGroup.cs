using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>One warm command at a time, with few and with many records held by the session.</summary>
internal sealed class CommandsGroup : IBenchmarkGroup
{
    private static readonly (string Key, string Label)[] Measured =
    [
        ("reject", "`$record \\| Invoke-GwsRejectRecord`"),
        ("set", "`$record \\| Set-GwsCallResult`"),
        ("get", "`Get-GwsRecord -RecordHandle`"),
        ("filter", "`Get-GwsRecord -State`, nothing matches"),
    ];

    public string Name => "commands";

    public string Purpose => "one warm command with 100, 1,000 and 10,000 held records: p50 and p99";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        ModuleUnderTest module = await ModuleUnderTest.GetAsync();
        // A session keeps 10,000 live records at most.
        int[] sizes = settings.Quick ? [100, 1_000] : [100, 1_000, 10_000];
        Interleaved trials = await Interleaved.RunAsync(settings.Quick
            ? 1 : 3, settings.Attempts, [.. sizes.Select(size => new Entrant(Text(size), async () =>
        {
            (LineProcess server, Uri url) = await SimulatorServer.StartAsync(size + 100, agents: 1);
            await using (server)
            {
                var others = OtherLoad.Watch(server.Id);
                Dictionary<string, double> figures = await Pwsh.RunAsync("Commands.ps1", "-Module", module.Manifest, "-Uri",
                    url.ToString(), "-Held", Text(size));
                return new Trial(figures) { Others = others.Percent() };
            }
        }))]);

        (string few, string many) = (Text(sizes[0]), Text(sizes[^1]));
        var goals = new GoalTable();
        foreach (int size in sizes)
        {
            goals.AtMost($"reject one record, {Spread.Text(size)} held: p50 ms", trials.Of(Text(size), "reject.p50"), 0.7);
            goals.AtMost($"reject one record, {Spread.Text(size)} held: p99 ms", trials.Of(Text(size), "reject.p99"), 5);
        }

        foreach ((string key, string label) in Measured.Where(one => one.Key != "filter"))
        {
            goals.AtMost($"{label}: p50 with {Spread.Text(sizes[^1])} held over that with {Spread.Text(sizes[0])}",
                Ratio(trials, key, many, few), 1.5);
        }

        var rows = new StringBuilder(
            $"| p50 / p99 ms | {string.Join(" | ", sizes.Select(size => Spread.Text(size) + " held"))} |\n");
        rows.Append(CultureInfo.InvariantCulture, $"| --- |{string.Concat(sizes.Select(_ => " --- |"))}\n");
        foreach ((string key, string label) in Measured)
        {
            IEnumerable<string> cells = sizes.Select(size =>
                $"{trials.Of(Text(size), key + ".p50")} / {trials.Of(Text(size), key + ".p99")}");
            rows.Append(CultureInfo.InvariantCulture, $"| {label} | {string.Join(" | ", cells)} |\n");
        }

        return $"""
            ## One command at the prompt

            What a warm command takes on loopback while the session holds this many records. By handle nothing may grow with what is held; a list with a
            filter looks at each record once, so it may grow in step.

            {goals}
            {rows}
            {trials.Noise()}
            Machine: {Machine.Describe()}; module: {module.Description}.
            """.ReplaceLineEndings("\n");
    }

    private static Spread? Ratio(Interleaved trials, string key, string many, string few)
    {
        double? over = trials.Of(many, key + ".p50")?.Median / trials.Of(few, key + ".p50")?.Median;
        return Spread.Of([over]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
