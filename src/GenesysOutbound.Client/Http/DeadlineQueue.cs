using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace GenesysOutbound.Client.Http;

/// <summary>Something that ends when its time is up, unless it has been taken out of its queue before.</summary>
internal abstract class Deadline
{
    /// <summary>When, in ticks of the stopwatch. The queue's own.</summary>
    internal long Due { get; set; }

    /// <summary>Where it stands in the queue; -1 while it is in none. The queue's own.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>The time is up. Called once, on a thread of the pool; must return soon and not throw.</summary>
    public abstract void Expire();
}

/// <summary>
/// The time limits of all requests and operations of a session: one timer in place of one for each, and none while nothing is
/// under way. Adding and removing make no objects. When the queue ends, so does the time of all that wait in it: nothing else
/// would end them. Thread-safe.
/// </summary>
internal sealed class DeadlineQueue : IDisposable
{
    private readonly object _gate = new();
    private readonly List<Deadline> _waiting = [];
    private readonly Timer _timer;
    private long _wakes = long.MaxValue;
    private bool _disposed;

    public DeadlineQueue()
    {
        // The ExecutionContext of the caller who opens the session is not kept.
        var flow = ExecutionContext.IsFlowSuppressed() ? (AsyncFlowControl?)null : ExecutionContext.SuppressFlow();
        _timer = new Timer(static queue => ((DeadlineQueue)queue!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
        flow?.Undo();
    }

    /// <summary>How many are waiting.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Adds one that is in no queue. A negative time is without end; one that is up expires soon, not at once.</summary>
    public void Add(Deadline deadline, TimeSpan after)
    {
        if (after < TimeSpan.Zero)
        {
            return;
        }

        lock (_gate)
        {
            if (!_disposed)
            {
                deadline.Due = Now() + Ticks(after);
                deadline.Place = _waiting.Count;
                _waiting.Add(deadline);
                if (deadline.Due < _wakes)
                {
                    Wake(deadline.Due);
                }

                return;
            }
        }

        ExpireOnPool([deadline]);
    }

    /// <summary>Takes one out.</summary>
    /// <returns>False when its time is up, even if it has not been told yet; or when it was in no queue.</returns>
    public bool Remove(Deadline deadline)
    {
        lock (_gate)
        {
            if (deadline.Place < 0)
            {
                return false;
            }

            var last = _waiting[_waiting.Count - 1];
            _waiting[deadline.Place] = last;
            last.Place = deadline.Place;
            _waiting.RemoveAt(_waiting.Count - 1);
            deadline.Place = -1;
            return true;
        }
    }

    public void Dispose()
    {
        List<Deadline> left;
        lock (_gate)
        {
            _disposed = true;
            left = [.. _waiting];
            foreach (var deadline in left)
            {
                deadline.Place = -1;
            }

            _waiting.Clear();
        }

        _timer.Dispose();
        if (left.Count > 0)
        {
            ExpireOnPool(left);
        }
    }

    private static long Now() => Stopwatch.GetTimestamp();

    private static long Ticks(TimeSpan time) =>
        (long)Math.Min(time.TotalSeconds * Stopwatch.Frequency, long.MaxValue / 4d);

    // What goes on when a request ends must not run on the thread that closes the session, nor on the one that makes a request.
    private static void ExpireOnPool(List<Deadline> deadlines) => ThreadPool.UnsafeQueueUserWorkItem(
        static state =>
        {
            foreach (var deadline in (List<Deadline>)state!)
            {
                deadline.Expire();
            }
        },
        deadlines);

    private void OnTimer()
    {
        List<Deadline>? expired = null;
        lock (_gate)
        {
            var now = Now();
            var next = long.MaxValue;
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                var deadline = _waiting[i];
                if (deadline.Due <= now)
                {
                    // Removing puts the last one here, which has been looked at.
                    Remove(deadline);
                    (expired ??= []).Add(deadline);
                }
                else
                {
                    next = Math.Min(next, deadline.Due);
                }
            }

            Wake(next);
        }

        foreach (var deadline in expired ?? [])
        {
            deadline.Expire();
        }
    }

    // Called under the lock. The timer is not set back when the nearest is removed: it then finds what comes next.
    private void Wake(long due)
    {
        _wakes = due;
        if (_disposed)
        {
            return;
        }

        var wait = due == long.MaxValue ? Timeout.Infinite
            : Math.Min(Math.Max(0, Math.Ceiling((due - Now()) * 1000d / Stopwatch.Frequency)), int.MaxValue - 1);
        _timer.Change((long)wait, Timeout.Infinite);
    }
}
