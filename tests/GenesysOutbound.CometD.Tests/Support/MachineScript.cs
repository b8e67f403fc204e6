using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Replies;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Support;

/// <summary>
/// Plays the server and the clock to the state machine, without sockets, threads or time. What the machine wants done is
/// collected; requests can be answered, failed, or left hanging.
/// </summary>
internal sealed class MachineScript
{
    private readonly List<BayeuxRequest> _open = [];
    private TimerAction? _timer;
    private long _timerSetAt;

    public MachineScript(Action<BayeuxClientOptions>? configure = null)
    {
        Options = new BayeuxClientOptions(new Uri("http://127.0.0.1/notifications"));
        configure?.Invoke(Options);
        Machine = new BayeuxMachine(Options, Clock, () => Chance, () => IsBehind);
    }

    public BayeuxClientOptions Options { get; }

    public FakeClock Clock { get; } = new();

    public double Chance { get; set; }

    public bool IsBehind { get; set; }

    public BayeuxMachine Machine { get; }

    public List<BayeuxMessage> Events { get; } = [];

    public List<BayeuxGap> Gaps { get; } = [];

    public List<BayeuxStateChange> Changes { get; } = [];

    public List<BayeuxRequest> Sent { get; } = [];

    public List<long> Aborted { get; } = [];

    public BayeuxState State => Machine.State;

    /// <summary>The delay of the timer that is set, or null.</summary>
    public long? TimerDelay => _timer?.Delay;

    /// <summary>The one request that is on its way on a connection; fails when there is none or more than one.</summary>
    public BayeuxRequest Open(ConnectionKind connection) => Assert.Single(_open, r => r.Connection == connection);

    public bool HasOpen(ConnectionKind connection) => _open.Exists(r => r.Connection == connection);

    public BayeuxRequest Poll => OpenOf(RequestKind.Connect);

    public static string BodyOf(BayeuxRequest request) => Encoding.UTF8.GetString(request.Body);

    public BayeuxRequest OpenOf(RequestKind kind)
    {
        BayeuxRequest request = Assert.Single(_open, r => r.Kind == kind);
        return request;
    }

    /// <summary>Connects and leaves the machine with its first held poll (or fails the test).</summary>
    public Pending<IReadOnlyList<SubscriptionResult>> Connect(params string[] channels)
    {
        Pending<IReadOnlyList<SubscriptionResult>> pending = Start(channels);
        AnswerHandshake();
        if (_open.Exists(r => r.Kind == RequestKind.Restore))
        {
            AnswerRestore();
        }

        AnswerPoll();
        Assert.Equal(BayeuxState.Connected, State);
        return pending;
    }

    public Pending<IReadOnlyList<SubscriptionResult>> Start(params string[] channels)
    {
        var pending = new Pending<IReadOnlyList<SubscriptionResult>>();
        Machine.Connect(channels, pending);
        Collect();
        return pending;
    }

    public void AnswerHandshake(string more = ",\"advice\":{\"reconnect\":\"retry\",\"interval\":0,\"timeout\":30000}",
        string clientId = "c1") =>
        Reply(
            OpenOf(RequestKind.Handshake),
            "[{\"channel\":\"/meta/handshake\",\"successful\":true,\"version\":\"1.0\"," +
                "\"supportedConnectionTypes\":[\"long-polling\"],\"clientId\":\""
                + clientId + "\"" + more + "}]");

    /// <summary>Answers the subscriptions; those named are refused.</summary>
    public void AnswerRestore(params string[] refused)
    {
        BayeuxRequest request = OpenOf(RequestKind.Restore);
        Reply(request, "[" + string.Join(",", request.Messages.Select(m => Verdict(m, refused))) + "]");
    }

    public void AnswerPoll(string more = "", string events = "") =>
        Reply(Poll, "[" + events + (events.Length > 0 ? "," : string.Empty)
            + "{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"" + Poll.MessageId + "\"" + more + "}]");

    public void RefusePoll(string error, string more = "") =>
        Reply(Poll, "[{\"channel\":\"/meta/connect\",\"successful\":false,\"id\":\"" + Poll.MessageId + "\",\"error\":\"" + error
            + "\"" + more + "}]");

    public void Reply(BayeuxRequest request, string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        ParsedReply? reply = new ReplyParser().Parse(body, body.Length, owned: true, Clock.UtcNow, out string? error);
        Assert.True(reply is not null, error);
        _ = _open.Remove(request);
        Machine.OnReply(request.Number, reply);
        Collect();
    }

    public void Cut(BayeuxRequest request, bool fateUnknown = true) =>
        Fail(request, new TransportFailure(BayeuxErrorKind.Transport, "connection reset", fateUnknown));

    public void Status(BayeuxRequest request, int status) =>
        Fail(request, new TransportFailure(BayeuxErrorKind.HttpStatus, "HTTP " + status, status >= 500, status));

    public void TimeOut(BayeuxRequest request)
    {
        Clock.Advance(request.Timeout);
        Fail(request, new TransportFailure(BayeuxErrorKind.Timeout, "no reply", true));
    }

    public void Fail(BayeuxRequest request, TransportFailure failure)
    {
        _ = _open.Remove(request);
        Machine.OnFailure(request.Number, failure);
        Collect();
    }

    /// <summary>Lets the timer that is set come due; says how long it took.</summary>
    public long RunTimer()
    {
        Assert.NotNull(_timer);
        TimerAction timer = _timer;
        _timer = null;
        long left = Math.Max(0, _timerSetAt + timer.Delay - Clock.Now);
        Clock.Advance(left);
        Machine.OnTimer(timer.Number);
        Collect();
        return timer.Delay;
    }

    public void Do(Action<BayeuxMachine> input)
    {
        input(Machine);
        Collect();
    }

    public Pending<bool> Disconnect()
    {
        var pending = new Pending<bool>();
        Do(m => m.Disconnect(pending));
        return pending;
    }

    private static string Verdict(Outgoing message, string[] refused)
    {
        string subject = message.Subject ?? message.Channel;
        bool no = refused.Contains(subject);
        return "{\"channel\":\"" + message.Channel + "\",\"id\":\"" + message.Id + "\",\"successful\":"
            + (no ? "false,\"error\":\"403::denied\"" : "true")
            + (message.Subject is null ? string.Empty : ",\"subscription\":\"" + message.Subject + "\"") + "}";
    }

    private void Collect()
    {
        Machine.Book.Publish();
        while (Machine.Actions.Count > 0)
        {
            switch (Machine.Actions.Dequeue())
            {
                case SendAction send:
                    Sent.Add(send.Request);
                    _open.Add(send.Request);
                    Assert.True(_open.Count(r => r.Connection == send.Request.Connection) == 1, "two requests on one connection");
                    break;
                case TimerAction timer:
                    _timer = timer;
                    _timerSetAt = Clock.Now;
                    break;
                case DeliverAction deliver:
                    Events.AddRange(deliver.Events);
                    break;
                case StateAction state:
                    Changes.Add(state.Change);
                    break;
                case GapAction gap:
                    Gaps.Add(gap.Gap);
                    break;
                case AbortAction abort:
                    Aborted.Add(abort.RequestNumber);
                    _ = _open.RemoveAll(r => r.Number == abort.RequestNumber);
                    break;
                default:
                    Assert.Fail("an action nobody knows");
                    break;
            }
        }
    }
}
