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
        using var limit = new TimeLimit(timeout, cancellationToken);
        await limit.WaitAsync(task).ConfigureAwait(false);
        return task.IsCompleted;
    }
}
