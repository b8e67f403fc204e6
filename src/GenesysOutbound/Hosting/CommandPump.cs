using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Hosting;

/// <summary>
/// The one bridge between asynchronous work and the pipeline thread. Work runs on the thread pool; whatever it wants of the engine is
/// queued and done here, on the thread that the engine called. Several runs may be under way at once; what they write comes out in
/// the order in which they were added.
/// </summary>
/// <remarks>
/// <para><see cref="Add"/>, <see cref="Complete"/> and <see cref="Run"/> belong to the pipeline thread; <see cref="Stop"/> and
/// <see cref="Dispose"/> to any.</para>
/// <para>Whatever ends a drain early (the user stops, downstream throws, a run fails) cancels all runs, waits for them (bounded), and
/// only then leaves: the engine calls StopProcessing for Ctrl+C alone, so a terminating error is ours to clean up after.</para>
/// </remarks>
internal sealed partial class CommandPump : IDisposable
{
    /// <summary>How long an ended command waits for work that does not hear its cancellation. Ctrl+C must be over within a second.</summary>
    internal static readonly TimeSpan DefaultJoinLimit = TimeSpan.FromMilliseconds(900);

    /// <summary>For work that comes too late. A token of its own: ours may not have been cancelled yet when the first one asks.</summary>
    internal static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly ICommandSink _sink;
    private readonly int _throttleLimit;
    private readonly int _window;
    private readonly TimeSpan _joinLimit;
    private readonly Queue<CommandRun> _order = new();
    private readonly Queue<CommandRun> _waiting = new();
    private readonly CancellationTokenSource _cancel = new();
    private int _turns;
    private int _unfinished;
    private bool _stopping;
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Makes a pump.</summary>
    /// <param name="sink">The engine's side.</param>
    /// <param name="throttleLimit">How many runs may be under way at once; one that yielded its turn no longer counts.</param>
    /// <param name="window">How many runs may be held at once, under way or done and waiting for their turn; bounds the memory.</param>
    /// <param name="joinLimit">How long to wait for work that was cancelled.</param>
    public CommandPump(ICommandSink sink, int throttleLimit = 1, int? window = null, TimeSpan? joinLimit = null)
    {
        _sink = sink;
        _throttleLimit = Math.Max(1, throttleLimit);
        _window = Math.Max(_throttleLimit, window ?? (_throttleLimit == 1 ? 1 : Math.Max(64, 4 * _throttleLimit)));
        _joinLimit = joinLimit ?? DefaultJoinLimit;
        Token = _cancel.Token;
    }

    /// <summary>Cancelled when the command is stopped, fails, or is disposed. Readable for ever.</summary>
    public CancellationToken Token { get; }

    /// <summary>Runs that have come to their end, delivered.</summary>
    public int Delivered { get; private set; }

    internal object Gate { get; } = new();

    /// <summary>No item will be done any more.</summary>
    internal bool Aborted { get; private set; }

    internal bool Disposed { get; private set; }

    /// <summary>Runs one piece of work to its end.</summary>
    public void Run(Func<ICommandPipeline, CancellationToken, Task> work)
    {
        Add(work);
        Complete();
    }

    /// <summary>
    /// Adds a piece of work. Returns when it is accepted (which waits while the window is full), after writing what is ready to be written.
    /// With a window of one it still returns before the work is done: call <see cref="Complete"/>.
    /// </summary>
    public void Add(Func<ICommandPipeline, CancellationToken, Task> work)
    {
        if (Disposed)
        {
            throw new ObjectDisposedException(nameof(CommandPump));
        }

        Drain(() => _order.Count < _window);
        lock (Gate)
        {
            var run = new CommandRun(this, work);
            _order.Enqueue(run);
            _waiting.Enqueue(run);
            StartWaiting();
        }

        Drain(() => true);
    }

    /// <summary>Waits until every run is done and written.</summary>
    public void Complete() => Drain(() => _order.Count == 0);

