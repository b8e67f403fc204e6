using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// The events of one session: a ring of bounded size with sequence numbers from 1, and an index by reference id over what is in
/// the ring. It keeps the texts and makes an event each time somebody reads one. The oldest events are dropped when the ring is
/// full, or holds more bytes than it may, and counted. Thread-safe.
/// </summary>
public sealed class GwsEventLog
{
    /// <summary>64 MiB for a log of the usual size.</summary>
    private const long BytesPerEvent = 64 * 1024 * 1024 / 10_000;

    private const long LeastMaxBytes = 64 * 1024 * 1024;

    /// <summary>How many entries are looked at before those who bring events get a turn.</summary>
    private const int LookedAtInARow = 1_000;

    private readonly object _gate = new();
    private readonly int _capacity;
    private readonly EventRing _ring;
    private readonly EventFactory _factory;
    private TaskCompletionSource<bool>? _more;
    private bool _isOver;

    internal GwsEventLog(int capacity, EventFactory factory, long? maxBytes = null)
    {
        if (capacity < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity));
        }

        _capacity = capacity;
        _factory = factory;
        MaxBytes = maxBytes ?? Math.Max(LeastMaxBytes, capacity * BytesPerEvent);
        _ring = new EventRing(capacity, MaxBytes);
    }

    /// <summary>How many events the log holds at most.</summary>
    public int Capacity => _capacity;

    /// <summary>
    /// About how many bytes the log holds at most, texts and snapshots together: 64 MiB, and 6.7 kB for each event of a capacity
    /// above 10,000.
    /// </summary>
    public long MaxBytes { get; }

    /// <summary>The sequence number of the newest event; 0 when there was none.</summary>
    public long LastSequence
    {
        get
        {
            lock (_gate)
            {
                return _ring.Last;
            }
        }
    }

    /// <summary>How many events were dropped because the log was full.</summary>
    public long DroppedCount => OldestSequence - 1;

    /// <summary>How many events the log holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _ring.Count;
            }
        }
    }

    /// <summary>The sequence number of the oldest event that the log holds, or of the next one while it is empty.</summary>
    internal long OldestSequence
    {
        get
        {
            lock (_gate)
            {
                return _ring.Oldest;
            }
        }
    }

    /// <summary>The events that the log holds, oldest first.</summary>
    /// <param name="after">Only events after this sequence number.</param>
    /// <param name="last">At most so many, the newest ones.</param>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsEvent> Snapshot(long after = 0, int last = int.MaxValue)
    {
        var entries = new List<(LogEntry Entry, ArraySegment<byte> Text, long Sequence)>();
        lock (_gate)
        {
            var first = Math.Max(Math.Max(after + 1, _ring.Oldest), _ring.Last - Math.Max(0, last) + 1);
            for (var sequence = first; sequence <= _ring.Last; sequence++)
            {
                entries.Add(Copy(sequence));
            }
        }

        return entries.ConvertAll(Make);
    }

    /// <summary>The events that fit, oldest first.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="last">At most so many, the newest ones.</param>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsEvent> Find(GwsEventFilter filter, int last = int.MaxValue)
    {
        if (filter is null)
        {
            throw new ArgumentNullException(nameof(filter));
        }

        var found = new List<GwsEvent>();
        if (filter.ReferenceId is { } referenceId)
        {
            found.AddRange(FindByReference(referenceId));
            found.RemoveAll(gwsEvent => !filter.Matches(gwsEvent));
        }
        else
        {
            long seen = 0;
            var entryFilter = new EntryFilter(filter);
            while (Next(ref seen, entryFilter) is { } gwsEvent)
            {
                if (filter.Matches(gwsEvent))
                {
                    found.Add(gwsEvent);
                }
            }
        }

        return found.Count > last ? found.GetRange(found.Count - last, last) : found;
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

        var hash = LogEntry.Hash(referenceId);
        var entries = new List<(LogEntry Entry, ArraySegment<byte> Text, long Sequence)>();
        lock (_gate)
        {
            for (var sequence = _ring.OlderWithReference(hash, 0); sequence > 0;
                sequence = _ring.OlderWithReference(hash, sequence))
            {
                entries.Add(Copy(sequence));
            }
        }

        entries.Reverse();
        var events = entries.ConvertAll(Make);
        events.RemoveAll(gwsEvent => !string.Equals(gwsEvent.ReferenceId, referenceId, StringComparison.Ordinal));
        return events;
    }

    /// <summary>Makes a reader: one for each place that waits, for example for each runspace.</summary>
    /// <returns>A reader that has seen nothing yet.</returns>
    public GwsEventReader CreateReader() => new(this);

    /// <summary>Makes a cursor, for one who reads the log from a place on and in order.</summary>
    /// <param name="filter">Which events are read, and after which sequence number.</param>
    /// <returns>A cursor that has read nothing yet.</returns>
    public GwsEventCursor CreateCursor(GwsEventFilter filter) =>
        new(this, filter ?? throw new ArgumentNullException(nameof(filter)));

    /// <summary>Waits until there is an event after a sequence number.</summary>
    /// <param name="afterSequence">The sequence number.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for without end.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>
    /// True when there is one; false when the time was up. A wait without end is over with the session: no event can come then.
    /// </returns>
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
                if (_ring.Last > afterSequence)
                {
                    return true;
                }

                if (_isOver && (orEnd || timeout == Timeout.InfiniteTimeSpan))
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

    /// <summary>The session is over: callers who wait for an event without a time limit return.</summary>
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

    /// <summary>Adds an event that has no text.</summary>
    internal void Add(GwsEvent gwsEvent)
    {
        TaskCompletionSource<bool>? more;
        lock (_gate)
        {
            gwsEvent.Sequence = _ring.Add(LogEntry.Of(gwsEvent), default);
            more = _more;
            _more = null;
        }

        more?.TrySetResult(true);
    }

    /// <summary>Adds a message; the log keeps a copy of the text.</summary>
    /// <returns>The event's sequence number.</returns>
    internal long Add(string channel, ArraySegment<byte> utf8, DateTimeOffset at, ParsedNotification parsed, EventState state)
    {
        long sequence;
        TaskCompletionSource<bool>? more;
        lock (_gate)
        {
            sequence = _ring.Add(LogEntry.Of(channel, at, parsed, state, utf8.Count), utf8);
            more = _more;
            _more = null;
        }

        more?.TrySetResult(true);
        return sequence;
    }

    /// <summary>The oldest event after a sequence number, or null.</summary>
    internal GwsEvent? Next(long after) => Next(ref after, filter: null);

    /// <summary>
    /// The oldest event after a sequence number that may fit a filter, or null. The filter has the last word: its own condition
    /// runs outside the lock, and ids are compared by hash here.
    /// </summary>
    /// <param name="seen">The sequence number; that of the last event that was looked at afterwards.</param>
    /// <param name="filter">What is wanted, or null for any.</param>
    /// <param name="isFree">Says of a sequence number whether it is wanted, or null. It must not ask the log.</param>
    internal GwsEvent? Next(ref long seen, EntryFilter? filter, Func<long, bool>? isFree = null)
    {
        long missed = 0;
        return Next(ref seen, ref missed, filter, isFree);
    }

    /// <summary>The same; counts what was dropped after the sequence number and before it was looked at.</summary>
    internal GwsEvent? Next(ref long seen, ref long missed, EntryFilter? filter, Func<long, bool>? isFree = null)
    {
        while (true)
        {
            (LogEntry Entry, ArraySegment<byte> Text, long Sequence)? found = null;
            lock (_gate)
            {
                seen = Math.Max(seen, Math.Min(filter?.After ?? 0, _ring.Last));
                missed += Math.Max(0, _ring.Oldest - 1 - seen);
                seen = Math.Max(seen, _ring.Oldest - 1);
                var end = Math.Min(_ring.Last, seen + LookedAtInARow);
                while (seen < end)
                {
                    seen++;
                    if ((filter is null || filter.MayMatch(in _ring[seen])) && (isFree is null || isFree(seen)))
                    {
                        found = Copy(seen);
                        break;
                    }
                }

                if (found is null && seen >= _ring.Last)
                {
                    return null;
                }
            }

            if (found is { } entry)
            {
                return Make(entry);
            }
        }
    }

    private (LogEntry Entry, ArraySegment<byte> Text, long Sequence) Copy(long sequence)
    {
        ref var entry = ref _ring[sequence];
        return (entry, entry.Text.Copy(), sequence);
    }

    private GwsEvent Make((LogEntry Entry, ArraySegment<byte> Text, long Sequence) kept)
    {
        var gwsEvent = kept.Entry.Event ?? _factory.Make(in kept.Entry, kept.Text, kept.Sequence);
        gwsEvent.Size = kept.Entry.Weight;
        return gwsEvent;
    }
}
