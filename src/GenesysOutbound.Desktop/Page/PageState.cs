using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Page;

/// <summary>
/// What the page shows, kept as the lines that go to the browser. A line is made again only when its part has changed; which of
/// them a browser needs is told by their versions. Not thread-safe: one loop refreshes it, under the lock that the streams read
/// it under.
/// </summary>
internal sealed class PageState(GwsSession session, PageSections sections)
{
    /// <summary>The most records that the page gets: those that the agent holds first, then the latest.</summary>
    internal const int MaxRecords = 200;

    private const int PastCalls = 20;
    private const int MaxEmails = 50;

    private readonly Dictionary<string, Line> _sections = [];
    private Dictionary<string, (GwsRecord Record, Line Line)> _records = [];

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Looks for changes.</summary>
    public void Refresh()
    {
        Set("session", sections.Session());
        Set("counters", sections.Counters());
        Set("devices", sections.Devices());
        Set("campaigns", sections.Campaigns());
        Set("calls", sections.Calls(PastCalls));
        Set("emails", sections.Emails(MaxEmails));
        Set("unknown", sections.Unknown());
        RefreshRecords();
    }

    /// <summary>The lines that a browser lacks which has everything up to a version.</summary>
    public IReadOnlyList<string> Since(long version) => _sections.Values
        .Concat(_records.Values.Select(entry => entry.Line))
        .Where(line => line.Version > version)
        .OrderBy(line => line.Version)
        .Select(line => line.Text)
        .ToList();

    private void RefreshRecords()
    {
        var all = session.Records.Snapshot();
        var inHand = all.Where(RecordShape.IsInHand).ToList();
        var chains = new HashSet<(string?, long)>(inHand.Where(record => record.ChainId is not null)
            .Select(record => (record.CallingList, record.ChainId!.Value)));
        bool IsNear(GwsRecord record) => record.ChainId is { } chain && chains.Contains((record.CallingList, chain));

        // Those that the agent holds, the other records of their chains, then the latest of the rest.
        var shown = all.Select((record, index) =>
            (Record: record, Rank: RecordShape.IsInHand(record) ? 0 : IsNear(record) ? 1 : 2, Index: index))
            .OrderBy(entry => entry.Rank)
            .ThenByDescending(entry => entry.Index)
            .Take(MaxRecords)
            .Select(entry => entry.Record)
            .ToList();
        var records = new Dictionary<string, (GwsRecord, Line)>(shown.Count);
        foreach (var record in shown)
        {
            var handle = record.RecordHandle;
            _records.TryGetValue(handle, out var known);
            records[handle] = (record, ReferenceEquals(known.Record, record)
                ? known.Line
                : Updated(known.Line, new JObject { ["type"] = "record", ["data"] = RecordShape.Of(session, record) }));
        }

        _records = records;
        Set("records", new JObject
        {
            ["inHand"] = Json.FromTexts(inHand.Take(MaxRecords).Select(record => record.RecordHandle)),
            ["shown"] = Json.FromTexts(shown.Select(record => record.RecordHandle)),
            ["total"] = all.Count,
        });
    }

    private void Set(string name, JToken data) => _sections[name] = Updated(
        _sections.TryGetValue(name, out var known) ? known : null,
        new JObject { ["type"] = "section", ["name"] = name, ["data"] = data });

    private Line Updated(Line? known, JObject message)
    {
        var text = Json.ToLine(message);
        return known is not null && known.Text == text ? known : new Line(text, ++Version);
    }

    private sealed record Line(string Text, long Version);
}
