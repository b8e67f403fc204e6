using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// One time limit for several waits, one after the other. Its timer is made by the first that has to wait, and gone with
/// <see cref="Dispose"/>.
/// </summary>
internal sealed class TimeLimit(TimeSpan left, CancellationToken cancellationToken) : IDisposable
{
    private CancellationTokenSource? _stop;
    private Task? _over;

    /// <summary>Waits until the task ends (its own failure is not thrown) or the time is up.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before the task ended.</exception>
    public Task WaitAsync(Task task) => WaitAsync(task, task);

    /// <summary>Waits until one of the two ends (its own failure is not thrown) or the time is up.</summary>
    /// <inheritdoc cref="WaitAsync(Task)" path="/exception"/>
    public async Task WaitAsync(Task first, Task second)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!first.IsCompleted && !second.IsCompleted && left != TimeSpan.Zero
            && await Task.WhenAny(first, second, Over()).ConfigureAwait(false) == _over)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        _stop?.Cancel();
        _stop?.Dispose();
    }

    private Task Over()
    {
        if (_over is null)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

            // Task.Delay cannot wait longer than this; a longer limit is without end for all purposes.
            _over = Task.Delay(left.TotalMilliseconds >= int.MaxValue ? Timeout.InfiniteTimeSpan : left, _stop.Token);
        }

        return _over;
    }
}
