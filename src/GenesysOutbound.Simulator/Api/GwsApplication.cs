using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Bayeux;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Http;
using GenesysOutbound.Simulator.Requests;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>The way of a request: ledger, faults, authentication, CSRF, then CometD or the API.</summary>
internal sealed class GwsApplication : IDisposable
{
    private const string Root = "/api/v2";
    private const int KeptReplyBytes = SimulatorRequest.MaxReplyBytes;
    private const string Notifications = Root + "/notifications";

    private readonly GwsSimulatorOptions _options;
    private readonly ContactCenter _center;
    private readonly BayeuxServer _bayeux;
    private readonly GwsApi _api;
    private readonly RequestLog _requests;
    private readonly SimulatorFaults _faults;
    private readonly CancellationTokenSource _stopping = new();

    public GwsApplication(
        GwsSimulatorOptions options, ContactCenter center, BayeuxServer bayeux, GwsApi api, RequestLog requests,
        SimulatorFaults faults)
    {
        _options = options;
        _center = center;
        _bayeux = bayeux;
        _api = api;
        _requests = requests;
        _faults = faults;
        Sessions = new HttpSessions(options.HttpSessionTimeout);
    }

    public HttpSessions Sessions { get; }

    /// <summary>Answers requests that are not the vendor's, such as the control resources; null when it has no answer.</summary>
    public Func<HttpRequest, HttpReply?> Extension { get; set; } = _ => null;

    /// <summary>Whether the beginning of each answer is kept with its request.</summary>
    public bool KeepReplies { get; set; }

    /// <summary>Ends what is being delayed.</summary>
    public void Dispose() => _stopping.Cancel();

