using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>
/// The session's life on the wire: log in, notifications, contact-center session, recovery, the end. The order of the beginning
/// matters: first a GET (it brings cookies and the CSRF token), then the subscriptions, then the contact-center session, so that
/// none of its events is missed.
/// </summary>
internal sealed partial class SessionConnection : IDisposable
{
    private readonly GwsSessionOptions _options;
    private readonly IServerBinding _binding;
    private readonly GwsHttp _http;
    private readonly NotificationProcessor _processor;
    private readonly SessionStores _stores;
    private readonly GwsEventLog _events;
    private readonly SessionLifecycle _lifecycle;
    private readonly ContactCenterSession _contactCenter;
    private readonly StateReader _reader;
    private readonly SessionRecovery _recovery;
    private readonly SessionRecovery _logoutCheck;
    private readonly SessionWarnings _warnings = new();
    private BayeuxClient? _bayeux;
    private GwsUser _user = new();
    private IReadOnlyList<SubscriptionResult> _subscriptions = [];
    private volatile bool _opened;
    private volatile string? _lastReason;
    private int _gapSeen;

    public SessionConnection(
        GwsSessionOptions options,
        IServerBinding binding,
        GwsHttp http,
        NotificationProcessor processor,
        SessionStores stores,
        GwsEventLog events,
        SessionLifecycle lifecycle,
        CancellationToken closing)
    {
        _options = options;
        _binding = binding;
        _http = http;
        _processor = processor;
        _stores = stores;
        _events = events;
        _lifecycle = lifecycle;
        _contactCenter = new ContactCenterSession(options, binding.Media, http, lifecycle);
        _reader = new StateReader(http, binding.State, processor, stores, lifecycle, options.TimeOfDay);
        _recovery = new SessionRecovery(
            ReadStateAgainAsync, error =>
                Warn($"The state could not be read again after a gap: {http.Clean(error.Message)}"), closing);
        _logoutCheck = new SessionRecovery(
            CheckLogoutAsync, error =>
                http.Trace($"Whether the agent is logged out could not be read: {http.Clean(error.Message)}"), closing);
        http.Warned = Warn;
        http.LoginObstacleChanged = OnLoginObstacleChanged;
    }

    /// <summary>What the user should know although the session is connected; null when there is nothing.</summary>
    public string? Remark { get; private set; }

    public GwsUser User => Volatile.Read(ref _user);

    /// <summary>True while the agent is logged out although this session did not log out.</summary>
    public bool ContactCenterEndedElsewhere => _contactCenter.EndedElsewhere;

    /// <summary>Called when the calls have been read from the server, after the stores have them.</summary>
    public Action? CallsRead
    {
        set => _reader.CallsRead = value;
    }

    public bool AcknowledgementsActive => _bayeux?.AcknowledgementsActive ?? false;

    public BayeuxCounters? Counters => _bayeux?.Counters;

    public IReadOnlyList<string> Warnings => _warnings.Snapshot();

    public IReadOnlyList<string> SubscribedChannels =>
        Subscriptions().Where(subscription => subscription.Successful).Select(subscription => subscription.Channel).ToList();

    public IReadOnlyDictionary<string, string> RefusedChannels => Subscriptions()
        .Where(subscription => !subscription.Successful)
        .ToDictionary(subscription => subscription.Channel, subscription => _http.Clean(subscription.Error ?? "refused"));

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await RefreshUserAsync(cancellationToken).ConfigureAwait(false);
        await OpenNotificationsAsync(cancellationToken).ConfigureAwait(false);
        if (_options.StartContactCenterSession)
        {
            await StartContactCenterSessionAsync(cancellationToken).ConfigureAwait(false);
        }

