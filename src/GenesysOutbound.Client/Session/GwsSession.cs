using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Journal;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Security;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>
/// A session with Genesys Web Services. It puts the parts together and owns every thread, socket and timer that they need.
/// Thread-safe.
/// </summary>
public sealed partial class GwsSession : IDisposable
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);
    private static int s_lastId;

    private readonly CancellationTokenSource _closing = new();
    private readonly Stopwatch _sinceConnected = new();
    private readonly IServerBinding _binding;
    private readonly SessionJournal? _journal;
    private readonly RequestJournalAdapter? _requestJournal;
    private readonly SessionLifecycle _lifecycle;
    private readonly SessionStores _stores;
    private readonly GwsHttp _http;
    private readonly PendingOperations _pending = new();
    private readonly NotificationProcessor _processor;
    private readonly OperationRunner _runner;
    private readonly SessionConnection _connection;
    private readonly SessionEventPublisher _publisher;
    private readonly Func<DateTimeOffset> _timeOfDay;
    private int _disposed;

    private GwsSession(GwsSessionOptions options, SessionJournal? journal)
    {
        Id = Interlocked.Increment(ref s_lastId);
        Uri = options.Uri;
        UserName = options.UserName;
        Name = options.Name ?? $"{options.UserName}@{options.Uri.Authority}";
        Timeout = options.Timeout;
        _timeOfDay = options.TimeOfDay;
        _binding = ServerBindings.Default;
        _journal = journal;
        _lifecycle = new SessionLifecycle(Name, UserName, _binding) { Changed = OnStateChanged };
        var factory = new EventFactory(_binding.Notifications);
        Events = new GwsEventLog(options.EventCapacity, factory);
        _stores = new SessionStores(
            new GwsRecordStore(options.HistoryCapacity, journal, Limit("records")),
            new GwsCallStore(options.HistoryCapacity, Limit("calls")),
            new GwsEmailStore(options.HistoryCapacity, Limit("e-mails")),
            new GwsCampaignStore(Limit("campaigns")),
            new DeviceStore());
        _http = new GwsHttp(
            options, new CookieJar(options.TimeOfDay), new Credentials(options.UserName, options.Password), _binding.Login,
                _closing.Token);
        _processor = new NotificationProcessor(Events, _stores, factory, _http.Clean) { Received = OnReceived };
        _requestJournal = journal is null ? null : new RequestJournalAdapter(journal, _stores.Records, options.TimeOfDay);
        var identities = new IdentityResolver(_stores, Events, options.DevicePath, _sinceConnected);
        _runner = new OperationRunner(_http, _pending, _lifecycle, _requestJournal, options.Timeout, options.TimeOfDay,
            () => Events.LastSequence, identities.EnsureNotDone);
        _connection = new SessionConnection(options, _binding, _http, _processor, _stores, Events, _lifecycle, _closing.Token);
        if (_requestJournal is { } requests)
        {
            _connection.CallsRead = () =>
            {
                foreach (var call in _stores.Calls.Snapshot())
                {
                    requests.Settle(call);
                }
            };
        }

        _publisher = new SessionEventPublisher(Events, this, _http.Trace, _closing.Token);
        Outbound = new GwsOutbound(_runner, _binding, identities, _stores, options.FieldSchema);
        Voice = new GwsVoice(_runner, _binding.Media, identities, _stores);
        Email = new GwsEmailOperations(_runner, _binding.Media, _stores.Emails);
        Agent = new GwsAgent(_runner, _binding.Media, _stores.Devices, _connection.RefreshUserAsync);
    }

    /// <summary>
    /// Raised after each change of <see cref="State"/> or <see cref="StateReason"/>, on the thread that noticed it. A handler
    /// must return quickly.
    /// </summary>
    public event EventHandler<GwsSessionStateChangedEventArgs>? StateChanged;

    /// <summary>
    /// Raised for each event that is appended to <see cref="Events"/> from now on, in order, on a thread that holds nothing up.
    /// What a slow handler has not seen when the log drops it is not raised.
    /// </summary>
    public event EventHandler<GwsEventReceivedEventArgs>? EventReceived
    {
        add => _publisher.Add(value);
        remove => _publisher.Remove(value);
    }

    /// <summary>A number that no other session of this process has.</summary>
    public int Id { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The server's base address.</summary>
    public Uri Uri { get; }

    /// <summary>The login name.</summary>
    public string UserName { get; }

    /// <summary>The state.</summary>
    public GwsSessionState State => _lifecycle.State;

    /// <summary>Why the session is in its state, when that is not as it should be; else null.</summary>
    public string? StateReason => _lifecycle.Reason;

    /// <summary>The user.</summary>
    public GwsUser User => _connection.User;

    /// <summary>The voice devices, kept current from events.</summary>
    public IReadOnlyList<GwsDevice> Devices => _stores.Devices.Devices;

    /// <summary>The ids of the user's features.</summary>
    public IReadOnlyList<string> Features => User.Features;

    /// <summary>When the session was connected.</summary>
    public DateTimeOffset ConnectedAt { get; private set; }

    /// <summary>Whether the server acknowledges notifications, so that none is lost in a broken poll.</summary>
    public bool AcknowledgementsActive => _connection.AcknowledgementsActive;

    /// <summary>The channels that are subscribed.</summary>
    public IReadOnlyList<string> SubscribedChannels => _connection.SubscribedChannels;

    /// <summary>The channels whose subscription the server refused, with its reason.</summary>
    public IReadOnlyDictionary<string, string> RefusedChannels => _connection.RefusedChannels;

    /// <summary>What went less well than it should, for people: the newest 100. Empty when all is well.</summary>
    public IReadOnlyList<string> Warnings => _connection.Warnings;

    /// <summary>Requests whose answer never came, of this session and of those before it. Empty without a journal.</summary>
    public IReadOnlyList<GwsUnansweredRequest> UnansweredRequests => _journal?.Unanswered ?? [];

    /// <summary>
    /// What the session did not understand in its server's notifications; empty when all is well. Test-GwsServer reports it.
    /// </summary>
    public IReadOnlyList<GwsUnexpectedContent> UnexpectedContent => _processor.Unexpected.Snapshot();

    /// <summary>What the session has done so far.</summary>
    public GwsSessionCounters Counters
    {
        get
        {
            var wire = _connection.Counters;
            return new GwsSessionCounters
            {
                Requests = _http.Requests,
                Acknowledged = _runner.Acknowledged,
                OutcomeUnknown = _runner.OutcomeUnknown,
                Events = Events.LastSequence,
                EventsDropped = Events.DroppedCount,
                Gaps = _processor.Gaps,
                Polls = wire?.Polls ?? 0,
                Handshakes = wire?.Handshakes ?? 0,
                BytesReceived = wire?.BytesReceived ?? 0,
            };
        }
    }

    /// <summary>How long an operation waits for its acknowledgement, unless its options say otherwise.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The event log.</summary>
    public GwsEventLog Events { get; }

    /// <summary>The campaigns.</summary>
    public GwsCampaignStore Campaigns => _stores.Campaigns;

    /// <summary>The records.</summary>
    public GwsRecordStore Records => _stores.Records;

    /// <summary>The calls.</summary>
    public GwsCallStore Calls => _stores.Calls;

    /// <summary>The e-mails.</summary>
    public GwsEmailStore Emails => _stores.Emails;

    /// <summary>The outbound operations.</summary>
    public GwsOutbound Outbound { get; }

    /// <summary>The voice operations.</summary>
    public GwsVoice Voice { get; }

    /// <summary>The e-mail operations.</summary>
    public GwsEmailOperations Email { get; }

    /// <summary>The agent's own state.</summary>
    public GwsAgent Agent { get; }

    internal GwsHttp Http => _http;

    internal IServerBinding Binding => _binding;

    /// <summary>
    /// Opens a session. When it returns, all of it works: REST, notifications, subscriptions, contact-center session.
    /// </summary>
    /// <param name="options">What to open it with.</param>
    /// <param name="cancellationToken">Stops it; what was opened is closed again.</param>
    /// <returns>The session.</returns>
    /// <exception cref="GwsException">It could not be opened; the error id says why.</exception>
    public static async Task<GwsSession> ConnectAsync(GwsSessionOptions options, CancellationToken cancellationToken = default)
    {
        SessionOptionsCheck.Check(options);
        var journal = options.JournalPath is { } path ? SessionJournal.Open(path, options.Uri, options.UserName) : null;
        GwsSession session;
        try
        {
            session = new GwsSession(options, journal);
        }
        catch
        {
            // Nobody else would give the journal's lock back.
            journal?.Dispose();
            throw;
        }

        try
        {
            session.Restore();
            await session._connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            session.ConnectedAt = session._timeOfDay();
            session._sinceConnected.Start();
            session._lifecycle.Set(GwsSessionState.Connected, session._connection.Remark);
            session._connection.Follow();
            return session;
        }
        catch
        {
            journal?.RemoveIfNew();
            var goodbye = session.SayGoodbyeAsync();

            // Cancelled by the caller: do not wait for the graceful close.
            if (!cancellationToken.IsCancellationRequested)
            {
                await goodbye.ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>
    /// Sends any request with the session's cookies, credentials and CSRF token. A POST, PUT or DELETE is never sent twice.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, for example <c>/api/v2/me/calls?fields=*</c>; or an absolute address on the session's
    /// server.</param>
    /// <param name="bodyJson">The body, JSON, or null. A GET has none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The answer, also when it is an error of HTTP or has a statusCode.</returns>
    /// <exception cref="GwsException">No answer came, the address is not on the session's server, or a GET was given a body.
    /// </exception>
    public Task<GwsResponse> SendAsync(HttpMethod method, string path, string? bodyJson = null,
        CancellationToken cancellationToken = default)
    {
        EnsureOpen();
        if (method is null)
        {
            throw new ArgumentNullException(nameof(method));
        }

        if (string.IsNullOrWhiteSpace(path))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The path is empty.");
        }

        if (bodyJson is not null && !WireJson.TryParse(bodyJson, out _))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The body is not JSON; nothing was sent.");
        }

        // Whoever gives a body means to change something, and would take the answer to the GET for that of the change.
        if (bodyJson is not null && method == HttpMethod.Get)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "A GET has no body, and one was given; nothing was sent. Choose the method POST or PUT, or leave the body out.");
        }

        return _http.SendAsync(method, path, bodyJson, cancellationToken);
    }

    /// <summary>Asks the server whether the session is still alive.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How long the answer took.</returns>
    /// <exception cref="GwsException">It is not, or another session has logged the agent out.</exception>
    public async Task<TimeSpan> ProbeAsync(CancellationToken cancellationToken = default)
    {
        EnsureOpen();
        var watch = Stopwatch.StartNew();
        var probe = _binding.State.Probe;
        var response = await _http.SendAsync(probe.Method, probe.Path, null, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccess(probe.Operation);
        if (_connection.ContactCenterEndedElsewhere)
        {
            throw new GwsException(
                GwsErrorIds.ContactCenterSessionEnded,
                $"The agent of session {Name} was logged out by another session or by the contact center.");
        }

        return watch.Elapsed;
    }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean($"{Name} ({State})");

    /// <summary>Logs the agent in to the contact center, unless a session of the agent has done so.</summary>
    /// <returns>Whether this session has logged the agent in.</returns>
    internal Task<bool> LogInToContactCenterAsync(CancellationToken cancellationToken) =>
        _connection.LogInToContactCenterAsync(cancellationToken);

    private StoreLimit Limit(string what) => new(what) { Reached = OnLimitReached };

    // The log does not call the stores, so it may be called under their lock.
    private void OnLimitReached(string text) => Events.Add(new GwsEvent
    {
        ReceivedAt = _timeOfDay(),
        NotificationType = GwsEvent.StoreLimitType,
        IsError = true,
        Error = text,
    });

    private void Restore()
    {
        if (_journal is not { } journal)
        {
            return;
        }

        foreach (var kept in journal.Records())
        {
            Records.Restore(kept, journal.UnansweredOf(kept.Update.Handle!), _timeOfDay());
        }

        if (journal.Damaged > 0)
        {
            _connection.Warn($"The journal has {journal.Damaged} damaged lines; what they said is lost.");
        }
    }

    // The journal before the operation: an operation that is acknowledged is not unanswered any more.
    private void OnReceived(ref ReceivedNotification notification)
    {
        var parsed = notification.Parsed;
        if (parsed.ReferenceId is not null && parsed.Kind is not (NotificationKind.RawUserEvent or NotificationKind.Other))
        {
            _requestJournal?.Settle(parsed.ReferenceId);
        }

        if ((parsed.IsFailure ? parsed.Call : notification.Call) is { } call)
        {
            _requestJournal?.Settle(call);
        }

        _pending.TryComplete(ref notification);
        _connection.Notice(parsed);
    }
}
