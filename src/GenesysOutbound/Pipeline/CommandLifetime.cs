using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;

namespace GenesysOutbound.Pipeline;

/// <summary>
/// The life of the asynchronous work of one command: its token, the number of tasks under way, and how all of it ends.
/// Thread-safe.
/// </summary>
/// <remarks>
/// The engine calls StopProcessing for Ctrl+C only. When a terminating error, <c>Select-Object -First</c> or the host ends the
/// pipeline, the exception comes out of one of our own writes, so cancelling the work and waiting for it is our own duty.
/// </remarks>
internal sealed class CommandLifetime : IDisposable
{
    /// <summary>How long an ended command waits for work that ignores its token. Ctrl+C must be over within a second.</summary>
    internal static readonly TimeSpan DefaultJoinLimit = TimeSpan.FromMilliseconds(900);

    /// <summary>
    /// For requests that come too late. A token of its own: ours may not have been cancelled yet when the first one comes.
    /// </summary>
    internal static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly CancellationTokenSource _cancel = new();
    private readonly TimeSpan _joinLimit;
    private int _unfinished;

    /// <summary>Creates the lifetime of one command.</summary>
    /// <param name="joinLimit">How long to wait for work that was cancelled; null for the default.</param>
    public CommandLifetime(TimeSpan? joinLimit = null)
    {
        _joinLimit = joinLimit ?? DefaultJoinLimit;
        Token = _cancel.Token;
    }

    /// <summary>Cancelled when the command is stopped, fails or is disposed. It stays readable after disposal.</summary>
    public CancellationToken Token { get; }

    /// <summary>Guards the state of everything that shares this lifetime; the pipeline thread waits on it.</summary>
    public object Gate { get; } = new();

    /// <summary>The user stopped the command. Read under <see cref="Gate"/>.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>The pipeline has ended early: no request is carried out any more. Read under <see cref="Gate"/>.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>The command is over. Read under <see cref="Gate"/>.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Counts a task that has been started. Called under <see cref="Gate"/>.</summary>
    public void WorkStarted() => _unfinished++;

    /// <summary>Counts a task that has ended. Called under <see cref="Gate"/>.</summary>
    /// <param name="wake">Whether there is something for the pipeline thread to do. At the end of a command it is woken in any
    /// case.</param>
    public void WorkFinished(bool wake)
    {
        _unfinished--;
        if (wake || IsAborted || IsStopping)
        {
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Called when the user stops the command. Returns at once: the work learns of it on another thread.</summary>
    public void Stop()
    {
        lock (Gate)
        {
            IsStopping = true;
            Monitor.PulseAll(Gate);
        }

        Cancel();
    }

    /// <summary>Ends all work: cancels it and waits for it, up to the limit. Only the first call does anything.</summary>
    /// <param name="warn">Called when work is still running at the limit.</param>
    public void Abort(Action<string>? warn = null)
    {
        lock (Gate)
        {
            if (IsAborted)
            {
                return;
            }

            IsAborted = true;
            Monitor.PulseAll(Gate);
            if (_unfinished == 0)
            {
                return;
            }
        }

        Cancel();
        if (!Join() && warn is not null)
        {
            Warn(warn);
        }
    }

    /// <summary>
    /// Ends what is still running. The token source is not disposed: late work may still read or register on its token.
    /// </summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (IsDisposed)
            {
                return;
            }

            IsDisposed = true;
        }

        Abort();
    }

    /// <summary>
    /// Cancels from a pool thread: callbacks registered on the token run there and can delay neither the user's stop nor us.
    /// </summary>
    private void Cancel() => ThreadPool.QueueUserWorkItem(static state =>
    {
        try
        {
            ((CancellationTokenSource)state!).Cancel();
        }
        catch (AggregateException)
        {
            // A callback of the work itself failed. The work reports its own failures; nobody could read them here.
        }
    }, _cancel);

    private bool Join()
    {
        var waited = Stopwatch.StartNew();
        lock (Gate)
        {
            while (_unfinished > 0)
            {
                TimeSpan left = _joinLimit - waited.Elapsed;
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                Monitor.Wait(Gate, left);
            }
        }

        return true;
    }

    private static void Warn(Action<string> warn)
    {
        try
        {
            warn("The command ended before its work did. The work was told to stop; what it still writes is dropped.");
        }
        catch (Exception e) when (e is PipelineStoppedException or InvalidOperationException)
        {
            // A stopping pipeline accepts no warning. The reason why the command ends is already on its way and matters more.
        }
    }
}
