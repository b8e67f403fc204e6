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
    /// <exception cref="OperationCanceledException">The token was cancelled before the task ended.</exception>
    public static async Task<bool> WaitAsync(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!task.IsCompleted && timeout != TimeSpan.Zero)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

            // Task.Delay cannot wait longer than this; a longer limit is without end for all purposes.
            var limit = Task.Delay(timeout.TotalMilliseconds >= int.MaxValue ? Timeout.InfiniteTimeSpan : timeout, stop.Token);
            if (await Task.WhenAny(task, limit).ConfigureAwait(false) == limit)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            stop.Cancel();
        }

        return task.IsCompleted;
    }
}
