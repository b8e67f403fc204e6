using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.CometD.Tests.Support;

/// <summary>
/// A Bayeux server for these tests: sessions by clientId and (when asked) by a cookie without a path, acknowledgements, held
/// polls, expiry. It is strict where the protocol says MUST, and keeps count of everything. <see cref="Intercept"/> is where
/// faults are put in.
/// </summary>
internal sealed class TinyBayeux : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Session> _sessions = [];
    private readonly TinyHttpServer _http;
    private int _next;

    public TinyBayeux(int port = 0) => _http = new TinyHttpServer(HandleAsync, port);

    public Uri Uri => _http.Uri;

    public TinyHttpServer Http => _http;

    public bool Ack { get; set; } = true;

    public bool NeedsCookie { get; set; }

    public long Hold { get; set; } = 30_000;

    public HashSet<string> Denied { get; } = [];

    public string HandshakeAdvice { get; set; } = "{\"reconnect\":\"retry\",\"interval\":0,\"timeout\":30000}";

    /// <summary>May answer instead of the server, before it has seen the request (return null to go on).</summary>
    public Func<TinyRequest, JsonArray, CancellationToken, Task<TinyResponse?>>? Intercept { get; set; }

    /// <summary>May replace the answer that the server has made (its effects stay).</summary>
    public Func<TinyRequest, JsonArray, TinyResponse, TinyResponse>? Replace { get; set; }

    public ConcurrentQueue<(string Channel, TinyRequest Request)> Log { get; } = new();

    /// <summary>The most requests of one session that were being worked on at once: polls.</summary>
    public int MostPollsAtOnce { get; private set; }

    public int Count(string channel) => Log.Count(l => l.Channel == channel);

    public int SessionCount
    {
        get
        {
            lock (_gate)
            {
                return _sessions.Count;
            }
        }
    }

    public int HeldPolls
    {
        get
        {
            lock (_gate)
            {
                return _sessions.Values.Count(s => s.Held is not null);
            }
        }
    }

    /// <summary>Queues an event for every session subscribed to the channel, and ends their polls.</summary>
    public void Publish(string channel, params string[] data)
    {
        lock (_gate)
        {
            foreach (Session session in _sessions.Values.Where(s => s.Subscriptions.Any(p => Matches(p, channel))))
            {
                foreach (string json in data)
                {
                    session.Queue.Add($"{{\"channel\":\"{channel}\",\"data\":{json}}}");
                }

                session.Wake();
            }
        }
    }

    /// <summary>Sends to every session, subscribed or not.</summary>
    public void Deliver(string message)
    {
        lock (_gate)
        {
            foreach (Session session in _sessions.Values)
            {
                session.Queue.Add(message);
                session.Wake();
            }
        }
    }

    /// <summary>Forgets every session; a held poll is told so.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            Session[] all = _sessions.Values.ToArray();
            _sessions.Clear();
            foreach (Session session in all)
            {
                session.Gone = true;
                session.Wake();
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool Matches(string pattern, string channel) =>
        pattern == channel
        || (pattern.EndsWith("/**", StringComparison.Ordinal) && channel.StartsWith(pattern[..^2], StringComparison.Ordinal))
        || (pattern.EndsWith("/*", StringComparison.Ordinal) && channel.StartsWith(pattern[..^1], StringComparison.Ordinal)
            && !channel[(pattern.Length - 1)..].Contains('/', StringComparison.Ordinal));

    private async Task<TinyResponse> HandleAsync(TinyRequest request, CancellationToken stop)
    {
        JsonArray messages;
        try
        {
            messages = (JsonArray)JsonNode.Parse(request.Body)!;
        }
        catch (Exception)
        {
            return TinyResponse.Code(400);
        }

        foreach (JsonNode? message in messages)
        {
            Log.Enqueue(((string)message!["channel"]!, request));
        }

        if (Intercept is not null && await Intercept(request, messages, stop) is TinyResponse instead)
        {
            return instead;
        }

        TinyResponse response = await AnswerAsync(request, messages, stop);
        return Replace is null ? response : Replace(request, messages, response);
    }

    private async Task<TinyResponse> AnswerAsync(TinyRequest request, JsonArray messages, CancellationToken stop)
    {
        var replies = new List<string>();
        var response = new List<string>();
        string? cookie = null;
        Session? session = null;
        foreach (JsonNode? message in messages)
        {
            string channel = (string)message!["channel"]!;
            string id = (string)message["id"]!;
            string head = $"{{\"channel\":\"{channel}\",\"id\":\"{id}\",";
            if (channel == "/meta/handshake")
            {
                session = NewSession(message);
                cookie = session.Cookie;
                replies.Add(head
                    + $"\"successful\":true,\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]," +
                    $"\"clientId\":\"{session.ClientId}\","
                    + $"\"advice\":{HandshakeAdvice}" + (session.AckOn ? ",\"ext\":{\"ack\":true}" : string.Empty) + "}");
                continue;
            }

            session = Find(message, request);
            if (session is null)
            {
                replies.Add(head
                    + "\"successful\":false,\"error\":\"402::session_unknown\",\"advice\":{\"reconnect\":\"handshake\"," +
                    "\"interval\":0}}");
                continue;
            }

            switch (channel)
            {
                case "/meta/connect":
                    response.AddRange(await ConnectAsync(session, message, stop));
                    replies.Add(session.Gone
                        ? head + "\"successful\":false,\"error\":\"402::session_unknown\"," +
                            "\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}}"
                        : head + "\"successful\":true" + (session.AckOn ? $",\"ext\":{{\"ack\":{session.Batch}}}" : string.Empty)
                            + "}");
                    break;
                case "/meta/subscribe":
                    string wanted = (string)message["subscription"]!;
                    bool denied = Denied.Contains(wanted);
                    lock (_gate)
                    {
                        _ = !denied && session.Subscriptions.Add(wanted);
                    }

                    replies.Add(head + $"\"subscription\":\"{wanted}\",\"successful\":"
                        + (denied ? "false,\"error\":\"403::denied\"}" : "true}"));
                    break;
                case "/meta/unsubscribe":
                    lock (_gate)
                    {
                        _ = session.Subscriptions.Remove((string)message["subscription"]!);
                    }

                    replies.Add(head + "\"successful\":true}");
                    break;
                case "/meta/disconnect":
                    lock (_gate)
                    {
                        _ = _sessions.Remove(session.ClientId);
                        session.Wake();
                    }

                    replies.Add(head + "\"successful\":true}");
                    break;
                default:
                    Publish(channel, message["data"]!.ToJsonString());
                    replies.Add(head + "\"successful\":true}");
                    break;
            }
        }

        if (session is { AckOn: false })
        {
            lock (_gate)
            {
                response.AddRange(session.Queue);
                session.Queue.Clear();
            }
        }

        var made = TinyResponse.Json("[" + string.Join(",", response.Concat(replies)) + "]");
        if (cookie is not null)
        {
            made.SetCookies.Add("BAYEUX_BROWSER=" + cookie + "; HttpOnly");
        }

        return made;
    }

    private Session NewSession(JsonNode message)
    {
        lock (_gate)
        {
            _next++;
            var session = new Session("client" + _next, "cookie" + _next, Ack && (bool?)message["ext"]?["ack"] == true);
            _sessions.Add(session.ClientId, session);
            return session;
        }
    }

    private Session? Find(JsonNode message, TinyRequest request)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue((string?)message["clientId"] ?? string.Empty, out Session? session))
            {
                return null;
            }

            bool cookie = request.Headers.TryGetValue("Cookie", out string? text)
                && text.Contains("BAYEUX_BROWSER=" + session.Cookie, StringComparison.Ordinal);
            return NeedsCookie && !cookie ? null : session;
        }
    }

    private async Task<List<string>> ConnectAsync(Session session, JsonNode message, CancellationToken stop)
    {
        long hold = (long?)message["advice"]?["timeout"] ?? Hold;
        Task wait;
        lock (_gate)
        {
            session.Polls++;
            MostPollsAtOnce = Math.Max(MostPollsAtOnce, session.Polls);
            if (session.AckOn && (long?)message["ext"]?["ack"] is long acked)
            {
                session.Acknowledge(acked);
            }

            wait = session.Queue.Count > 0 || session.Unacknowledged.Count > 0 || hold == 0
                ? Task.CompletedTask : session.Sleep();
        }

        try
        {
            await wait.WaitAsync(TimeSpan.FromMilliseconds(Math.Max(1, hold)), stop);
        }
        catch (TimeoutException)
        {
            // The hold is over.
        }
        finally
        {
            lock (_gate)
            {
                session.Polls--;
                session.Held = null;
            }
        }

        lock (_gate)
        {
            return session.Take();
        }
    }

    private sealed class Session(string clientId, string cookie, bool ackOn)
    {
        public string ClientId { get; } = clientId;

        public string Cookie { get; } = cookie;

        public bool AckOn { get; } = ackOn;

        public HashSet<string> Subscriptions { get; } = [];

        public List<string> Queue { get; } = [];

        public List<(long Batch, string Message)> Unacknowledged { get; } = [];

        public long Batch { get; private set; }

        public bool Gone { get; set; }

        public int Polls { get; set; }

        public TaskCompletionSource? Held { get; set; }

        public Task Sleep()
        {
            Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return Held.Task;
        }

        public void Wake() => Held?.TrySetResult();

        public void Acknowledge(long batch) => Unacknowledged.RemoveAll(u => u.Batch <= batch);

        public List<string> Take()
        {
            if (!AckOn)
            {
                var all = Queue.ToList();
                Queue.Clear();
                return all;
            }

            Batch++;
            Unacknowledged.AddRange(Queue.Select(m => (Batch, m)));
            Queue.Clear();
            return Unacknowledged.Select(u => u.Message).ToList();
        }
    }
}
