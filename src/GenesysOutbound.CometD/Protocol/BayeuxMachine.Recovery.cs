using System;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Protocol;

/// <content>
/// The failure policy. Transport failure: the same session again, at once when all was well before, then with growing pauses.
/// Session unknown: one new handshake, everything restored. Refused for good: stop and say so. Whatever happens, never a hot
/// loop. </content>
internal sealed partial class BayeuxMachine
{
    /// <summary>Delays handshakes that follow each other quickly; reset by a session that lasts.</summary>
    private readonly Backoff _sessionBackoff;

    /// <summary>
    /// The most refusals of requests by HTTP without a good poll before the session is lost, and for how many milliseconds at
    /// most they may follow each other.
    /// </summary>
    private const int MaxRefusals = 6;

    /// <summary>So many handshakes are made for one connect while the server asks for another one.</summary>
    private const int MaxHandshakesToConnect = 4;

    /// <summary>So many polls are made for one connect while the server refuses them.</summary>
    private const int MaxPollsToConnect = 4;

    private const long RefusalPatience = 2 * 60 * 1000;

    /// <summary>So many broken replies to polls of one session, without a good one, mean that no other will come.</summary>
    private const int MaxBrokenReplies = 3;

    private long? _lastHandshakeAt;
    private long? _lastImmediateRetry;
    private long? _firstRefusalAt;
    private int _refusals;
    private int _brokenReplies;
    private string? _gapReason;

    private bool IsAlive =>
        State is not (BayeuxState.Unconnected or BayeuxState.Disconnecting or BayeuxState.Disconnected or BayeuxState.Failed);

    /// <summary>
    /// Whether a refusal means that the server has forgotten the session. 402 always does, whatever the advice. 401 and 403 do in
    /// some dialects, but are also plain denials: they count only on the poll and only when no advice says otherwise.
    /// </summary>
    private static bool SaysSessionIsGone(MetaMessage answer, bool bare401)
    {
        int? code = BayeuxError.CodeOf(answer.Error);
        return code == 402
            || answer.Advice?.Reconnect == "handshake"
            || (bare401 && code is 401 or 403 && answer.Advice?.Reconnect is null);
    }

    /// <summary>
    /// HTTP 401 or 403. The handler below has logged in again where it can, so a refusal that is left may pass (a server whose
    /// nodes do not know of the login yet): the request is made again with growing pauses, a bounded number of times.
    /// </summary>
    private void OnRefusedByHttp(BayeuxRequest request, TransportFailure failure)
    {
        _firstRefusalAt ??= _clock.Now;
        if (_connecting is not null || ++_refusals > MaxRefusals || _clock.Now - _firstRefusalAt > RefusalPatience)
        {
            Fail(failure.ToException(Doing(request)));
            return;
        }

        _quickPoll = true;
        NextStep again = request.Kind switch
        {
            RequestKind.Handshake => NextStep.Handshake,
            RequestKind.Restore => NextStep.Restore,
            _ => NextStep.Poll,
        };
        RetryLater(again, failure, _backoff.Next());
    }

    private void OnSessionFailure(BayeuxRequest request, TransportFailure failure)
    {
        if (_connecting is not null)
        {
            Fail(failure.ToException(Doing(request)));
            return;
        }

        // How long the server was away is no time of refusals.
        _firstRefusalAt = null;
        if (request.Kind == RequestKind.Handshake)
        {
            RetryLater(NextStep.Handshake, failure, _backoff.Next());
            return;
        }

        // With acknowledgements the server would send the same reply every time; only a new session ends that.
        bool comesAgain = failure.Kind == BayeuxErrorKind.ReplyTooLarge
            || (AckActive && failure.IsBrokenReply && request.Kind == RequestKind.Connect
                && ++_brokenReplies >= MaxBrokenReplies);
        if (failure.FateUnknown && (!AckActive || comesAgain))
        {
            NoteGap("a reply was lost (" + failure.Text + ")"
                + (AckActive ? string.Empty : " and the server takes no part in acknowledgements"));
        }

        if (comesAgain)
        {
            Rehandshake(failure.Text, RetryCause.BadReply, null);
            return;
        }

        NextStep again = request.Kind == RequestKind.Restore ? NextStep.Restore : NextStep.Poll;
        _quickPoll = true;
        if (again == NextStep.Poll && MayRetryAtOnce(failure))
        {
            _lastImmediateRetry = _clock.Now;
            Counters.CountRetry(failure.RetryCause);
            ScheduleOrGo(NextStep.Poll, 0);
            return;
        }

        long delay = Math.Max(0, _advice.Interval) + _backoff.Next();
        if (_advice.MaxInterval is long kept
            && _clock.Now - _lastGood + delay > _advice.Timeout + Math.Max(0, _advice.Interval) + kept)
        {
            Rehandshake("away for longer than the server keeps a session", RetryCause.SessionLost, null);
            return;
        }

        RetryLater(again, failure, delay);
    }

