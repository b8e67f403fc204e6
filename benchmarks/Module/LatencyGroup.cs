using System.Globalization;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>An event's way to Wait-GwsEvent, with nothing and with a full log of unread events before it.</summary>
internal sealed class LatencyGroup : IBenchmarkGroup
{
    public string Name => "latency";

    public string Purpose => "an event's way to Wait-GwsEvent, with an empty and with a full log";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        ModuleUnderTest module = await ModuleUnderTest.GetAsync();
        int events = settings.Quick ? 200 : 1_600;
        int full = settings.Quick ? 500 : 10_000;
        Entrant Waiting(string name, int unread) => new(name, async () =>
        {
            var others = OtherLoad.Watch();
            return new Trial(await Pwsh.RunAsync("Latency.ps1", "-Module", module.Manifest, "-Events", Text(events), "-Unread",
                Text(unread)))
            {
                Others = others.Percent(),
            };
        });
        Interleaved trials = await Interleaved.RunAsync(settings.Quick
            ? 1 : 5, settings.Attempts, [Waiting("empty", 0), Waiting("full", full)]);
        var goals = new GoalTable();
        string half = Spread.Text(events / 2);
        goals.AtMost($"empty log, first {half} waits: p99 ms", trials.Of("empty", "p99"), 3);
        goals.AtMost($"empty log, next {half}: p99 ms", trials.Of("empty", "p99later"), 3);
        goals.AtMost($"{Spread.Text(full)} unread events in the log, first {half} waits: p99 ms", trials.Of("full", "p99"), 3);
        goals.AtMost($"{Spread.Text(full)} unread events in the log, next {half}: p99 ms", trials.Of("full", "p99later"), 3);
        return $"""
            ## An event's way to `Wait-GwsEvent`

            {Spread.Text(events)} events at irregular intervals of 3 to 25 ms, from the hand-over to the server to the return of the command; server and client are in one pwsh, so
            that one clock serves both. The full log holds events that nobody has asked for: a wait must not read them again each time. During the first {half}
            waits the runtime still compiles, on one of the two processors, what has become hot; a script of some hundred waits ends there.

            {goals}
            | log | waits | p50 ms | p99 ms | greatest ms |
            | --- | --- | --- | --- | --- |
            {Row(trials, "empty", "first " + half, string.Empty)}
            {Row(trials, "empty", "next " + half, "later")}
            {Row(trials, "full", "first " + half, string.Empty)}
            {Row(trials, "full", "next " + half, "later")}

            {trials.Noise()}
            Machine: {Machine.Describe()}; module: {module.Description}.
            """.ReplaceLineEndings("\n");
    }

    private static string Row(Interleaved trials, string log, string waits, string part) =>
        $"| {log} | {waits} | {trials.Of(log, "p50" + part)} | {trials.Of(log, "p99" + part)} | {trials.Of(log, "max" + part)} |";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