    public async Task<HttpReply> HandleAsync(HttpRequest request, CancellationToken gone)
    {
        var extra = Extension(request);
        if (extra is not null)
        {
            return extra;
        }

        var started = Stopwatch.GetTimestamp();
        var body = request.Body.Length > 0 ? Json.TryParse(request.Body) : null;
        var agent = Authenticate(request);
        var entry = _requests.Add(
            request, agent?.UserName, OperationOf(body), Json.TextOf((body as JObject)?["referenceId"]));
        HttpReply reply;
        try
        {
            reply = await WithFaultsAsync(request, body, agent, entry, gone).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An error of the simulator itself must be visible as such, not as a lost connection.
            reply = HttpReply.FromText(500, $"Simulator: {e}");
        }

        if (KeepReplies)
        {
            entry.Reply = Encoding.UTF8.GetString(reply.Body, 0, Math.Min(reply.Body.Length, KeptReplyBytes));
        }

        entry.Duration = TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency);
        entry.StatusCode = reply.Delivery is ReplyDelivery.Whole or ReplyDelivery.Slow ? reply.Status : 0;
        _options.RequestAnswered?.Invoke(entry);
        _center.Pulse();
        return reply;
    }

    private static string? OperationOf(JToken? body)
    {
        var first = body is JArray { Count: > 0 } messages ? messages[0] : body;
        var name = (first as JObject)?["operationName"] ?? (first as JObject)?["channel"];
        return name?.Type == JTokenType.String ? (string?)name : null;
    }

    private async Task<HttpReply> WithFaultsAsync(
        HttpRequest request, JToken? body, Agent? agent, SimulatorRequest entry, CancellationToken gone)
    {
        var fault = _faults.Take(events: false, agent?.UserName, request.Method, request.Path, entry.Operation);
        if (fault is not null)
        {
            entry.Fault = fault.Kind;
            _center.Pulse();
        }

        switch (fault?.Kind)
        {
            case SimulatorFaultKind.Delay:
                await DelayAsync(fault.Delay).ConfigureAwait(false);
                break;
            // The sessions are those of the agent who asks. A request that names no agent has none; null would mean everyone's.
            case SimulatorFaultKind.ExpireBayeux when agent is not null:
                _bayeux.Expire(agent.UserName);
                break;
            case SimulatorFaultKind.ExpireHttp when agent is not null:
                Sessions.Expire(agent.UserName);
                break;
        }

        var replacement = fault is null ? null : FaultReplies.Replace(fault);
        if (replacement is not null)
        {
            return replacement;
        }

        var reply = await ProcessAsync(request, body, agent, entry, gone).ConfigureAwait(false);
        if (fault is null)
        {
            return reply;
        }

        if (fault.Kind == SimulatorFaultKind.DelayReply)
        {
            await DelayAsync(fault.Delay).ConfigureAwait(false);
        }

        return FaultReplies.Change(fault, reply);
    }

    /// <summary>
    /// A client that gives up does not take its request back: it is still processed when the delay is over. Only Stop ends the
    /// wait.
    /// </summary>
    private Task DelayAsync(TimeSpan delay) => Task.Delay(delay, _stopping.Token);

    private async Task<HttpReply> ProcessAsync(
        HttpRequest request, JToken? body, Agent? agent, SimulatorRequest entry, CancellationToken gone)
    {
        if (!IsUnder(request.Path, Root))
        {
            return HttpReply.FromText(404, "Not found");
        }

        var session = Sessions.Find(request.Cookie(HttpSessions.CookieName));
        var credentials = request.Header("Authorization") is not null;
        if ((credentials && agent is null) || (!credentials && session is null))
        {
            return ApiReply.Error(ApiReply.NotAuthenticated, "Authentication is required")
                .With("WWW-Authenticate", "Basic realm=\"Genesys Web Services\"");
        }

        var isNew = session is null || session.Agent != agent!.UserName;
        if (_options.EnableCsrf && request.Method is "POST" or "PUT" or "DELETE"
            && (isNew || !Secrets.AreEqual(request.Header("X-CSRF-TOKEN"), session!.CsrfToken)))
        {
            return HttpReply.FromText(403, "Missing or invalid Csrf token");
        }

        if (isNew)
        {
            session = Sessions.Create(agent!.UserName);
        }

        var reply = await DispatchAsync(request, body, agent!, session!, entry, gone).ConfigureAwait(false);
        entry.Processed = true;
        if (isNew)
        {
            reply.With("Set-Cookie", $"{HttpSessions.CookieName}={session!.Id}; Path=/; HttpOnly");
        }

        if (_options.EnableCsrf && request.Method == "GET")
        {
            reply.With("X-CSRF-HEADER", "X-CSRF-TOKEN").With("X-CSRF-TOKEN", session!.CsrfToken);
        }

        return reply;
    }

    private async Task<HttpReply> DispatchAsync(
        HttpRequest request, JToken? body, Agent agent, HttpSession session, SimulatorRequest entry, CancellationToken gone)
    {
        if (IsUnder(request.Path, Notifications))
        {
            return request.Method == "POST"
                ? await _bayeux.HandleAsync(request, body, agent.UserName, gone).ConfigureAwait(false)
                : HttpReply.FromText(400, "CometD requests must be POST requests.");
        }

        var segments = request.Path.Substring(Root.Length)
            .Split(['/'], StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var endsHttpSession = false;
        var reply = _center.Run(() =>
        {
            // The agents of before a reset, which a delayed request may have met, are no agents any more.
            if (_center.FindAgent(agent.UserName) is not Agent present)
            {
                return ApiReply.Error(ApiReply.NotAuthenticated, "Authentication is required");
            }

            _center.Hub.Cause = entry.Sequence;
            var answer = _api.Handle(request, segments, body as JObject, present, out endsHttpSession);

            // Set before the events are on the wire: a client that has seen the acknowledgement may look at the log.
            entry.Processed = true;
            return answer;
        });
        if (endsHttpSession)
        {
            Sessions.Remove(session);
        }

        return reply;
    }

    /// <summary>The agent who sent the request, by its credentials or else by its session.</summary>
    private Agent? Authenticate(HttpRequest request)
    {
        var header = request.Header("Authorization");
        if (header is null)
        {
            return FindAgent(Sessions.Find(request.Cookie(HttpSessions.CookieName))?.Agent);
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(header.Substring(6).Trim());
        }
        catch (FormatException)
        {
            return null;
        }

        return Match(Encoding.UTF8.GetString(bytes)) ?? Match(Encoding.GetEncoding("ISO-8859-1").GetString(bytes));
    }

    private Agent? Match(string userAndPassword)
    {
        var colon = userAndPassword.IndexOf(':');
        var agent = colon < 0 ? null : FindAgent(userAndPassword.Substring(0, colon));
        return agent is not null && Secrets.AreEqual(userAndPassword.Substring(colon + 1), agent.Password) ? agent : null;
    }

    /// <summary>Under the lock: a reset takes all agents away and brings them back as one change.</summary>
    private Agent? FindAgent(string? userName) => _center.Read(() => _center.FindAgent(userName));

    private static bool IsUnder(string path, string root)
        => path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');
}
