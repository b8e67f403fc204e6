using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Journal;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.Client.Wire.V2;

namespace GenesysOutbound.Client;

/// <summary>A session with Genesys Web Services. Thread-safe; it owns every thread, socket and timer that it needs.</summary>
public sealed partial class GwsSession : IDisposable
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);
    private static int s_lastId;

    private readonly object _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SessionConnection _link;
    private GwsSessionState _state = GwsSessionState.Connecting;
    private string? _stateReason;
    private int _disposed;

    private GwsSession(GwsSessionOptions options)
    {
        Options = options;
        Closing = _closing.Token;
        Id = Interlocked.Increment(ref s_lastId);
        Uri = options.Uri;
        UserName = options.UserName;
        Name = options.Name ?? options.UserName + "@" + options.Uri.Authority;
        Events = new GwsEventLog(options.EventCapacity);
        Records = new GwsRecordStore(options.HistoryCapacity);
        Calls = new GwsCallStore(options.HistoryCapacity);
        Emails = new GwsEmailStore(options.HistoryCapacity);
        Intake = new NotificationProcessor(Events, Records, Calls, Emails, Campaigns, DeviceStore, Pending);
        Http = new GwsHttp(options, new CookieJar(options.TimeOfDay), new Credentials(options.UserName, options.Password), LoginResource.Binding, Closing);
        Runner = new OperationRunner(Http, Pending, options.Timeout, options.TimeOfDay);
        _link = new SessionConnection(this, SetState);
        Outbound = new GwsOutbound(this);
        Voice = new GwsVoice(this);
        Email = new GwsEmailOperations(this);
        Agent = new GwsAgent(this);
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
    public GwsSessionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Why the session is in its state, when that is not as wished; else null.</summary>
    public string? StateReason
    {
        get
        {
            lock (_gate)
            {
                return _stateReason;
            }
        }
    }

    /// <summary>The user.</summary>
    public GwsUser User => _link.User;

    /// <summary>The voice devices, kept current from events.</summary>
    public IReadOnlyList<GwsDevice> Devices => DeviceStore.Devices;

    /// <summary>The ids of the user's features.</summary>
    public IReadOnlyList<string> Features => User.Features;

    /// <summary>When the session was connected.</summary>
    public DateTimeOffset ConnectedAt { get; private set; }

    /// <summary>Whether the server acknowledges notifications, so that none is lost in a broken poll.</summary>
    public bool AcknowledgementsActive => _link.AcknowledgementsActive;

    /// <summary>The channels that are subscribed.</summary>
    public IReadOnlyList<string> SubscribedChannels => _link.SubscribedChannels;

    /// <summary>The channels whose subscription the server refused, with its reason.</summary>
    public IReadOnlyDictionary<string, string> RefusedChannels => _link.RefusedChannels;

    /// <summary>What went less well than wished while connecting, for a person. Empty when all is well.</summary>
    public IReadOnlyList<string> Warnings => _link.Warnings;

    /// <summary>Requests whose answer never came, of this session and of those before it. Empty without a journal.</summary>
    public IReadOnlyList<GwsUnansweredRequest> UnansweredRequests => Journal?.Unanswered ?? [];

    /// <summary>What the session has done so far.</summary>
    public GwsSessionCounters Counters => _link.Counters();

    /// <summary>How long an operation waits for its acknowledgement, when it does not say itself.</summary>
    public TimeSpan Timeout => Options.Timeout;

    /// <summary>The event log.</summary>
    public GwsEventLog Events { get; }

    /// <summary>The campaigns.</summary>
    public GwsCampaignStore Campaigns { get; } = new();

    /// <summary>The records.</summary>
    public GwsRecordStore Records { get; }

    /// <summary>The calls.</summary>
    public GwsCallStore Calls { get; }

    /// <summary>The e-mails.</summary>
    public GwsEmailStore Emails { get; }

    /// <summary>The outbound operations.</summary>
    public GwsOutbound Outbound { get; }

    /// <summary>The voice operations.</summary>
    public GwsVoice Voice { get; }

    /// <summary>The e-mail operations.</summary>
    public GwsEmailOperations Email { get; }

    /// <summary>The agent's own state.</summary>
    public GwsAgent Agent { get; }

    internal GwsSessionOptions Options { get; }

    /// <summary>The time of day, for people. Nothing may wait by it.</summary>
    internal DateTimeOffset Now => Options.TimeOfDay();

    /// <summary>Runs from the moment the session is connected.</summary>
    internal Stopwatch SinceConnected { get; } = new();

    internal GwsHttp Http { get; }

    internal SessionJournal? Journal { get; private set; }

    internal DeviceStore DeviceStore { get; } = new();

    internal PendingOperations Pending { get; } = new();

    internal NotificationProcessor Intake { get; }

    internal OperationRunner Runner { get; }

    /// <summary>Cancelled when the session is being closed; stays valid afterwards.</summary>
    internal CancellationToken Closing { get; }

    /// <summary>Opens a session. When it returns, all of it works: REST, notifications, subscriptions, contact-center session.</summary>
    /// <param name="options">What to open it with.</param>
    /// <param name="cancellationToken">Stops it; what was opened is closed again.</param>
    /// <returns>The session.</returns>
    /// <exception cref="GwsException">It could not be opened; the error id says why.</exception>
    public static async Task<GwsSession> ConnectAsync(GwsSessionOptions options, CancellationToken cancellationToken = default)
    {
        SessionOptionsCheck.Check(options);
        var session = new GwsSession(options);
        try
        {
            session.OpenJournal();
            await session._link.OpenAsync(cancellationToken).ConfigureAwait(false);
            session.ConnectedAt = session.Now;
            session.SinceConnected.Start();
            session.SetState(GwsSessionState.Connected, session._link.Remark);
            return session;
        }
        catch
        {
            var goodbye = session.SayGoodbyeAsync();

            // Who stopped it does not wait for good manners.
            if (!cancellationToken.IsCancellationRequested)
            {
                await goodbye.ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Sends any request with the session's cookies, credentials and CSRF token. A POST, PUT or DELETE is never sent twice.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, for example <c>/api/v2/me/calls?fields=*</c>; or an absolute address on the session's server.</param>
    /// <param name="bodyJson">The body, JSON, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The answer, also when it is an error of HTTP or has a statusCode.</returns>
    /// <exception cref="GwsException">No answer came, or the address is not on the session's server.</exception>
    public Task<GwsResponse> SendAsync(HttpMethod method, string path, string? bodyJson = null, CancellationToken cancellationToken = default)
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

        return Http.SendAsync(method, path, bodyJson, cancellationToken);
    }

    /// <summary>Asks the server whether the session is still alive.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How long the answer took.</returns>
    /// <exception cref="GwsException">It is not.</exception>
    public async Task<TimeSpan> ProbeAsync(CancellationToken cancellationToken = default)
    {
        EnsureOpen();
        var watch = Stopwatch.StartNew();
        var response = await Http.SendAsync(HttpMethod.Get, V2Constants.Me, null, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccess("GET " + V2Constants.Me);
        return watch.Elapsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Name + " (" + State + ")";

    /// <summary>Throws when the user lacks a feature. Nothing has been sent then.</summary>
    internal void EnsureFeature(string feature, string operation)
    {
        EnsureOpen();
        foreach (var id in Features)
        {
            if (string.Equals(id, feature, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        throw new GwsException(GwsErrorIds.FeatureMissing, operation + " needs the feature " + feature + ", which the user " + UserName + " does not have; nothing was sent.")
        {
            Operation = operation,
        };
    }

    internal Task<GwsUser> RefreshUserAsync(CancellationToken cancellationToken) => _link.RefreshUserAsync(cancellationToken);

    private void OpenJournal()
    {
        if (Options.JournalPath is not { } path)
        {
            return;
        }

        var journal = SessionJournal.Open(path, Uri, UserName);
        Journal = journal;
        foreach (var kept in journal.Records())
        {
            Records.Restore(kept, journal.UnansweredOf(kept.Facts.Handle!), Now);
        }

        if (journal.Damaged > 0)
        {
            _link.Warn("The journal has " + journal.Damaged + " damaged lines; what they said is lost.");
        }

        var keeper = new RequestJournalAdapter(journal, Records, Options.TimeOfDay);
        Records.Journal = journal;
        Runner.Journal = keeper;
        Intake.Journal = keeper;
    }
}
