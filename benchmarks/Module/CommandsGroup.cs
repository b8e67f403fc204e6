using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>
/// One command at a time, after some hundred and after some thousand of the same, with few and with many records held by the
/// session.
/// </summary>
internal sealed class CommandsGroup : IBenchmarkGroup
{
    /// <summary>Commands before those that are measured: as in a short script, and until all is compiled well.</summary>
    private static readonly int[] WarmUps = [300, 3_000];

    private static readonly (string Key, string Label)[] Measured =
    [
        ("reject", "`$record \\| Invoke-GwsRejectRecord`"),
        ("set", "`$record \\| Set-GwsCallResult`"),
        ("get", "`Get-GwsRecord -RecordHandle`"),
        ("filter", "`Get-GwsRecord -State`, nothing matches"),
    ];

    public string Name => "commands";

    public string Purpose => "one command with 100, 1,000 and 10,000 held records: p50 and p99";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        ModuleUnderTest module = await ModuleUnderTest.GetAsync();
        // A session keeps 10,000 live records at most.
        int[] sizes = settings.Quick ? [100, 1_000] : [100, 1_000, 10_000];
        Interleaved trials = await Interleaved.RunAsync(settings.Quick ? 1 : 3, settings.Attempts,
            [.. sizes.SelectMany(size => WarmUps.Select(warmUp => Contestant(module, size, warmUp)))]);

        int warm = WarmUps[^1];
        (string few, string many) = (Key(sizes[0], warm), Key(sizes[^1], warm));
        var goals = new GoalTable();
        foreach (int size in sizes)
        {
            goals.AtMost($"reject one record, {Spread.Text(size)} held: p50 ms", trials.Of(Key(size, warm), "reject.p50"), 0.7);
            goals.AtMost($"reject one record, {Spread.Text(size)} held: p99 ms", trials.Of(Key(size, warm), "reject.p99"), 5);
        }

        foreach ((string key, string label) in Measured.Where(one => one.Key != "filter"))
        {
            goals.AtMost($"{label}: p50 with {Spread.Text(sizes[^1])} held over that with {Spread.Text(sizes[0])}",
                Ratio(trials, key, many, few), 1.5);
        }

        var rows = new StringBuilder(
            $"| p50 / p99 ms | after | {string.Join(" | ", sizes.Select(size => Spread.Text(size) + " held"))} |\n");
        rows.Append(CultureInfo.InvariantCulture, $"| --- | --- |{string.Concat(sizes.Select(_ => " --- |"))}\n");
        foreach ((string key, string label) in Measured)
        {
            foreach (int warmUp in WarmUps)
            {
                IEnumerable<string> cells = sizes.Select(size => Cell(trials, Key(size, warmUp), key));
                rows.Append(CultureInfo.InvariantCulture,
                    $"| {label} | {Spread.Text(warmUp)} | {string.Join(" | ", cells)} |\n");
            }
        }

        return $"""
            ## One command at the prompt

            What a command takes on loopback while the session holds this many records. By handle nothing may grow with what is held; a list with a
            filter looks at each record once, so it may grow in step. The goals are those of a warm command: after 3 000 of the same the runtime has compiled
            all of it well. After 300 it has not: that is what a script of some hundred records feels. The list with a filter comes after 2 000 at most of the
            same with 1 000 held, and after 200 with 10 000.

            {goals}
            {rows}
            {trials.Noise()}
            Machine: {Machine.Describe()}; module: {module.Description}.
            """.ReplaceLineEndings("\n");
    }

    private static Entrant Contestant(ModuleUnderTest module, int held, int warmUp) => new(Key(held, warmUp), async () =>
    {
        (LineProcess server, Uri url) = await SimulatorServer.StartAsync(held + 100, agents: 1);
        await using (server)
        {
            var others = OtherLoad.Watch(server.Id);
            Dictionary<string, double> figures = await Pwsh.RunAsync("Commands.ps1", "-Module", module.Manifest, "-Uri",
                url.ToString(), "-Held", Text(held), "-WarmUp", Text(warmUp));
            return new Trial(figures) { Others = others.Percent() };
        }
    });

    private static string Cell(Interleaved trials, string entrant, string key) =>
        $"{trials.Of(entrant, key + ".p50")} / {trials.Of(entrant, key + ".p99")}";

    private static string Key(int held, int warmUp) => $"{Text(held)} held, after {Text(warmUp)}";

    private static Spread? Ratio(Interleaved trials, string key, string many, string few)
    {
        double? over = trials.Of(many, key + ".p50")?.Median / trials.Of(few, key + ".p50")?.Median;
        return Spread.Of([over]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
