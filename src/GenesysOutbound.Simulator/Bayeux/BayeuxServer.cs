using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Http;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>
/// The CometD endpoint: handshake, long polls, subscriptions, publishing, disconnect, the acknowledgement extension.
/// </summary>
internal sealed class BayeuxServer : IDisposable
{
    private const string BrowserCookie = "BAYEUX_BROWSER";

    private static readonly byte[] Dismissal = Encoding.UTF8.GetBytes("{\"channel\":\"/meta/disconnect\",\"successful\":true}");

    private readonly GwsSimulatorOptions _options;
    private readonly BayeuxSessions _sessions;
    private readonly BayeuxRequests _requests;

    public BayeuxServer(GwsSimulatorOptions options)
    {
        _options = options;
        _sessions = new BayeuxSessions(options.MaxInterval);
        _requests = new BayeuxRequests(_sessions);
    }

    /// <summary>Called when a poll is being held from now on.</summary>
    public Action PollHeld { get; set; } = () => { };

    public int SessionsOf(string? agent) => _sessions.Of(agent).Length;

    public int HeldPollsOf(string? agent) => _sessions.Of(agent).Count(s => s.IsPolling);

    public void Deliver(string agent, IReadOnlyList<BayeuxEvent> events)
    {
        foreach (var session in _sessions.Of(agent))
        {
            session.Deliver(events);
        }
    }

    public void Expire(string? agent)
    {
        foreach (var session in _sessions.Of(agent))
        {
            _sessions.Remove(session);
        }
    }

    public void Disconnect(string? agent)
    {
        foreach (var session in _sessions.Of(agent))
        {
            _sessions.Remove(session, PollEnd.Dismissed);
        }
    }

    public void Dispose()
    {
        _sessions.Dispose();
        Expire(null);
    }

    public async Task<HttpReply> HandleAsync(HttpRequest request, JToken? body, string agent, CancellationToken gone)
    {
        var messages = body switch
        {
            JArray array when array.Count > 0 && array.All(m => m is JObject) => array.Cast<JObject>().ToArray(),
            JObject item => [item],
            _ => null,
        };
        if (messages is null)
        {
            return HttpReply.FromText(400, "The body is not a Bayeux message.");
        }

        // A handshake must be the only message of its request; other messages are ignored.
        var handshake = messages.FirstOrDefault(m => Text(m, "channel") == "/meta/handshake");
        if (handshake is not null)
        {
            return Handshake(handshake, request, agent);
        }

        var replies = new List<JObject>(messages.Length);
        var events = new List<byte[]>();
        foreach (var message in messages)
        {
            var session = FindSession(message, request, agent);
            var channel = Text(message, "channel") ?? string.Empty;
            if (session is null)
            {
                replies.Add(BayeuxReplies.UnknownClient(channel, message["id"]));
            }
            else if (channel == "/meta/connect")
            {
                var reply = await ConnectAsync(session, message, messages.Length == 1, events, gone).ConfigureAwait(false);
                if (reply is null)
                {
                    return new HttpReply(500, [], HttpReply.Json);
                }

                replies.Add(reply);
            }
            else
            {
                replies.Add(_requests.Handle(session, channel, message));
                events.AddRange(session.Take(forPoll: false, out _));
            }
        }

        return new HttpReply(200, BayeuxReplies.Join(events, replies), HttpReply.Json);
    }

    private static string? Text(JObject message, string name)
        => message[name] is JValue { Type: JTokenType.String } value ? (string?)value : null;

    private BayeuxSession? FindSession(JObject message, HttpRequest request, string agent)
    {
        var session = Text(message, "clientId") is string clientId ? _sessions.Find(clientId) : null;
        return session is not null && session.Agent == agent && session.BrowserId == request.Cookie(BrowserCookie)
            ? session
            : null;
    }

