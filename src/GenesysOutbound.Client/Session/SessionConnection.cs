using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Wire.V2;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>
/// The session's life on the wire: log in, notifications, contact-center session, recovery, the end. The order of the beginning matters: first
/// a GET (it brings cookies and the CSRF token), then the subscriptions, then the contact-center session, so that none of its events is missed.
/// </summary>
internal sealed class SessionConnection : IDisposable
{
    private readonly GwsSession _session;
    private readonly Action<GwsSessionState, string?> _setState;
    private readonly StateReader _reader;
    private readonly SessionRecovery _recovery;
    private BayeuxClient? _bayeux;
    private GwsUser _user = new();
    private IReadOnlyList<SubscriptionResult> _subscriptions = [];
    private List<string> _warnings = [];
    private volatile bool _opened;
    private volatile string? _lastReason;
    private bool _contactCenterSession;

    public SessionConnection(GwsSession session, Action<GwsSessionState, string?> setState)
    {
        _session = session;
        _setState = setState;
        _reader = new StateReader(session);
        _recovery = new SessionRecovery(
            ReadAnewAsync, error => Warn("The state could not be read again after a gap: " + session.Http.Clean(error.Message)), session.Closing);
        session.Intake.Redact = session.Http.Clean;
        session.Http.Warned = Warn;
        session.Http.LoginObstacleChanged = OnLoginObstacleChanged;
    }

    /// <summary>What the user should know although the session is connected; null when there is nothing.</summary>
    public string? Remark { get; private set; }

    public GwsUser User => Volatile.Read(ref _user);

    public bool AcknowledgementsActive => _bayeux?.AcknowledgementsActive ?? false;

    public IReadOnlyList<string> Warnings => Volatile.Read(ref _warnings);

    public IReadOnlyList<string> SubscribedChannels => Subscriptions().Where(one => one.Successful).Select(one => one.Channel).ToList();

    public IReadOnlyDictionary<string, string> RefusedChannels =>
        Subscriptions().Where(one => !one.Successful).ToDictionary(one => one.Channel, one => _session.Http.Clean(one.Error ?? "refused"));

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await RefreshUserAsync(cancellationToken).ConfigureAwait(false);
        await OpenNotificationsAsync(cancellationToken).ConfigureAwait(false);
        if (_session.Options.StartContactCenterSession)
        {
            await StartContactCenterSessionAsync(cancellationToken).ConfigureAwait(false);
        }

        var offered = await _reader.ReadCampaignsAsync(cancellationToken).ConfigureAwait(false);
        await _reader.ReadCallsAsync(cancellationToken).ConfigureAwait(false);
        if (!offered && _contactCenterSession && HasFeature(V2Constants.FeatureOutbound))
        {
            await WaitForFirstCampaignAsync(cancellationToken).ConfigureAwait(false);
        }