    /// <summary>
    /// A poll that is cut while all was well is normal where an idle timeout equals the hold (30 s and 30 s is common).
    /// It is made again at once and silently; a second cut within the first back-off step is not.
    /// </summary>
    private bool MayRetryAtOnce(TransportFailure failure) =>
        State == BayeuxState.Connected
        && failure.Kind == BayeuxErrorKind.Transport
        && _backoff.Failures == 0
        && (_lastImmediateRetry is null || _clock.Now - _lastImmediateRetry >= _options.BackoffInitial.TotalMilliseconds);

    private void RetryLater(NextStep step, TransportFailure failure, long delay)
    {
        Counters.CountRetry(failure.RetryCause);
        if (State == BayeuxState.Connected)
        {
            SetState(BayeuxState.Reconnecting, failure.Text, failure.ToException("The poll failed"));
        }

        ScheduleOrGo(step, Math.Max(1, delay));
    }

    private void OnPollRefused(MetaMessage answer)
    {
        _advice.Merge(answer.Advice);
        NoteMultipleClients(answer.Advice);
        string error = BayeuxError.WithoutArguments(answer.Error) ?? "no reason given";
        string? reconnect = answer.Advice?.Reconnect;
        if (SaysSessionIsGone(answer, bare401: true))
        {
            Rehandshake(error, RetryCause.SessionLost, answer.Advice);
        }
        else if (_connecting is not null && ++_pollsRefused >= MaxPollsToConnect)
        {
            Fail(new BayeuxException(BayeuxErrorKind.ServerDisconnected,
                "The server makes a session and refuses every poll of it: " + error, serverError: error));
        }
        else if (reconnect is null or "retry" && _advice.Interval >= 0)
        {
            Counters.CountRetry(RetryCause.Refused);
            _quickPoll = true;
            if (State == BayeuxState.Connected)
            {
                SetState(BayeuxState.Reconnecting, "the server refused the poll: " + error);
            }

            ScheduleOrGo(NextStep.Poll, Math.Max(1, _advice.Interval + _backoff.Next()));
        }
        else
        {
            Fail(new BayeuxException(
                BayeuxErrorKind.ServerDisconnected, "The server refused the poll and advised not to come back: " + error,
                    serverError: error));
        }
    }

    private void OnHandshakeRefused(MetaMessage answer)
    {
        string error = BayeuxError.WithoutArguments(answer.Error) ?? "no reason given";
        NoteMultipleClients(answer.Advice);
        bool final = answer.Advice?.Reconnect is not (null or "handshake" or "retry")
            || answer.Advice?.Interval < 0
            || (_connecting is not null && _handshakesMade >= MaxHandshakesToConnect);
        if (final)
        {
            Fail(new BayeuxException(BayeuxErrorKind.HandshakeRefused, "The server refused the handshake: " + error,
                serverError: error));
            return;
        }

        Counters.CountRetry(RetryCause.Refused);

        ScheduleOrGo(NextStep.Handshake, _backoff.Next() + AdviceState.PauseOf(answer.Advice));
    }

    private void Rehandshake(string? why, RetryCause cause, Advice? advice)
    {
        if (_connecting is not null && _handshakesMade >= MaxHandshakesToConnect)
        {
            Fail(new BayeuxException(
                BayeuxErrorKind.SessionLost, "The server forgets every new session at once: " + BayeuxError.WithoutArguments(why),
                    serverError: why));
            return;
        }

        Counters.CountRetry(cause);
        NoteGap("the server replaced the session (" + BayeuxError.WithoutArguments(why) + ")");
        _clientId = null;
        AckActive = false;
        SetState(BayeuxState.Rehandshaking, "a new handshake is needed: " + BayeuxError.WithoutArguments(why));
        long lived = _lastHandshakeAt is long at ? _clock.Now - at : long.MaxValue;
        long delay = 0;
        if (lived >= _options.BackoffMaximum.TotalMilliseconds)
        {
            _sessionBackoff.Reset();
        }

        if (lived < 10 * _options.BackoffInitial.TotalMilliseconds)
        {
            // The first replacement is made at once, however new the session was; those that follow are not.
            long pause = _sessionBackoff.Next();
            delay = _sessionBackoff.Failures == 1 ? 0 : pause;
        }

        ScheduleOrGo(NextStep.Handshake, Math.Max(delay, AdviceState.PauseOf(advice)));
    }

    /// <summary>
    /// Remembers that events may have been lost; said when events flow again, with the whole span. A session that never was loses
    /// nothing.
    /// </summary>
    private void NoteGap(string reason)
    {
        if (_lastGoodAt is not null)
        {
            _gapReason ??= reason;
        }
    }

    private void EndGap(DateTimeOffset until)
    {
        if (_gapReason is not null)
        {
            AnnounceGap(_lastGoodAt ?? until, until, _gapReason);
            _gapReason = null;
        }
    }

    private static string Doing(BayeuxRequest request) => request.Kind switch
    {
        RequestKind.Handshake => "The handshake failed",
        RequestKind.Restore => "Subscribing failed",
        RequestKind.Connect => "The poll failed",
        _ => "Disconnecting failed",
    };
}
