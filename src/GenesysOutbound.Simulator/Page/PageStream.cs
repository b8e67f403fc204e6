using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Page;

/// <summary>
/// The stream of changes as server-sent events: first the whole state, then what has changed, at most ten times a second. A
/// client that comes back names the last second of activity it has seen and gets the state again with what it missed.
/// </summary>
internal sealed class PageStream
{
    private const int MaxStreams = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly PageContext _page;
    private readonly PageViews _views;
    private readonly ActivityHistory _activity;
    private readonly CancellationToken _stopping;
    private int _open;

    public PageStream(PageContext page, ActivityHistory activity, CancellationToken stopping)
    {
        _page = page;
        _views = new PageViews(page.Center, page.Bayeux);
        _activity = activity;
        _stopping = stopping;
    }

    public HttpReply Open(HttpRequest request)
    {
        if (Volatile.Read(ref _open) >= MaxStreams)
        {
            return HttpReply.FromText(503, $"The page is open {MaxStreams} times already. Close one of them.");
        }

        var seen = LastSecondSeen(request.Header("Last-Event-ID"));
        return new HttpReply(200, [], "text/event-stream;charset=UTF-8")
        {
            Delivery = ReplyDelivery.Stream,
            Write = async (stream, gone) =>
            {
                // Counted here and not above: a connection that breaks before must not count for ever.
                Interlocked.Increment(ref _open);
                try
                {
                    await WriteAsync(stream, seen, gone).ConfigureAwait(false);
                }
                finally
                {
                    Interlocked.Decrement(ref _open);
                }
            },
        }.With("Cache-Control", "no-store");
    }

    /// <summary>The id of an event is <c>instance-second</c>; the seconds of another instance count for nothing.</summary>
    private long LastSecondSeen(string? id)
    {
        var prefix = _page.Instance + "-";
        return id is not null && id.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(id.Substring(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? second
            : 0;
    }

    private async Task WriteAsync(Stream stream, long seen, CancellationToken gone)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(gone, _stopping);
        var state = new State(seen);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var message = Next(state);
                if (message is not null)
                {
                    var text = $"id: {_page.Instance}-{state.Second.ToString(CultureInfo.InvariantCulture)}\n"
                        + $"data: {message.ToString(Formatting.None)}\n\n";
                    var bytes = Encoding.UTF8.GetBytes(text);
                    await stream.WriteAsync(bytes, 0, bytes.Length, stop.Token).ConfigureAwait(false);
                }

                await Task.Delay(Pause, stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client is gone, or the simulator stops.
        }
    }

    /// <summary>What to send now; null when nothing has changed.</summary>
    private JObject? Next(State state)
    {
        var second = _activity.Second;
        var generation = _page.Generation();
        var message = new JObject();
        var changed = _page.Center.Read(() =>
        {
            var center = _page.Center;
            if (state.Generation != generation)
            {
                state.Restart(generation);
                message["instance"] = _page.Instance;
                message["generation"] = generation;
            }
            else if (state.Version == center.Version && state.Second == second)
            {
                return false;
            }

            state.Version = center.Version;
            message["now"] = center.Clock.Now.ToUnixTimeMilliseconds();
            state.Agents.Write(message, "agents", _views.Agents());
            state.Campaigns.Write(message, "campaigns", _views.Campaigns());
            state.Interactions.Write(message, "interactions", _views.Interactions());
            WriteIfNew(message, "records", center.Outbound.RecordVersion, ref state.Records);
            WriteNextCallback(message, state, center.Outbound.Callbacks.NextAt);
            return true;
        });
        if (!changed)
        {
            return null;
        }

        WriteIfNew(message, "requests", _page.Requests.Count, ref state.Requests);
        WriteFaults(message, state);
        WriteActivity(message, state, second);
        return message;
    }

    private static void WriteNextCallback(JObject message, State state, DateTimeOffset? next)
    {
        if (next != state.NextCallback)
        {
            state.NextCallback = next;
            message["nextCallback"] = next?.ToUnixTimeMilliseconds();
        }
    }

    private void WriteFaults(JObject message, State state)
    {
        var faults = _page.Faults.ToList().Select(PageViews.Of).ToArray();
        if (!faults.SequenceEqual(state.Faults))
        {
            state.Faults = faults;
            message["faults"] = Common.JsonSettings.Write(faults);
        }
    }

    private void WriteActivity(JObject message, State state, long second)
    {
        if (state.Second == second)
        {
            return;
        }

        var (requests, events) = _activity.Since(state.Second);
        state.Second = second;
        message["activity"] = new JObject
        {
            ["second"] = second,
            ["requests"] = new JArray(requests.Cast<object>().ToArray()),
            ["events"] = new JArray(events.Cast<object>().ToArray()),
        };
    }

    private static void WriteIfNew(JObject message, string name, long value, ref long sent)
    {
        if (value != sent)
        {
            sent = value;
            message[name] = value;
        }
    }

    /// <summary>What one client has been sent.</summary>
    private sealed class State(long second)
    {
        public long Requests = -1;
        public long Records = -1;

        public int Generation { get; private set; } = -1;

        public long Version { get; set; } = -1;

        public long Second { get; set; } = second;

        public DateTimeOffset? NextCallback { get; set; }

        public FaultView[] Faults { get; set; } = [];

        public ViewDiff<AgentView> Agents { get; private set; } = null!;

        public ViewDiff<CampaignView> Campaigns { get; private set; } = null!;

        public ViewDiff<InteractionView> Interactions { get; private set; } = null!;

        public void Restart(int generation)
        {
            Generation = generation;
            (Requests, Records, Version) = (-1, -1, -1);
            Faults = [];
            NextCallback = null;
            Agents = new ViewDiff<AgentView>(a => a.Name);
            Campaigns = new ViewDiff<CampaignView>(c => c.Name);
            Interactions = new ViewDiff<InteractionView>(i => i.Id);
        }
    }
}
