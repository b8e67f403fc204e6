using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.SimulatorPage;

/// <summary>The figures of the page, and what they are told as.</summary>
internal sealed class PageFigures
{
    /// <summary>The pages of records that are fetched.</summary>
    public static readonly (string Name, string Query)[] Queries =
    [
        ("the first page of the list", string.Empty),
        ("a page in the middle", "offset=40000"),
        ("filtered by a part of the phone number", "search=123"),
        ("sorted by phone number", "sort=phone"),
        ("sorted by status, backwards", "sort=status&descending=true"),
    ];

    private readonly Dictionary<string, List<double?>> _fetches = [];

    /// <summary>Requests a second, as many as the simulator can answer, without the page.</summary>
    public List<double?> Without { get; } = [];

    /// <summary>The same with the page open.</summary>
    public List<double?> With { get; } = [];

    /// <summary>The share of a core that the page takes, with agents and campaigns shown.</summary>
    public List<double?> Script { get; } = [];

    /// <summary>The same with the records shown.</summary>
    public List<double?> ScriptOfRecords { get; } = [];

    public string Last =>
        $"without {Spread.Text(Without[^1])}/s, with {Spread.Text(With[^1])}/s, page {Spread.Text(Script[^1])} and " +
        $"{Spread.Text(ScriptOfRecords[^1])} % of a core; "
        + string.Join(", ", _fetches.Select(f => $"{f.Key} {Spread.Text(f.Value[^1])} ms"));

    public void Fetched(string name, double[] times)
    {
        if (!_fetches.TryGetValue(name, out List<double?>? all))
        {
            _fetches.Add(name, all = []);
        }

        all.Add(times.Order().ElementAt(times.Length / 2));
    }

    public string ToMarkdown(int agents, int records, TimeSpan length, int runs)
    {
        double lost = (1 - (Spread.Of(With)!.Median / Spread.Of(Without)!.Median)) * 100;
        var text = new StringBuilder();
        text.AppendLine("## The simulator's page");
        text.AppendLine();
        text.AppendLine(
            $"Machine: {Machine.Describe()}. Simulator, load and browser share it. {agents} agents, a list of " +
            $"{Spread.Text(records)} records, {length.TotalSeconds:0} s a figure,");
        text.AppendLine(
            $"median of {runs} (least-greatest), the rates alternately. The rate is the most that 16 requests at once get; " +
            $"the page's script is measured beside {agents} agents");
        text.AppendLine(
            $"who ask for a record and complete it every two seconds. A headless browser without a graphics card paints with " +
            $"the processor, which costs the rate, too.");
        text.AppendLine();
        text.AppendLine("| what | figure | aim |");
        text.AppendLine("| --- | --- | --- |");
        text.AppendLine($"| requests a second without the page | {Spread.Of(Without)} | |");
        text.AppendLine(
            $"| requests a second with the page open | {Spread.Of(With)} ({Spread.Text(lost)} % fewer) | at most 5 % fewer |");
        text.AppendLine($"| main thread of the page, agents and campaigns shown, % of a core | {Spread.Of(Script)} | below 25 |");
        text.AppendLine($"| main thread of the page, records shown, % of a core | {Spread.Of(ScriptOfRecords)} | below 25 |");
        foreach ((string name, List<double?> times) in _fetches)
        {
            text.AppendLine($"| 50 chains, {name}, ms | {Spread.Of(times)} | below 100 |");
        }

        return text.ToString();
    }
}