        _opened = true;
        if (_bayeux!.State is BayeuxState.Failed or BayeuxState.Disconnected)
        {
            throw new GwsException(GwsErrorIds.NotificationsFailed, "The notification channel was lost while the session was being set up: " + (_lastReason ?? "no reason was given"));
        }
    }

    /// <summary>Asks for the user, the features and the devices. Also the way to log in.</summary>
    public async Task<GwsUser> RefreshUserAsync(CancellationToken cancellationToken)
    {
        var user = await _reader.ReadUserAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _user, user);
        _session.DeviceStore.Replace(user.Devices);
        return user;
    }

    public GwsSessionCounters Counters()
    {
        var wire = _bayeux?.Counters;
        return new GwsSessionCounters
        {
            Requests = _session.Http.Requests,
            Acknowledged = _session.Runner.Acknowledged,
            OutcomeUnknown = _session.Runner.OutcomeUnknown,
            Events = _session.Events.LastSequence,
            EventsDropped = _session.Events.DroppedCount,
            Gaps = _session.Intake.Gaps,
            Polls = wire?.Polls ?? 0,
            Handshakes = wire?.Handshakes ?? 0,
            BytesReceived = wire?.BytesReceived ?? 0,
        };
    }

    /// <summary>Says goodbye: notifications first, the contact-center session last, because its end kills the HTTP session. Never fails.</summary>
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
            Trace("The notifications could not be ended in order: " + _session.Http.Clean(error.Message));
        }

        if (!_contactCenterSession)
        {
            return;
        }

        try
        {
            var end = MediaRequests.EndContactCenterSession();
            limit.CancelAfter(timeout);
            _contactCenterSession = false;
            await _session.Http.SendAsync(end.Method, end.Path, end.Json, limit.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Trace("The contact-center session could not be ended in order: " + _session.Http.Clean(error.Message));
        }
    }

    public void Dispose()
    {
        _bayeux?.Dispose();
        _recovery.Dispose();
    }

    private async Task OpenNotificationsAsync(CancellationToken cancellationToken)
    {
        var options = _session.Options;
        var http = _session.Http;
        var wire = new BayeuxClientOptions(http.ResolveAddress(options.NotificationsPath))
        {
            HandlerFactory = http.NewNotificationHandler,
            MaxReplyBytes = options.MaxReplyBytes,
            TimeOfDay = options.TimeOfDay,
            ClientIdAssigned = http.SetClientId,
        };

        options.TuneNotifications?.Invoke(wire);
        _session.Intake.StateChanged = OnStateChanged;
        _session.Intake.GapSeen = _ => OnGap();
        _bayeux = new BayeuxClient(wire, _session.Intake);
        try
        {
            _subscriptions = await _bayeux.ConnectAsync(options.Channels, cancellationToken).ConfigureAwait(false);
        }
        catch (BayeuxException error)
        {
            throw new GwsException(
                error.Kind == BayeuxErrorKind.Unauthorized ? GwsErrorIds.AccessDenied : GwsErrorIds.NotificationsFailed,
                "The notification channel " + wire.Endpoint.AbsolutePath + " could not be set up: " + _session.Http.Clean(error.Message))
            {
                HttpStatus = error.HttpStatus,
            };
        }

        var missing = _subscriptions.FirstOrDefault(one => !one.Successful && ChannelFeatures.Needs(one.Channel) is { } feature && HasFeature(feature));
        if (missing is not null)
        {
            throw new GwsException(GwsErrorIds.SubscriptionRefused, "The server refused the subscription to " + missing.Channel + ": " + _session.Http.Clean(missing.Error ?? "no reason") + ".");
        }
    }

    // The campaigns are announced right after login; a moment's patience lets the first command see them. An agent without campaigns pays it once.
    private async Task WaitForFirstCampaignAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var patience = TimeSpan.FromMilliseconds(500);
        while (true)
        {
            var seen = _session.Events.LastSequence;
            if (_session.Campaigns.Snapshot().Count > 0
                || !await _session.Events.WaitForMoreAsync(seen, Waiting.Left(patience, watch), cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task StartContactCenterSessionAsync(CancellationToken cancellationToken)
    {
        var channels = _session.Options.MediaChannels
            .Where(media => HasFeature(string.Equals(media, "voice", StringComparison.OrdinalIgnoreCase) ? V2Constants.FeatureVoice : V2Constants.FeatureMultimedia))
            .ToArray();
        if (channels.Length == 0)
        {
            return;
        }

        var start = MediaRequests.StartContactCenterSession(_session.Options, channels);

        // It may have begun even if its answer is lost: then it must be ended.
        _contactCenterSession = true;
        var response = await _session.Http.SendAsync(start.Method, start.Path, start.Json, cancellationToken).ConfigureAwait(false);
        const int partialSuccess = 7;
        if (response.StatusCode == partialSuccess)
        {
            Warn("The contact-center session started in part: " + _session.Http.Clean(response.StatusMessage ?? response.Body));
            return;
        }

        response.EnsureSuccess(start.Operation);
    }

    private void OnStateChanged(BayeuxStateChange change)
    {
        var reason = _session.Http.Clean(change.Reason);
        Trace("Notifications: " + change.Previous + " -> " + change.Current + ": " + reason);
        _lastReason = reason;
        Remark = null;
        if (change.Previous == change.Current)
        {
            // A remark: what the server does is allowed, but the user should know.
            Remark = "Notifications: " + reason;
            Warn(Remark);
        }

        if (!_opened)
        {
            return;
        }

        switch (change.Current)
        {
            case BayeuxState.Connected:
                _setState(GwsSessionState.Connected, Remark);
                break;
            case BayeuxState.Failed:
            case BayeuxState.Disconnected:
                _setState(GwsSessionState.Lost, reason);
                break;
            case BayeuxState.Disconnecting:
                break;
            default:
                _setState(GwsSessionState.Reconnecting, reason);
                break;
        }
    }

    /// <summary>
    /// The server turned a request away and the login that must follow meets an obstacle that may pass: nothing works until it is gone, whatever the
    /// notification channel has noticed so far.
    /// </summary>
    private void OnLoginObstacleChanged()
    {
        if (!_opened)
        {
            return;
        }

        if (_session.Http.LoginObstacle is { } obstacle)
        {
            _setState(GwsSessionState.Reconnecting, obstacle);
        }
        else if (_bayeux!.State == BayeuxState.Connected)
        {
            _setState(GwsSessionState.Connected, null);
        }
    }

    // While the session is being opened its state is read in any case.
    private void OnGap()
    {
        if (_opened)
        {
            _recovery.Request();
        }
    }

    // Events may be missing: what can be asked for is asked for anew.
    private async Task ReadAnewAsync(CancellationToken cancellationToken)
    {
        var user = await RefreshUserAsync(cancellationToken).ConfigureAwait(false);
        if (_contactCenterSession && user.Devices.Count > 0 && user.Devices.All(IsLoggedOut))
        {
            await StartContactCenterSessionAsync(cancellationToken).ConfigureAwait(false);
        }

        await _reader.ReadCampaignsAsync(cancellationToken).ConfigureAwait(false);
        await _reader.ReadCallsAsync(cancellationToken).ConfigureAwait(false);
    }

    private static bool IsLoggedOut(GwsDevice device) => string.Equals(device.UserState, "LoggedOut", StringComparison.OrdinalIgnoreCase);

    private bool HasFeature(string feature) => User.Features.Contains(feature, StringComparer.OrdinalIgnoreCase);

    private IReadOnlyList<SubscriptionResult> Subscriptions() => _opened && _bayeux is not null ? _bayeux.Subscriptions : _subscriptions;

    public void Warn(string warning)
    {
        Trace(warning);
        Volatile.Write(ref _warnings, [.. _warnings, warning]);
    }

    private void Trace(string line) => _session.Http.Trace(line);
}
