using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.CometD;

/// <summary>The section of docs/performance.md.</summary>
internal sealed class CometDReport(IReadOnlyList<Measured> all, IEnumerable<string> runtimes, int runs)
{
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine("## The CometD client beside the official JavaScript client");
        text.AppendLine();
        text.AppendLine(
            $"Machine: {Machine.Describe()}; contestants: {string.Join(", ", runtimes)}. Server: `cometd-nodejs-server` " +
            $"1.2.1, one process for");
        text.AppendLine(
            "all, warmed first; JavaScript client: `cometd` 9.0.0 with `cometd-nodejs-client` 2.0.0, long polling. Loopback; " +
            "server and client in processes");
        text.AppendLine(
            $"of their own; {runs} runs, the contestants in turn within each, the order reversed every other run. Events of " +
            $"about 250 bytes; each");
        text.AppendLine(
            "client's handler reads the whole data of each. Latency is from the server's publish to the handler, on one " +
            "clock. Events/s is from the first");
        text.AppendLine(
            "publish to the last event handled. Figures are the median (least-greatest) of the runs that count: one during " +
            "which other processes used more");
        text.AppendLine(
            "than 8 % of the machine is listed below but counts only where there is no other. Our handler is compiled before " +
            "anything is measured, our client is not.");
        Disturbed(text);
        text.AppendLine();
        Verdicts(text);
        foreach (IGrouping<Scenario, Measured> scenario in all.GroupBy(m => m.Scenario).OrderBy(g => Order(g.Key)))
        {
            Table(text, scenario);
        }