    private HttpReply Handshake(JObject message, HttpRequest request, string agent)
    {
        var id = message["id"];
        if (message["supportedConnectionTypes"] is not JArray types || types.All(t => t is not JValue { Value: "long-polling" }))
        {
            var refusal = BayeuxReplies.Refused("/meta/handshake", id, "400::Unsupported connection types",
                advice: BayeuxReplies.Advice(_options.LongPollTimeout, "none"));
            return new HttpReply(200, BayeuxReplies.Join([], [refusal]), HttpReply.Json);
        }

        var browser = request.Cookie(BrowserCookie);
        var isNew = string.IsNullOrEmpty(browser);
        var acknowledged = message["ext"] is JObject ext
            && (ext["ack"] is JObject || (ext["ack"]?.Type == JTokenType.Boolean && (bool)ext["ack"]!));
        var session = new BayeuxSession(
            Secrets.NewToken(), isNew ? Secrets.NewToken() : browser!, agent, acknowledged, _sessions.NextDeadline);
        _sessions.Add(session);
        var reply = BayeuxReplies.Handshake(id, session.ClientId, acknowledged, BayeuxReplies.Advice(_options.LongPollTimeout));
        var http = new HttpReply(200, BayeuxReplies.Join([], [reply]), HttpReply.Json);
        return isNew ? http.With("Set-Cookie", $"{BrowserCookie}={session.BrowserId}; Path=/; HttpOnly") : http;
    }

    /// <summary>
    /// Null: another poll of the same session took over, which CometD answers with an HTTP status in place of a reply.
    /// </summary>
    private async Task<JObject?> ConnectAsync(
        BayeuxSession session, JObject message, bool alone, List<byte[]> events, CancellationToken gone)
    {
        var crowded = _sessions.AnotherPolls(session);
        long? ack = message["ext"] is JObject ext && ext["ack"] is JValue { Value: long last } ? last : null;
        var polling = session.PollAsync(ack, HoldFor(message), alone && !crowded, gone);
        if (!polling.IsCompleted)
        {
            PollHeld();
        }

        var end = await polling.ConfigureAwait(false);
        session.Rest(_sessions.NextDeadline);
        switch (end)
        {
            case PollEnd.Superseded:
                return null;
            case PollEnd.Gone:
                // The client is gone and does not read the reply: queued events stay queued.
                return BayeuxReplies.Connect(message["id"], null, null);
            case PollEnd.Expired:
                return BayeuxReplies.UnknownClient("/meta/connect", message["id"]);
            case PollEnd.Dismissed:
                events.AddRange(session.Take(forPoll: true, out _));
                events.Add(Dismissal);
                return BayeuxReplies.Connect(message["id"], BayeuxReplies.Advice(_options.LongPollTimeout, "none"), null);
            case PollEnd.Left:
                return BayeuxReplies.Connect(message["id"], BayeuxReplies.Advice(_options.LongPollTimeout, "none"), null);
        }

        events.AddRange(session.Take(forPoll: true, out var batch));
        var advice = crowded
            ? BayeuxReplies.Advice(_options.LongPollTimeout, interval: 2000)
            : BayeuxReplies.Advice(_options.LongPollTimeout);
        if (crowded)
        {
            advice["multiple-clients"] = true;
        }

        var silent = (_options.ResponseVariants & SimulatorResponseVariants.NoAdvice) != 0 && !crowded;
        return BayeuxReplies.Connect(message["id"], silent ? null : advice, session.Acknowledged ? batch : null);
    }

    /// <summary>
    /// How long a poll is held: as asked for, at most as long as the server holds one. What is no number of 64 bits is not
    /// heeded.
    /// </summary>
    private TimeSpan HoldFor(JObject message)
    {
        return (message["advice"] as JObject)?["timeout"] is JValue { Value: long asked }
            ? TimeSpan.FromMilliseconds(Math.Max(0, Math.Min(asked, _options.LongPollTimeout.TotalMilliseconds)))
            : _options.LongPollTimeout;
    }
}
