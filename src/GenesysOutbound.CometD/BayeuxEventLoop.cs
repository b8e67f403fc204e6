using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Delivery;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Transport;

namespace GenesysOutbound.CometD;

/// <summary>
/// Owns the state machine: inputs are queued and worked off by one thread at a time, whichever brought the first of them; then
/// the actions are carried out. No lock is held while anything of the user's runs, and no thread is kept while there is nothing
/// to do.
/// </summary>
internal sealed partial class BayeuxEventLoop : IDisposable
{
    /// <summary>How early a platform's timer may be, in milliseconds.</summary>
    private const int TimerTolerance = 20;

    private const int FewEvents = 8;

    private readonly BayeuxClientOptions _options;
    private readonly IBayeuxTransport _transport;
    private readonly BayeuxMachine _machine;
    private readonly DeliveryQueue _delivery;
    private readonly Queue<Action<BayeuxMachine>> _inbox = new();
    private readonly Dictionary<long, (BayeuxRequest Request, CancellationTokenSource GiveUp)> _onTheWay = [];
    private readonly List<(BayeuxRequest Request, CancellationTokenSource GiveUp)> _toSend = [];
    private readonly CancellationTokenSource _stopped = new();
    private readonly Timer _timer;
    private readonly IClock _clock;
    private Due? _due;
    private bool _busy;
    private bool _mayDeliver;
    private Action? _deliver;
    private int _events;
    private volatile bool _disposed;

    public BayeuxEventLoop(BayeuxClientOptions options, IBayeuxListener listener, IClock clock, IBayeuxTransport transport,
        Func<double> random)
    {
        _options = options;
        _transport = transport;
        _clock = clock;
        _delivery = new DeliveryQueue(listener, clock, () => Post(static machine => machine.OnCaughtUp()), DeliverSoon);
        _machine = new BayeuxMachine(options, clock, random, () => _delivery.IsBehind);
        _timer = new Timer(static state => ((BayeuxEventLoop)state!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public BayeuxState State => _machine.State;

    public bool AckActive => _machine.AckActive;

    /// <summary>Gives the machine an input. Returns when it is queued; it may have been worked off.</summary>
    public void Post(Action<BayeuxMachine> input) => Post(input, mayDeliver: false);

    private void Post(Action<BayeuxMachine> input, bool mayDeliver)
    {
        lock (_inbox)
        {
            _inbox.Enqueue(input);
            if (_busy)
            {
                return;
            }

            _busy = true;
        }

        Work(mayDeliver);
    }

    public BayeuxCounters GetCounters()
    {
        MachineCounters counters = _machine.Counters;
        return new BayeuxCounters
        {
            Polls = counters.Polls,
            Replies = counters.Replies,
            Events = counters.Events,
            BytesReceived = counters.BytesReceived,
            Handshakes = counters.Handshakes,
            Retries = counters.Retries(),
            Late = counters.Late,
            Duplicate = counters.Duplicate,
            Unknown = counters.Unknown,
            Malformed = counters.Malformed,
            RepliesWaiting = _delivery.Replies,
            Gaps = counters.Gaps + _delivery.Gaps,
            ListenerFaults = _delivery.Faults,
        };
    }

    public IReadOnlyList<SubscriptionResult> GetSubscriptions() => _machine.Book.Snapshot;

    public void ThrowIfDisposed()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(nameof(BayeuxClient));
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        Post(static machine => machine.Abort("disposed"));
        _disposed = true;
        Cancel(_stopped);
        _delivery.Close();
        _timer.Dispose();
        _holdTimer?.Dispose();
        _transport.Dispose();
    }

    private void Work(bool mayDeliver)
    {
        _mayDeliver = mayDeliver;
        while (true)
        {
            Action<BayeuxMachine>? input = null;
            (BayeuxRequest, CancellationTokenSource)[]? requests = null;
            Action? deliver = null;
            bool few = false;
            lock (_inbox)
            {
                if (_inbox.Count > 0)
                {
                    input = _inbox.Dequeue();
                }
                else
                {
                    _busy = false;
                    requests = TakeRequests();
                    deliver = _deliver;
                    few = _events <= FewEvents;
                    _deliver = null;
                    _events = 0;
                }
            }

            if (input is null)
            {
                // A reply of a few events reaches the listener before the next poll is written: writing it costs more than they
                // do. Of a flood the poll leaves first, so that the server makes the next reply meanwhile. The machine is free
                // either way.
                if (deliver is not null && requests is not null && few)
                {
                    DeliverFirst(deliver, requests);
                    return;
                }

                Start(requests);
                deliver?.Invoke();
                return;
            }

            try
            {
                input(_machine);
            }
            catch (Exception error)
            {
                // Otherwise the loop would stay busy, and callers who wait for the session would get no answer.
                _machine.Break(error);
            }

            _machine.Book.Publish();
            while (_machine.Actions.Count > 0)
            {
                CarryOut(_machine.Actions.Dequeue());
            }
        }
    }

    private void CarryOut(MachineAction action)
    {
        switch (action)
        {
            case DeliverAction deliver:
                _events += deliver.Events.Length;
                _delivery.Add(deliver.Events);
                break;
            case SendAction send:
                (BayeuxRequest, CancellationTokenSource) sent = (send.Request, new CancellationTokenSource());
                _toSend.Add(sent);
                _onTheWay[send.Request.Number] = sent;
                break;
            case TimerAction timer:
                SetTimer(timer);
                break;
            case StateAction state:
                _delivery.Add(state.Change);
                break;
            case GapAction gap:
                _delivery.Add(gap.Gap);
                break;
            case AbortAction abort:
                if (_onTheWay.TryGetValue(abort.RequestNumber,
                    out (BayeuxRequest Request, CancellationTokenSource GiveUp) abandoned))
                {
                    // On another thread: callbacks of the token may run at once, and the machine is busy. The task cannot fail:
                    // Cancel catches what a callback throws.
                    abandoned.Request.Abandoned = true;
                    _ = Task.Run(() => Cancel(abandoned.GiveUp));
                }

                break;
            default:
                break;
        }
    }

    private void SetTimer(TimerAction timer)
    {
        Volatile.Write(ref _due, new Due(timer.Number, _clock.Now + timer.Delay));
        Wind(timer.Delay);
    }

    private void Wind(long delay)
    {
        try
        {
            _timer.Change(Math.Min(delay, int.MaxValue), Timeout.Infinite);
        }
        catch (ObjectDisposedException)
        {
            // Disposed of meanwhile; nothing is to be woken any more.
        }
    }

    private void OnTimer()
    {
        Due? due = Volatile.Read(ref _due);
        long early = due is null ? 0 : due.At - _clock.Now;
        if (early > TimerTolerance)
        {
            // A call that was under way when the timer was set again belongs to the old one; what it is set for now is still to
            // come.
            Wind(early);
        }
        else if (due is not null)
        {
            Post(machine => machine.OnTimer(due.Number));
        }
    }

    /// <summary>What the timer is set for.</summary>
    private sealed class Due(long number, long at)
    {
        public long Number { get; } = number;

        public long At { get; } = at;
    }
}
