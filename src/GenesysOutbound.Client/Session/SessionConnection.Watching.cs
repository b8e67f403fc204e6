using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <content>What becomes of the session while it is open: the state of its notifications, gaps, logins elsewhere.</content>
internal sealed partial class SessionConnection
{
    private const string LoggedOutElsewhere =
        "The agent was logged out by another session or by the contact center; commands on records and calls fail until it is "
            + "logged in again.";

    private volatile bool _wasLoggedOutBeforeGap;

    // What the user should know although the session is connected.
    private string? ReasonWhileConnected => _contactCenter.EndedElsewhere ? LoggedOutElsewhere : Remark;

    private void OnStateChanged(BayeuxStateChange change)
    {
        var reason = _http.Clean(change.Reason);
        _http.Trace($"Notifications: {change.Previous} -> {change.Current}: {reason}");
        _lastReason = reason;
        Remark = null;
        if (change.Previous == change.Current)
        {
            // A remark: what the server does is allowed, but the user should know.
            Remark = $"Notifications: {reason}";
            Warn(Remark);
        }

        if (_opened)
        {
            TakeState(change.Current, reason);
        }
    }

    private void TakeState(BayeuxState state, string? reason)
    {
        switch (state)
        {
            case BayeuxState.Connected:
                _lifecycle.Set(GwsSessionState.Connected, ReasonWhileConnected);
                break;
            case BayeuxState.Failed:
            case BayeuxState.Disconnected:
                if (_lifecycle.State != GwsSessionState.Closed)
                {
                    // First: who sees that the session is lost connects anew, and closes this one at any time later.
                    _contactCenter.LeaveBehind();
                }

                _lifecycle.Set(GwsSessionState.Lost, reason);
                break;
            case BayeuxState.Disconnecting:
                break;
            default:
                _lifecycle.Set(GwsSessionState.Reconnecting, reason);
                break;
        }
    }

    /// <summary>
    /// The server turned a request away and the login that must follow meets an obstacle that may pass: nothing works until it is
    /// gone, whatever the notification channel has noticed so far.
    /// </summary>
    private void OnLoginObstacleChanged()
    {
        if (!_opened)
        {
            return;
        }

        if (_http.LoginObstacle is { } obstacle)
        {
            _lifecycle.Set(GwsSessionState.Reconnecting, obstacle);
        }
        else if (_bayeux!.State == BayeuxState.Connected)
        {
            _lifecycle.Set(GwsSessionState.Connected, ReasonWhileConnected);
        }
    }

    private void ConfirmState(string? reason)
    {
        if (_lifecycle.State == GwsSessionState.Connected)
        {
            _lifecycle.Set(GwsSessionState.Connected, reason);
        }
    }

    private void OnGap()
    {
        // Before the events that follow the gap: a logout that they tell of is one of the gap.
        _wasLoggedOutBeforeGap = _contactCenter.EndedElsewhere;

        // Written before it is read whether the session is open: one of the two threads sees what the other has written.
        Interlocked.Exchange(ref _gapSeen, 1);
        RequestRecovery();
    }

    // While the session is being opened, what it has read already may be from before the gap: it is read again afterwards.
    private void RequestRecovery()
    {
        if (_opened && Interlocked.Exchange(ref _gapSeen, 0) == 1)
        {
            _recovery.Request();
        }
    }

    private async Task CheckLogoutAsync(CancellationToken cancellationToken) =>
        TakeDevices((await RefreshUserAsync(cancellationToken).ConfigureAwait(false)).Devices);

    private void TakeDevices(IReadOnlyList<GwsDevice> devices)
    {
        if (!_contactCenter.Notice(devices))
        {
            return;
        }

        if (_contactCenter.EndedElsewhere)
        {
            Warn(LoggedOutElsewhere);
            ConfirmState(LoggedOutElsewhere);
        }
        else
        {
            ConfirmState(null);
        }
    }

    // Events may be missing: what can be asked for is asked for again.
    private async Task ReadStateAgainAsync(CancellationToken cancellationToken)
    {
        var user = await RefreshUserAsync(cancellationToken).ConfigureAwait(false);
        if (_wasLoggedOutBeforeGap)
        {
            // Whoever logged the agent out meant it. Somebody may have logged the agent in again in the gap.
            TakeDevices(user.Devices);
        }
        else if (_contactCenter.IsLogoutElsewhere(user.Devices))
        {
            await LogInAgainAsync(cancellationToken).ConfigureAwait(false);
        }

        await _reader.ReadCampaignsAsync(cancellationToken).ConfigureAwait(false);
        await _reader.ReadCallsAsync(isAfterGap: true, cancellationToken).ConfigureAwait(false);
    }

    // A login that fails must not keep the rest from being read, and is no reason to read it again.
    private async Task LogInAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StartContactCenterSessionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (GwsException error)
        {
            Warn($"The agent could not be logged in again after a gap: {_http.Clean(error.Message)}");
        }
    }
}