        var offered = await _reader.ReadCampaignsAsync(cancellationToken).ConfigureAwait(false);
        await _reader.ReadCallsAsync(isAfterGap: false, cancellationToken).ConfigureAwait(false);
        if (!offered && _contactCenter.IsWanted && _lifecycle.Has(GwsFeature.Outbound))
        {
            await WaitForFirstCampaignAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_bayeux!.State is BayeuxState.Failed or BayeuxState.Disconnected)
        {
            throw new GwsException(
                GwsErrorIds.NotificationsFailed,
                $"The notification channel was lost while the session was being set up: {_lastReason ?? "no reason was given"}");
        }
    }

    /// <summary>
    /// From now on the session's state is that of the notification channel. What happened to the channel while the session was
    /// opened, and may not be over, is made up for.
    /// </summary>
    public void Follow()
    {
        _opened = true;
        BayeuxState state;
        do
        {
            // A change that comes meanwhile is told too, in any order with this one: the latest state is what must stay.
            state = _bayeux!.State;
            TakeState(state, _lastReason);
        }
        while (state != _bayeux.State);
        RequestRecovery();
    }

    /// <summary>Asks for the user, the features and the devices. Also the way to log in.</summary>
    public async Task<GwsUser> RefreshUserAsync(CancellationToken cancellationToken)
    {
        var user = await _reader.ReadUserAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _user, user);
        return user;
    }

    /// <summary>Logs the agent in to the contact center, unless a session of the agent has done so.</summary>
    /// <returns>Whether this session has logged the agent in.</returns>
    public async Task<bool> LogInToContactCenterAsync(CancellationToken cancellationToken)
    {
        if (_stores.Devices.Devices.Any(device => !ContactCenterSession.IsLoggedOut(device)))
        {
            return false;
        }

        await StartContactCenterSessionAsync(cancellationToken).ConfigureAwait(false);
        await WaitForFirstCampaignAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Looks at an event for what it says of the session itself.</summary>
    public void Notice(ParsedNotification parsed)
    {
        if (parsed.Kind != NotificationKind.DeviceChanged || !_opened)
        {
            return;
        }

        if (_contactCenter.IsLogoutElsewhere(parsed.Devices))
        {
            // It may be a late event of a former session of the agent: only the server knows.
            _logoutCheck.Request();
        }
        else
        {
            TakeDevices(parsed.Devices);
        }
    }

    /// <summary>
    /// Closes: notifications first, the contact-center session last, because its end also ends the HTTP session. Never fails;
    /// takes at most twice the time limit.
    /// </summary>
    public async Task CloseAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout + timeout);
        try
        {
            if (_bayeux is not null)
            {
                await _bayeux.DisconnectAsync(limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            _http.Trace($"The notifications could not be ended in order: {_http.Clean(error.Message)}");
        }

        try
        {
            limit.CancelAfter(timeout);
            await _contactCenter.EndAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Warn("The agent may still be logged in at the server, and may still hold records: the request to log out failed. "
                + $"{_http.Clean(error.Message)} Connect and disconnect once more to log the agent out.");
        }
    }

    public void Warn(string warning)
    {
        _http.Trace(warning);
        _warnings.Add(warning);
    }

    public void Dispose()
    {
        _bayeux?.Dispose();
        _recovery.Dispose();
        _logoutCheck.Dispose();
        _contactCenter.Dispose();
    }

    private async Task OpenNotificationsAsync(CancellationToken cancellationToken)
    {
        var wire = new BayeuxClientOptions(_http.ResolveAddress(_options.NotificationsPath ?? _binding.NotificationsPath))
        {
            HandlerFactory = _http.NewNotificationHandler,
            MaxReplyBytes = _options.MaxReplyBytes,
            TimeOfDay = _options.TimeOfDay,
            ClientIdAssigned = _http.SetClientId,
        };

        _options.TuneNotifications?.Invoke(wire);
        _processor.StateChanged = OnStateChanged;
        _processor.GapSeen = OnGap;
        _bayeux = new BayeuxClient(wire, _processor);
        try
        {
            _subscriptions = await _bayeux.ConnectAsync(_options.Channels ?? _binding.Channels, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (BayeuxException error)
        {
            throw new GwsException(
                error.Kind == BayeuxErrorKind.Unauthorized ? GwsErrorIds.AccessDenied : GwsErrorIds.NotificationsFailed,
                $"The notification channel {wire.Endpoint.AbsolutePath} could not be set up: {_http.Clean(error.Message)}")
            {
                HttpStatus = error.HttpStatus,
            };
        }

        var missing = _subscriptions.FirstOrDefault(subscription =>
            !subscription.Successful && _binding.FeatureOf(subscription.Channel) is { } feature && _lifecycle.Has(feature));
        if (missing is not null)
        {
            throw new GwsException(
                GwsErrorIds.SubscriptionRefused,
                $"The server refused the subscription to {missing.Channel}: {_http.Clean(missing.Error ?? "no reason")}.");
        }
    }

    // The campaigns are announced right after login; a short wait lets the first command see them. An agent without campaigns
    // waits once.
    private async Task WaitForFirstCampaignAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var limit = TimeSpan.FromMilliseconds(500);
        while (true)
        {
            var seen = _events.LastSequence;
            if (_stores.Campaigns.Snapshot().Count > 0
                || !await _events.WaitForMoreAsync(seen, Waiting.Left(limit, watch), cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task StartContactCenterSessionAsync(CancellationToken cancellationToken)
    {
        if (await _contactCenter.StartAsync(_stores.Devices.Devices, cancellationToken).ConfigureAwait(false) is { } warning)
        {
            Warn(warning);
        }
    }

    private IReadOnlyList<SubscriptionResult> Subscriptions() =>
        _opened && _bayeux is not null ? _bayeux.Subscriptions : _subscriptions;
}
