using System;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// Pauses all workers for a checkpoint: a worker enters before a piece of work and leaves after it; a break begins when no
/// worker is inside.
/// </summary>
internal sealed class CheckpointBarrier
{
    private readonly object _gate = new();
    private int _working;
    private TaskCompletionSource? _over;
    private TaskCompletionSource? _quiet;

    /// <summary>Begins a piece of work; waits for the end of a break.</summary>
    public async Task EnterAsync()
    {
        while (true)
        {
            Task over;
            lock (_gate)
            {
                if (_over is null)
                {
                    _working++;
                    return;
                }

                over = _over.Task;
            }

            await over;
        }
    }

    /// <summary>Ends a piece of work.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_working == 0)
            {
                _quiet?.TrySetResult();
            }
        }
    }

    /// <summary>Between two pieces of work.</summary>
    public Task PassAsync()
    {
        Leave();
        return EnterAsync();
    }

    /// <summary>Waits until no worker is inside, runs the action, and lets the workers go on. One break at a time.</summary>
    public async Task HoldAsync(Func<Task> meanwhile)
    {
        Task quiet;
        lock (_gate)
        {
            _over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_working == 0)
            {
                _quiet.TrySetResult();
            }

            quiet = _quiet.Task;
        }

        try
        {
            await quiet;
            await meanwhile();
        }
        finally
        {
            lock (_gate)
            {
                var over = _over;
                (_over, _quiet) = (null, null);
                over.TrySetResult();
            }
        }
    }
}
