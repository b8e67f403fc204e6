using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// The events of one session: a ring of bounded size with sequence numbers from 1, and an index by reference id over what is in
/// the ring. The oldest events are dropped when the ring is full, and counted. Thread-safe.
/// </summary>
public sealed class GwsEventLog
{
    private const int FirstPlaces = 64;

    private readonly object _gate = new();
    private readonly int _capacity;

    /// <summary>
    /// Grows up to the capacity: most sessions hear little, and their empty places would be most of what they hold.
    /// </summary>
    private GwsEvent?[] _ring;
    private readonly Dictionary<string, List<long>> _byReference = new(StringComparer.Ordinal);
    private long _last;
    private TaskCompletionSource<bool>? _more;
    private bool _isOver;

    internal GwsEventLog(int capacity)
    {
        if (capacity < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity));
        }

        _capacity = capacity;
        _ring = new GwsEvent?[Math.Min(capacity, FirstPlaces)];
    }

    /// <summary>How many events the log holds at most.</summary>
    public int Capacity => _capacity;

    /// <summary>The sequence number of the newest event; 0 when there was none.</summary>
    public long LastSequence
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>How many events were dropped because the log was full.</summary>
    public long DroppedCount
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(0, _last - _capacity);
            }
        }
    }

    /// <summary>How many events the log holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return (int)Math.Min(_last, _capacity);
            }
        }
    }

    /// <summary>The events that the log holds, oldest first.</summary>
    /// <param name="after">Only events after this sequence number.</param>
    /// <param name="last">At most so many, the newest ones.</param>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsEvent> Snapshot(long after = 0, int last = int.MaxValue)
    {
        lock (_gate)
        {
            var first = Math.Max(Math.Max(after + 1, OldestSequence()), _last - Math.Max(0, last) + 1);
            var events = new List<GwsEvent>();
            for (var sequence = first; sequence <= _last; sequence++)
            {
                events.Add(At(sequence));
            }

            return events;
        }
    }

    /// <summary>The events with a reference id that the log still holds, oldest first.</summary>
    /// <param name="referenceId">The reference id, as text.</param>
    /// <returns>A copy; empty when there is none.</returns>
    public IReadOnlyList<GwsEvent> FindByReference(string referenceId)
    {
        if (referenceId is null)
        {
            throw new ArgumentNullException(nameof(referenceId));
        }

        lock (_gate)
        {
            if (!_byReference.TryGetValue(referenceId, out var sequences))
            {
                return [];
            }

            return sequences.ConvertAll(At);
        }
    }

    /// <summary>Makes a reader: one for each place that waits, for example for each runspace.</summary>
    /// <returns>A reader that has seen nothing yet.</returns>
    public GwsEventReader CreateReader() => new(this);

    /// <summary>Waits until there is an event after a sequence number.</summary>
    /// <param name="afterSequence">The sequence number.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for without end.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>True when there is one; false when the time was up.</returns>
    /// <exception cref="OperationCanceledException">The wait was stopped.</exception>
    public Task<bool> WaitForMoreAsync(long afterSequence, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitForMoreAsync(afterSequence, timeout, orEnd: false, cancellationToken);

    /// <summary>The same; a log that is over may end the wait at once.</summary>
    internal async Task<bool> WaitForMoreAsync(long afterSequence, TimeSpan timeout, bool orEnd,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_last > afterSequence)
                {
                    return true;
                }

                if (_isOver && orEnd)
                {
                    return false;
                }

                // Continuations must not run on the thread that adds.
                _more ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                more = _more.Task;
            }

            if (!await Waiting.WaitAsync(more, Waiting.Left(timeout, watch), cancellationToken).ConfigureAwait(false))
            {
                return LastSequence > afterSequence;
            }
        }
    }

    /// <summary>The session is over: whoever waits for an event without end need not.</summary>
    internal void End()
    {
        TaskCompletionSource<bool>? more;
        lock (_gate)
        {
            _isOver = true;
            more = _more;
            _more = null;
        }

        more?.TrySetResult(true);
    }

    internal void Add(GwsEvent gwsEvent)
    {
        TaskCompletionSource<bool>? more;
        lock (_gate)
        {
            var slot = (int)(_last % _capacity);
            if (slot >= _ring.Length)
            {
                // Full for the first time in this size: nothing has come round yet, so everything keeps its place.
                Array.Resize(ref _ring, (int)Math.Min(2L * _ring.Length, _capacity));
            }

            Forget(_ring[slot]);
            gwsEvent.Sequence = ++_last;
            _ring[slot] = gwsEvent;
            if (gwsEvent.ReferenceId is not null)
            {
                if (!_byReference.TryGetValue(gwsEvent.ReferenceId, out var sequences))
                {
                    _byReference.Add(gwsEvent.ReferenceId, sequences = new List<long>(1));
                }

                sequences.Add(gwsEvent.Sequence);
            }

            more = _more;
            _more = null;
        }

        more?.TrySetResult(true);
    }

    /// <summary>The oldest event after a sequence number, or null.</summary>
    internal GwsEvent? Next(long after)
    {
        lock (_gate)
        {
            var sequence = Math.Max(after + 1, OldestSequence());
            return sequence <= _last ? At(sequence) : null;
        }
    }

    private long OldestSequence() => Math.Max(1, _last - _capacity + 1);

    private GwsEvent At(long sequence) => _ring[(int)((sequence - 1) % _capacity)]!;

    private void Forget(GwsEvent? dropped)
    {
        if (dropped?.ReferenceId is null || !_byReference.TryGetValue(dropped.ReferenceId, out var sequences))
        {
            return;
        }

        // The dropped event is the oldest, so it stands first.
        sequences.RemoveAt(0);
        if (sequences.Count == 0)
        {
            _byReference.Remove(dropped.ReferenceId);
        }
    }
}
