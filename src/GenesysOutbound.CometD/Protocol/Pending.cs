using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>
/// What a caller waits for. Completed exactly once, whatever happens later; continuations never run on the machine's thread.
/// </summary>
internal sealed class Pending<T>
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public bool IsCompleted => _source.Task.IsCompleted;

    /// <summary>The caller gets what it waits for. False when it was completed already.</summary>
    public bool Succeed(T result) => _source.TrySetResult(result);

    public void Fail(Exception error)
    {
        if (_source.TrySetException(error))
        {
            // Reads the exception, so that it counts as observed when the caller no longer awaits the task.
            _ = _source.Task.Exception;
        }
    }

    /// <summary>The caller gave up, by this token. False when it was completed already.</summary>
    public bool Cancel(CancellationToken token) => _source.TrySetCanceled(token);
}
