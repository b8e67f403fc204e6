using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>Waits for a task with a time limit and a token, leaving no timer and no registration behind.</summary>
internal static class Waiting
{
    /// <summary>What is left of a time limit.</summary>
    public static TimeSpan Left(TimeSpan timeout, Stopwatch watch)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return timeout;
        }

        var left = timeout - watch.Elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>True when the task ended in time (its own failure is not thrown); false when the time was up.</summary>
    public static async Task<bool> WaitAsync(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (task.IsCompleted)
        {
            return true;
        }

        if (timeout == TimeSpan.Zero)
        {
            return false;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // Task.Delay cannot wait longer than this; a longer limit is without end for all purposes.
        var limit = timeout.TotalMilliseconds >= int.MaxValue ? Timeout.InfiniteTimeSpan : timeout;
        var delay = Task.Delay(limit, stop.Token);
        var first = await Task.WhenAny(task, delay).ConfigureAwait(false);
        if (first == task)
        {
            stop.Cancel();
            return true;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }
}
