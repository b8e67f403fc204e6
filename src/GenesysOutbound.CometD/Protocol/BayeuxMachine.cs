using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>
/// The protocol as a state machine with a single owner and no I/O: inputs are replies, failures, timers and commands; outputs are
/// <see cref="Actions"/>. The owner calls it from one thread at a time and carries the actions out, in order.
/// The parts: this file (inputs and shared state), .Handshake, .Restoring and .Polling (the good way through), .Recovery (what to
/// do when something fails), .Closing (the end).
/// </summary>
internal sealed partial class BayeuxMachine
{
    private readonly BayeuxClientOptions _options;
    private readonly IClock _clock;
    private readonly Func<bool> _isBehind;
    private readonly AdviceState _advice = new();
    private readonly Backoff _backoff;
    private readonly PollPacing _pacing = new();
    private readonly SubscriptionRegistry _book = new();

    private long _requestNumber;
    private long _messageNumber;
    private long _timerNumber;
    private NextStep _next;
    private BayeuxRequest? _session;
    private BayeuxRequest? _sending;
    private string? _clientId;

    /// <summary>Makes a machine.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="random">Chance between 0 and 1, for the jitter.</param>
    /// <param name="isBehind">Whether the listener is behind by more than one reply.</param>
    public BayeuxMachine(BayeuxClientOptions options, IClock clock, Func<double> random, Func<bool> isBehind)
    {
        _options = options;
        _clock = clock;
        _isBehind = isBehind;
        _backoff = new Backoff(options, random);
        _sessionBackoff = new Backoff(options, random);
    }

    private enum NextStep
    {
        None,
        Handshake,
        Restore,
        Poll,
    }

    /// <summary>What is to be done, in order. The owner takes them out.</summary>
    public Queue<MachineAction> Actions { get; } = new();

    public BayeuxState State { get; private set; }

    public bool AckActive { get; private set; }

    public MachineCounters Counters { get; } = new();

    public SubscriptionRegistry Book => _book;

    /// <summary>A reply came.</summary>
    public void OnReply(long requestNumber, Replies.ParsedReply reply)
    {
        BayeuxRequest? request = Take(requestNumber);
        if (request is null)
        {
            // Given up before: nothing of it may be used, or events would come twice when the server sends them again.
            Counters.Late++;
            return;
        }

        Counters.Replies++;
        Counters.BytesReceived += reply.Bytes;
        Deliver(reply);
        switch (request.Kind)
        {
            case RequestKind.Handshake:
                OnHandshakeReply(request, reply);
                break;
            case RequestKind.Restore:
                OnRestoreReply(request, reply);
                break;
            case RequestKind.Connect:
                OnConnectReply(request, reply);
                break;
            default:
                FinishDisconnect("disconnected");
                break;
        }
    }

    /// <summary>A request brought nothing that can be used.</summary>
    public void OnFailure(long requestNumber, TransportFailure failure)
    {
        BayeuxRequest? request = Take(requestNumber);
        if (request is null)
        {
            return;
        }

        if (request.Kind == RequestKind.Disconnect)
        {
            FinishDisconnect("disconnected; the server did not answer (" + failure.Text + ")");
        }
        else if (State == BayeuxState.Disconnecting)
        {
            // The poll ended another way than by an answer; nothing is to follow it.
        }
        else if (failure.Kind == BayeuxErrorKind.Unauthorized)
        {
            Fail(failure.ToException(Doing(request)));
        }
        else if (failure.IsRefused)
        {
            OnRefusedByHttp(request, failure);
        }
        else
        {
            OnSessionFailure(request, failure);
        }
    }

    /// <summary>A timer is due.</summary>
    public void OnTimer(long number)
    {
        if (number != _timerNumber)
        {
            return;
        }

        NextStep step = _next;
        _next = NextStep.None;
        switch (step)
        {
            case NextStep.Handshake:
                SendHandshake();
                break;
            case NextStep.Restore:
                SendRestore(_book.StillUnanswered());
                break;
            case NextStep.Poll:
                SendPoll();
                break;
            default:
                break;
        }
    }

    /// <summary>The listener has caught up; a poll that was held back may go.</summary>
    public void OnCaughtUp()
    {
        if (_isPollHeldBack)
        {
            _isPollHeldBack = false;
            SendPoll();
        }
    }

    private void Schedule(NextStep step, long delay)
    {
        _timerNumber++;
        _next = step;
        _isPollHeldBack = false;
        if (step != NextStep.None)
        {
            Actions.Enqueue(new TimerAction(_timerNumber, delay));
        }
    }

    private void ScheduleOrGo(NextStep step, long delay)
    {
        if (delay > 0)
        {
            Schedule(step, delay);
            return;
        }

        // At once: no timer, and any that is still running counts no more.
        _timerNumber++;
        _next = step;
        OnTimer(_timerNumber);
    }

    private BayeuxRequest? Take(long number)
    {
        if (_session?.Number == number)
        {
            BayeuxRequest request = _session;
            _session = null;
            return request;
        }

        if (_sending?.Number == number)
        {
            BayeuxRequest request = _sending;
            _sending = null;
            return request;
        }

        return null;
    }

    private BayeuxRequest Send(ConnectionKind connection, RequestKind kind, byte[] body, long timeout,
        IReadOnlyList<Outgoing> messages)
    {
        var request = new BayeuxRequest(++_requestNumber, connection, kind, body, timeout, messages)
        {
            SentAt = _clock.Now,
        };
        Dispatch(request);
        return request;
    }

    private void Dispatch(BayeuxRequest request)
    {
        if (request.Connection == ConnectionKind.Poll)
        {
            _session = request;
        }
        else
        {
            _sending = request;
        }

        Actions.Enqueue(new SendAction(request));
    }

    private string NextId() => (++_messageNumber).ToString(CultureInfo.InvariantCulture);

    private long NetworkDelay => Math.Max(1, (long)_options.MaxNetworkDelay.TotalMilliseconds);

    [MethodImpl(Json.HotPath.Optimised)]
    private void Deliver(Replies.ParsedReply reply)
    {
        if (reply.Malformed > 0)
        {
            Counters.Malformed += reply.Malformed;
            AnnounceGap(
                _lastGoodAt ?? reply.ReceivedAt,
                reply.ReceivedAt,
                reply.Malformed.ToString(CultureInfo.InvariantCulture)
                    + " element(s) of a reply were no Bayeux message and were skipped");
        }

        if (reply.Events.Length == 0)
        {
            return;
        }

        Counters.Events += reply.Events.Length;
        string? last = null;
        bool covered = true;
        long unknown = 0;
        foreach (BayeuxMessage message in reply.Events)
        {
            if (!ReferenceEquals(last, message.Channel))
            {
                last = message.Channel;
                covered = _book.Covers(last);
            }

            unknown += covered ? 0 : 1;
        }

        Counters.Unknown += unknown;
        Actions.Enqueue(new DeliverAction(reply.Events));
    }

    private void AnnounceGap(DateTimeOffset from, DateTimeOffset until, string reason)
    {
        Counters.Gaps++;
        Actions.Enqueue(new GapAction(new BayeuxGap(from, until, reason)));
    }

    private void SetState(BayeuxState state, string reason, BayeuxException? error = null)
    {
        if (State != state)
        {
            var change = new BayeuxStateChange(State, state, reason, error, _clock.UtcNow);
            State = state;
            Actions.Enqueue(new StateAction(change));
        }
    }

    private void Remark(string reason) =>
        Actions.Enqueue(new StateAction(new BayeuxStateChange(State, State, reason, null, _clock.UtcNow)));
}