    /// <summary>The user stops the command. Returns at once: the work hears of it on another thread.</summary>
    public void Stop()
    {
        lock (Gate)
        {
            _stopping = true;
            Monitor.PulseAll(Gate);
        }

        Cancel();
    }

    /// <summary>Cancels what is still under way and waits for it (bounded). Quiet, however often it is called.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (Disposed)
            {
                return;
            }

            Disposed = true;
        }

        // The source itself is not disposed: late work may still read or register on its token, and it holds no unmanaged thing.
        Abort();
    }

    internal void Enqueue(CommandRun run, PipelineItem item)
    {
        run.Items.Enqueue(item);
        Monitor.PulseAll(Gate);
    }

    /// <summary>Is it this run's turn to write?</summary>
    internal bool HasPipeline(CommandRun run) => _order.Count > 0 && ReferenceEquals(_order.Peek(), run);

    internal bool AskToContinue(string query, string caption) =>
        _sink.ShouldContinue(query, caption, ref _yesToAll, ref _noToAll);

    /// <summary>A run only waits from now on; the next may start. One run at a time means one answer at a time, so there it means nothing.</summary>
    internal void OnYield(CommandRun run)
    {
        lock (Gate)
        {
            if (_throttleLimit > 1 && !run.Finished && !run.Yielded)
            {
                run.Yielded = true;
                _turns--;
                StartWaiting();
            }
        }
    }

    internal void OnFinished(CommandRun run, Action markFinished)
    {
        lock (Gate)
        {
            markFinished();
            _unfinished--;
            if (!run.Yielded)
            {
                _turns--;
            }

            StartWaiting();
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Starts runs in input order: the run that has the pipeline is always under way, so nobody waits for one that is not.</summary>
    private void StartWaiting()
    {
        while (!Aborted && !_stopping && _turns < _throttleLimit && _waiting.Count > 0)
        {
            _turns++;
            _unfinished++;
            CommandRun run = _waiting.Dequeue();

            // Named scheduler, fresh pool thread: neither a host's synchronisation context nor its scheduler is captured.
            _ = Task.Factory.StartNew(run.ExecuteAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
    }

    /// <summary>Does what is ready, in order, until the condition holds; waits for more where it does not hold yet.</summary>
    private void Drain(Func<bool> until)
    {
        while (Next(until) is { } item)
        {
            try
            {
                item.Execute(_sink);
            }
            catch
            {
                // Downstream has had enough (Select-Object -First, -ErrorAction Stop, a broken host): the original leaves, after the work.
                item.Abandon(Cancelled);
                Abort();
                throw;
            }
        }
    }

    /// <summary>The next thing to do; null when the condition holds. Throws what ends the command.</summary>
    private PipelineItem? Next(Func<bool> until)
    {
        Exception? fault;
        lock (Gate)
        {
            while (true)
            {
                if (_stopping || Aborted)
                {
                    fault = new PipelineStoppedException();
                    break;
                }

                fault = RetireFinished();
                if (fault is not null)
                {
                    break;
                }

                if (_order.Count > 0 && _order.Peek().Items.Count > 0)
                {
                    return _order.Peek().Items.Dequeue();
                }

                if (until())
                {
                    return null;
                }

                _ = Monitor.Wait(Gate);
            }
        }

        Abort();
        if (fault is TerminatingErrorException terminating)
        {
            _sink.ThrowTerminatingError(terminating.Error);
        }

        ExceptionDispatchInfo.Capture(fault).Throw();
        return null;
    }

    /// <summary>Lets go of the runs at the head that are done and written. Returns what one of them failed with.</summary>
    private Exception? RetireFinished()
    {
        while (_order.Count > 0 && _order.Peek() is { Finished: true, Items.Count: 0 } head)
        {
            _ = _order.Dequeue();
            Delivered++;
            if (head.Fault is not null)
            {
                return head.Fault;
            }
        }

        return null;
    }
}
