using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using GenesysOutbound.CometD.Protocol;

namespace GenesysOutbound.CometD.Delivery;

/// <summary>
/// Stands between the poll and the listener: bounded, in order, one call at a time, on a thread of the pool only while there is something to
/// hand over. Whatever the listener does, putting something in never blocks.
/// </summary>
internal sealed class DeliveryQueue
{
    /// <summary>State changes and gap notices are never dropped, but a listener that hangs for days must not collect them without end.</summary>
    private const int MaxNotices = 1000;

    private readonly object _gate = new();
    private readonly LinkedList<object> _items = new();
    private readonly IBayeuxListener _listener;
    private readonly BayeuxClientOptions _options;
    private readonly IClock _clock;
    private readonly Action _drained;
    private readonly Action<Action> _start;
    private long _depth;
    private long _dropped;
    private long _faults;
    private long _gaps;
    private int _notices;
    private bool _running;
    private bool _wasFull;
    private bool _closed;

    /// <summary>Makes a queue.</summary>
    /// <param name="listener">Who gets what comes in.</param>
    /// <param name="options">How much may wait.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="drained">Called when a full queue has become half empty.</param>
    /// <param name="start">Has the given work run soon, on a thread that may be kept by the listener; never at once. Null: the thread pool.</param>
    public DeliveryQueue(IBayeuxListener listener, BayeuxClientOptions options, IClock clock, Action drained, Action<Action>? start = null)
    {
        _start = start ?? OnThreadPool;
        _listener = listener;
        _options = options;
        _clock = clock;
        _drained = drained;
    }

    /// <summary>Events that wait, the ones in the listener's hands included.</summary>
    public long Depth => Interlocked.Read(ref _depth);

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Gap notices made here.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    public void Add(BayeuxMessage[] events)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_depth >= _options.QueueCapacity)
            {
                _wasFull = true;
                if (_options.QueueOverflow == QueueOverflow.DropNewest)
                {
                    AddDropGap(_items.Last, after: true, events);
                    return;
                }

                DropOldest();
            }

            _ = _items.AddLast(events);
            _depth += events.Length;
            _wasFull |= _depth >= _options.QueueCapacity;
            Start();
        }
    }

    public void Add(BayeuxStateChange change) => AddNotice(change);

    public void Add(BayeuxGap gap) => AddNotice(gap);

    /// <summary>Nothing more is handed over, and what waits is forgotten.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _items.Clear();
            _depth = 0;
        }
    }

    private void AddNotice(object notice)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_notices >= MaxNotices && _items.Last is { } last && last.Value.GetType() == notice.GetType())
            {
                last.Value = Join(last.Value, notice);
                return;
            }

            _notices++;
            _ = _items.AddLast(notice);
            Start();
        }
    }

    private static object Join(object first, object second) => (first, second) switch
    {
        (BayeuxStateChange a, BayeuxStateChange b) => new BayeuxStateChange(a.Previous, b.Current, b.Reason, b.Error, b.At),
        (BayeuxGap a, BayeuxGap b) => new BayeuxGap(a.From, b.Until, a.Reason),
        _ => second,
    };

    private void DropOldest()
    {
        LinkedListNode<object>? node = _items.First;
        while (node is not null && _depth >= _options.QueueCapacity)
        {
            LinkedListNode<object>? next = node.Next;
            if (node.Value is BayeuxMessage[] events)
            {
                AddDropGap(node, after: false, events);
                _items.Remove(node);
                _depth -= events.Length;
            }

            node = next;
        }
    }

    /// <summary>A gap notice stands where the events would have been; neighbours are joined.</summary>
    private void AddDropGap(LinkedListNode<object>? place, bool after, BayeuxMessage[] events)
    {
        _dropped += events.Length;
        DateTimeOffset at = events[0].ReceivedAt;
        LinkedListNode<object>? neighbour = after ? place : place!.Previous;
        if (neighbour?.Value is DropGap known)
        {
            known.Until = at;
            known.Count += events.Length;
            return;
        }

        _ = Interlocked.Increment(ref _gaps);
        var gap = new DropGap { From = at, Until = at, Count = events.Length };
        _ = place is null ? _items.AddLast(gap) : after ? _items.AddAfter(place, gap) : _items.AddBefore(place, gap);
        Start();
    }

    public static void OnThreadPool(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static state => ((Action)state!)(), work);

    private void Start()
    {
        if (!_running)
        {
            _running = true;
            _start(Run);
        }
    }

    private void Run()
    {
        while (true)
        {
            object item;
            lock (_gate)
            {
                if (_items.First is not { } first)
                {
                    _running = false;
                    return;
                }

                item = first.Value;
                _items.RemoveFirst();
                _notices -= item is BayeuxStateChange or BayeuxGap ? 1 : 0;
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
                case DropGap drop:
                    _listener.OnGap(drop.ToGap());
                    break;
                default:
                    break;
            }
        }
        catch (Exception error)
        {
            OnFault(item, error);
        }

        if (item is BayeuxMessage[] done)
        {
            Release(done.Length);
        }
    }

    private void OnFault(object item, Exception error)
    {
        _ = Interlocked.Increment(ref _faults);
        if (item is not BayeuxMessage[] events)
        {
            return;
        }

        _ = Interlocked.Increment(ref _gaps);
        try
        {
            _listener.OnGap(new BayeuxGap(
                events[0].ReceivedAt,
                _clock.UtcNow,
                "the listener threw " + error.GetType().Name + " while it was handed "
                    + events.Length.ToString(CultureInfo.InvariantCulture) + " event(s)"));
        }
        catch (Exception)
        {
            _ = Interlocked.Increment(ref _faults);
        }
    }

    private void Release(int count)
    {
        bool tell;
        lock (_gate)
        {
            _depth = Math.Max(0, _depth - count);
            tell = _wasFull && _depth <= _options.QueueCapacity / 2;
            _wasFull &= !tell;
        }

        if (tell)
        {
            _drained();
        }
    }

    /// <summary>Events that were dropped here; grows until it is handed over.</summary>
    private sealed class DropGap
    {
        public DateTimeOffset From { get; set; }

        public DateTimeOffset Until { get; set; }

        public long Count { get; set; }

        public BayeuxGap ToGap() => new(
            From, Until, Count.ToString(CultureInfo.InvariantCulture) + " event(s) were dropped because the listener was too slow");
    }
}