        Details(text);
        return text.ToString();
    }

    /// <summary>
    /// What others' work on the machine means for the page: a few disturbed measurements were made again, many mean a busy
    /// machine.
    /// </summary>
    private void Disturbed(StringBuilder text)
    {
        int noisy = all.Count(m => !m.Quiet);
        if (noisy > 0)
        {
            Spread share = Spread.Of(all.Where(m => !m.Quiet).Select(m => m.OthersPercent))!;
            string others = noisy == 1
                ? Spread.Text(share.Median) : $"{Spread.Text(share.Least)} to {Spread.Text(share.Greatest)}";
            bool someRestOnThem = all.GroupBy(m => (m.Scenario.Name, m.Contestant)).Any(same => same.All(m => !m.Quiet));
            text.AppendLine();
            text.AppendLine(
                $"**{noisy} of these {all.Count} measurements {(noisy == 1 ? "was" : "were")} disturbed**: other processes " +
                $"used {others} % of the machine meanwhile.");
            text.AppendLine(someRestOnThem
                ? "Some figures rest on disturbed measurements alone: what they show is how the two clients do on a busy " +
                    "machine; finer conclusions want a quiet one."
                : "No figure rests on them: of every scenario and client there are undisturbed measurements, and only those " +
                    "count.");
        }
    }

    private static int Order(Scenario scenario) => Scenario.All(quick: false).Select(s => s.Name).ToList().IndexOf(scenario.Name);

    private void Table(StringBuilder text, IGrouping<Scenario, Measured> scenario)
    {
        text.AppendLine($"### {scenario.Key.Name}: {scenario.Key.Says}");
        text.AppendLine();
        text.AppendLine("| client | events/s | p50 ms | p99 ms | CPU µs/event | allocated B/event | peak managed heap MB |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (string name in Contestant.Names)
        {
            if (Counted(scenario.Key.Name, name) is { Count: > 0 } counted)
            {
                text.AppendLine(
                    $"| {name} | {Of(counted, m => m.EventsPerSecond)} | {Of(counted, m => m.P50)} | {Of(counted, m => m.P99)} | "
                    + $"{Of(counted, m => m.CpuMicrosecondsPerEvent)} | {Of(counted, m => m.AllocatedPerEvent)} | " +
                        $"{Of(counted, m => m.PeakHeapMegabytes)} |");
            }
        }

        text.AppendLine();
    }

    private List<Measured> Counted(string scenario, string contestant)
    {
        List<Measured> mine = [.. all.Where(m => m.Scenario.Name == scenario && m.Contestant == contestant)];
        List<Measured> quiet = [.. mine.Where(m => m.Quiet)];
        return quiet.Count > 0 ? quiet : mine;
    }

    private static string Of(List<Measured> measured, Func<Measured, double?> figure) =>
        Spread.Of(measured.Select(figure))?.ToString() ?? "-";

    private double? Median(string scenario, string contestant, Func<Measured, double?> figure) =>
        Spread.Of(Counted(scenario, contestant).Select(figure))?.Median;

    private void Verdicts(StringBuilder text)
    {
        text.AppendLine("| aim | reached | |");
        text.AppendLine("| --- | --- | --- |");
        foreach (string scenario in new[] { "cold", "one round" })
        {
            AtLeast(text, $"{scenario}: events/s of the JavaScript client", scenario, 1.0);
        }

        AtLeast(text, "flood: 0.95 of the JavaScript client's events/s", "flood", 0.95);
        AtMost(text, "flood: 5 µs CPU an event", Median("flood", "ours", m => m.CpuMicrosecondsPerEvent), 5);
        AtMost(text, "flood: 1 200 bytes allocated an event", Median("flood", "ours", m => m.AllocatedPerEvent), 1200);
        AtMost(text, "flood: p99 15 ms", Median("flood", "ours", m => m.P99), 15);
        AtLeast(text, "burst: events/s of the JavaScript client", "burst", 1.0);
        AtMost(text, "burst: 4 µs CPU an event", Median("burst", "ours", m => m.CpuMicrosecondsPerEvent), 4);
        AtMost(text, "burst: 40 MB peak managed heap", Median("burst", "ours", m => m.PeakHeapMegabytes), 40);
        foreach (string scenario in new[] { "paced", "solo" })
        {
            AtMost(text, $"{scenario}: p50 ms of the JavaScript client", Median(scenario, "ours", m => m.P50),
                Median(scenario, "JavaScript", m => m.P50));
            AtMost(text, $"{scenario}: p99 ms of the JavaScript client", Median(scenario, "ours", m => m.P99),
                Median(scenario, "JavaScript", m => m.P99));
        }

        text.AppendLine();
    }

    private void AtLeast(StringBuilder text, string aim, string scenario, double share)
    {
        if (Median(scenario, "ours", m => m.EventsPerSecond) is double ours
            && Median(scenario, "JavaScript", m => m.EventsPerSecond) is double theirs)
        {
            text.AppendLine(
                $"| {aim} | {Spread.Text(ours)} against {Spread.Text(theirs)}: {ours / theirs:0.00} | " +
                $"{(ours >= share * theirs ? "yes" : "no")} |");
        }
    }

    private static void AtMost(StringBuilder text, string aim, double? ours, double? limit)
    {
        if (ours is not null && limit is not null)
        {
            text.AppendLine($"| {aim} | {Spread.Text(ours)} against {Spread.Text(limit)} | {(ours <= limit ? "yes" : "no")} |");
        }
    }

    private void Details(StringBuilder text)
    {
        text.AppendLine("<details><summary>Every run</summary>");
        text.AppendLine();
        text.AppendLine(
            "| scenario | client | run | events/s | p50 ms | p99 ms | CPU µs | B/event | heap MB | lost, doubled, out of " +
            "order | others % | counts |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (Measured m in all.OrderBy(m => Order(m.Scenario)).ThenBy(m => Contestant.Names.ToList().IndexOf(m.Contestant))
            .ThenBy(m => m.Run))
        {
            text.AppendLine(
                $"| {m.Scenario.Name} | {m.Contestant} | {m.Run} | {Spread.Text(m.EventsPerSecond)} | {Spread.Text(m.P50)} | " +
                    $"{Spread.Text(m.P99)} | "
                + $"{Spread.Text(m.CpuMicrosecondsPerEvent)} | {Spread.Text(m.AllocatedPerEvent)} | " +
                    $"{Spread.Text(m.PeakHeapMegabytes)} | "
                + $"{(m.Complete ? "0" : $"{m.Lost}, {m.Doubled}, {m.Disordered}")} | {Spread.Text(m.OthersPercent)} | " +
                    $"{(m.Quiet ? "yes" : "no")} |");
        }

        text.AppendLine();
        text.AppendLine("</details>");
    }
}
