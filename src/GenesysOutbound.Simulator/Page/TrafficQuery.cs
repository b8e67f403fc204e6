using System;
using System.Linq;
using System.Text;
using GenesysOutbound.Simulator.Events;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Page;

/// <summary>The requests and the events, newest first, and the trail of one reference id through both.</summary>
internal sealed class TrafficQuery
{
    private const int MaxPage = 200;

    private readonly PageContext _page;

    public TrafficQuery(PageContext page) => _page = page;

    /// <exception cref="ArgumentException">A parameter has a value that is not allowed.</exception>
    public JObject Find(QueryString query)
    {
        var limit = query.Number("limit", 100, MaxPage);
        var before = query.Long("before", long.MaxValue, long.MaxValue);
        var agent = query.Text("agent");
        var text = query.Text("search");
        var polls = query.Flag("notifications");
        var faults = query.Flag("faults");
        var found = _page.Requests.ToList().Reverse().Where(r => r.Sequence < before
            && (polls || r.Operation?.StartsWith("/meta/", StringComparison.Ordinal) != true)
            && (agent is null || r.Agent == agent)
            && (!faults || r.Fault is not null || r.StatusCode >= 400 || r.StatusCode == 0)
            && (text is null || Contains(r, text))).Take(limit).ToArray();
        return new JObject { ["requests"] = new JArray(found.Select(ToJson)), ["more"] = found.Length == limit };
    }

    /// <summary>A request with its masked headers and bodies and the events that it caused; null when it is forgotten.</summary>
    public JObject? Detail(long sequence)
    {
        if (_page.Requests.Find(sequence) is not SimulatorRequest request)
        {
            return null;
        }

        var json = ToJson(request);
        json["query"] = request.Query;
        json["headers"] = JObject.FromObject(request.Headers);
        json["body"] = request.Body;
        json["reply"] = SimulatorRequest.Mask(request.Reply);
        json["events"] = new JArray(EventsWhere(e => e.Request == sequence).Select(ToJson));
        return json;
    }

    /// <summary>All requests and events with a reference id, in the order of their times.</summary>
    public JObject Trail(string referenceId)
    {
        var steps = _page.Requests.ToList().Where(r => r.ReferenceId == referenceId).Select(r => (r.At, Step: ToJson(r)))
            .Concat(EventsWhere(e => e.ReferenceId == referenceId).Select(e => (e.At, Step: ToJson(e))))
            .OrderBy(s => s.At).Take(MaxPage).Select(s => s.Step);
        return new JObject { ["referenceId"] = referenceId, ["steps"] = new JArray(steps) };
    }

    private static bool Contains(SimulatorRequest request, string text)
        => request.ReferenceId == text
            || request.Path.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0
            || request.Operation?.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    private static JObject ToJson(SimulatorRequest request) => new()
    {
        ["kind"] = "request",
        ["sequence"] = request.Sequence,
        ["at"] = request.At.ToUnixTimeMilliseconds(),
        ["method"] = request.Method,
        ["path"] = request.Path,
        ["agent"] = request.Agent,
        ["operation"] = request.Operation,
        ["referenceId"] = request.ReferenceId,
        ["status"] = request.StatusCode,
        ["processed"] = request.Processed,
        ["milliseconds"] = Math.Round(request.Duration.TotalMilliseconds, 2),
        ["fault"] = request.Fault?.ToString(),
    };

    private static JObject ToJson(LoggedEvent e) => new()
    {
        ["kind"] = "event",
        ["number"] = e.Number,
        ["at"] = e.At.ToUnixTimeMilliseconds(),
        ["agent"] = e.Agent,
        ["channel"] = e.Message.Channel,
        ["notification"] = e.Notification,
        ["referenceId"] = e.ReferenceId,
        ["request"] = e.Request,
        ["fault"] = e.Fault?.ToString(),
        ["message"] = Encoding.UTF8.GetString(e.Message.Utf8),
    };

    private LoggedEvent[] EventsWhere(Func<LoggedEvent, bool> wanted)
        => _page.Center.Read(() => _page.Center.Hub.Log.Events.Where(wanted).Take(MaxPage).ToArray());
}
