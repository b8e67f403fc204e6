using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using GenesysOutbound.CometD.Protocol;

namespace GenesysOutbound.CometD.Delivery;

/// <summary>
/// Calls the listener with what the poll brought: in order, one call at a time, on a thread of the pool only while the queue
/// has items. The queue stays small because the next poll waits while the listener is behind by more than one reply: what comes
/// meanwhile waits at the server.
/// </summary>
internal sealed class DeliveryQueue
{
    private readonly object _gate = new();
    private readonly Queue<object> _items = new();
    private readonly IBayeuxListener _listener;
    private readonly IClock _clock;
    private readonly Action _caughtUp;
    private readonly Action<Action> _start;
    private long _faults;
    private long _gaps;
    private int _replies;
    private bool _running;
    private bool _closed;

    /// <summary>Makes a queue.</summary>
    /// <param name="listener">Who gets what comes in.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="caughtUp">Called when <see cref="IsBehind"/> has become false.</param>
    /// <param name="start">Has the given work run soon, on a thread that may be kept by the listener; never at once. Null: the
    /// thread pool.</param>
    public DeliveryQueue(IBayeuxListener listener, IClock clock, Action caughtUp, Action<Action>? start = null)
    {
        _start = start ?? OnThreadPool;
        _listener = listener;
        _clock = clock;
        _caughtUp = caughtUp;
    }

    /// <summary>Replies that wait, the one that the listener has included.</summary>
    public int Replies => Volatile.Read(ref _replies);

    /// <summary>Whether a reply waits behind the one that the listener has.</summary>
    public bool IsBehind => Replies > 1;

    /// <summary>Calls of the listener that threw.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Gap notices made here.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    public static void OnThreadPool(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static state => ((Action)state!)(), work);

    /// <summary>Adds events, a state change or a gap notice.</summary>
    public void Add(object item)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _items.Enqueue(item);
            if (item is BayeuxMessage[])
            {
                _replies++;
            }

            if (!_running)
            {
                _running = true;
                _start(Run);
            }
        }
    }

    /// <summary>Stops the calls of the listener and drops the queued items.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _items.Clear();
            _replies = 0;
        }
    }

    private void Run()
    {
        while (true)
        {
            object item;
            lock (_gate)
            {
                if (_items.Count == 0)
                {
                    _running = false;
                    return;
                }

                item = _items.Dequeue();
            }

            HandOver(item);
        }
    }

    private void HandOver(object item)
    {
        try
        {
            switch (item)
            {
                case BayeuxMessage[] events:
                    _listener.OnMessages(events);
                    break;
                case BayeuxStateChange change:
                    _listener.OnStateChanged(change);
                    break;
                case BayeuxGap gap:
                    _listener.OnGap(gap);
                    break;
                default:
                    break;
            }
        }
        catch (Exception error)
        {
            OnFault(item, error);
        }

        if (item is BayeuxMessage[])
        {
            Release();
        }
    }

    private void OnFault(object item, Exception error)
    {
        Interlocked.Increment(ref _faults);
        if (item is not BayeuxMessage[] events)
        {
            return;
        }

        Interlocked.Increment(ref _gaps);
        try
        {
            var count = events.Length.ToString(CultureInfo.InvariantCulture);
            _listener.OnGap(new BayeuxGap(
                events[0].ReceivedAt, _clock.UtcNow,
                    $"the listener threw {error.GetType().Name} while it was handed {count} event(s)"));
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _faults);
        }
    }

    private void Release()
    {
        bool caughtUp;
        lock (_gate)
        {
            caughtUp = !_closed && _replies-- == 2;
        }

        if (caughtUp)
        {
            _caughtUp();
        }
    }
}
