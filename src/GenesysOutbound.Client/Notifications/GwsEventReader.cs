using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// Takes events from a session's log, each once: the oldest that fits and that this reader has not given out before. So nothing
/// slips between two waits and nothing comes twice. Thread-safe.
/// </summary>
public sealed class GwsEventReader
{
    private readonly object _gate = new();
    private readonly GwsEventLog _log;

    // Everything up to the mark has been given out, or was skipped; beyond it, these have.
    private readonly SortedSet<long> _taken = [];
    private readonly Func<long, bool> _isFree;
    private long _mark;

    internal GwsEventReader(GwsEventLog log)
    {
        _log = log;
        _isFree = IsFree;
    }

    /// <summary>Skips everything up to and including a sequence number.</summary>
    /// <param name="sequence">The sequence number.</param>
    public void SkipTo(long sequence)
    {
        lock (_gate)
        {
            if (sequence > _mark)
            {
                _mark = sequence;
                _taken.RemoveWhere(taken => taken <= sequence);
            }
        }
    }

    /// <summary>Takes the oldest fitting event that has not been taken, without waiting.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="gwsEvent">The event, or null.</param>
    /// <param name="includeTaken">Whether events count that were taken or skipped before (for a wait by reference id).</param>
    /// <returns>True when there was one.</returns>
    public bool TryTake(GwsEventFilter filter, [NotNullWhen(true)] out GwsEvent? gwsEvent, bool includeTaken = false)
    {
        if (filter is null)
        {
            throw new ArgumentNullException(nameof(filter));
        }

        var seen = includeTaken ? 0 : Mark();
        return TryTake(filter, new EntryFilter(filter), includeTaken, ref seen, out gwsEvent);
    }

    /// <summary>Takes the oldest fitting event that has not been taken, and waits for it if need be.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for without end.</param>
    /// <param name="includeTaken">Whether events count that were taken or skipped before (for a wait by reference id).</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>The event, or null when the time was up, or the session is over and no event can come any more.</returns>
    /// <exception cref="OperationCanceledException">The wait was stopped.</exception>
    public async Task<GwsEvent?> TakeAsync(
        GwsEventFilter filter, TimeSpan timeout, bool includeTaken = false, CancellationToken cancellationToken = default)
    {
        if (filter is null)
        {
            throw new ArgumentNullException(nameof(filter));
        }

        var watch = Stopwatch.StartNew();
        var entryFilter = new EntryFilter(filter);
        var seen = includeTaken ? 0 : Mark();
        while (true)
        {
            if (TryTake(filter, entryFilter, includeTaken, ref seen, out var gwsEvent))
            {
                return gwsEvent;
            }

            var left = Waiting.Left(timeout, watch);
            if (!await _log.WaitForMoreAsync(seen, left, orEnd: true, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    // Each event is looked at once in a wait: "seen" moves on.
    private bool TryTake(GwsEventFilter filter, EntryFilter entryFilter, bool includeTaken, ref long seen,
        [NotNullWhen(true)] out GwsEvent? gwsEvent)
    {
        while ((gwsEvent = _log.Next(ref seen, entryFilter, includeTaken ? null : _isFree)) is not null)
        {
            if (filter.Matches(gwsEvent) && (Take(gwsEvent.Sequence) || includeTaken))
            {
                return true;
            }
        }

        return false;
    }

    private long Mark()
    {
        lock (_gate)
        {
            return _mark;
        }
    }

    private bool IsFree(long sequence)
    {
        lock (_gate)
        {
            return sequence > _mark && !_taken.Contains(sequence);
        }
    }

    private bool Take(long sequence)
    {
        // Asked before the lock: the log asks this reader under a lock of its own.
        var dropped = _log.DroppedCount;
        lock (_gate)
        {
            // What the log has dropped cannot be taken any more, so it need not be remembered. The event that is being
            // taken is an exception.
            dropped = Math.Min(dropped, sequence - 1);
            if (dropped > _mark)
            {
                _mark = dropped;
                _taken.RemoveWhere(taken => taken <= dropped);
            }

            if (sequence <= _mark || !_taken.Add(sequence))
            {
                return false;
            }

            while (_taken.Remove(_mark + 1))
            {
                _mark++;
            }

            return true;
        }
    }
}
