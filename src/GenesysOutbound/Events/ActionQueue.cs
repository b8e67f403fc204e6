using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Events;

/// <summary>
/// The engine's queue of actions that wait to be run. The engine does not tell when an action has run, but it runs them in the
/// order in which their events were raised: so a mark, an event with an action of our own, is raised from time to time, and
/// when its action runs everything that was raised before has been run. While the queue is full, events stay in the session's
/// log.
/// </summary>
internal sealed class ActionQueue : EngineQueue
{
    /// <summary>What runs for a mark. Constrained language allows to read a property, but not to call a method.</summary>
    private const string MarkAction = "$null = $EventArgs.IsReached";

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly PSEventManager _events;
    private readonly string _markIdentifier;
    private readonly PSEventSubscriber _markSubscriber;
    private readonly int _maxCount;
    private readonly long _maxBytes;

    // Before the mark that is on its way, and after it or without one.
    private Amount _before;
    private Amount _after;
    private TaskCompletionSource<bool>? _mark;
    private bool _isClosed;

    // How many marks are in the engine's queue: one that is late is raised again.
    private int _raised;

    /// <summary>Makes the queue. Pipeline thread only: the engine makes a module for the mark's action.</summary>
    /// <param name="events">The engine's event manager.</param>
    /// <param name="sourceIdentifier">The subscription's name; the mark's begins with it.</param>
    /// <param name="maxCount">How many events may wait for the action.</param>
    /// <param name="maxBytes">About how many bytes of events may wait for the action.</param>
    public ActionQueue(PSEventManager events, string sourceIdentifier, int maxCount, long maxBytes = DefaultMaxBytes)
    {
        _events = events;
        _maxCount = maxCount;
        _maxBytes = maxBytes;
        _markIdentifier = sourceIdentifier + ".mark." + Guid.NewGuid().ToString("N");
        _markSubscriber = events.SubscribeEvent(
            new EngineSource(_markIdentifier, MarkIsGone),
            EngineSource.EventName,
            _markIdentifier,
            null,
            ScriptBlock.Create(MarkAction),
            supportEvent: true,
            forwardEvent: false);
    }

    /// <inheritdoc/>
    public override async Task<bool> AdmitAsync(int size, CancellationToken token)
    {
        while (true)
        {
            bool isFull;
            bool isNew;
            TaskCompletionSource<bool>? mark;
            lock (_gate)
            {
                if (_isClosed)
                {
                    return false;
                }

                isFull = _before.Count + _after.Count >= _maxCount
                    || (_before.Count + _after.Count > 0 && _before.Bytes + _after.Bytes + size > _maxBytes);
                bool isHalfFull = 2L * _after.Count >= _maxCount || 2 * _after.Bytes >= _maxBytes;
                isNew = (isFull || isHalfFull) && PlaceMark();
                mark = _mark;
                if (!isFull)
                {
                    _after = _after.With(size);
                }
            }

            if (isNew)
            {
                RaiseMark(mark!);
            }

            if (!isFull)
            {
                return true;
            }

            await WaitAsync(mark!, token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Takes the mark's subscription away. The engine runs what is pending for a subscription that goes, and waits without end
    /// when an action does that: so while marks are in its queue, the last of them takes the subscription away.
    /// </summary>
    public override void Close()
    {
        bool isInQueue;
        lock (_gate)
        {
            _isClosed = true;
            isInQueue = _raised > 0;
        }

        if (!isInQueue)
        {
            _events.UnsubscribeEvent(_markSubscriber);
        }
    }

    /// <summary>
    /// Waits for the mark. A runspace that comes to rest at the moment when an event is raised may not notice it until the next
    /// one; there is none while everything waits for the mark, so that is raised again from time to time.
    /// </summary>
    private async Task WaitAsync(TaskCompletionSource<bool> mark, CancellationToken token)
    {
        TimeSpan wait = FirstWait;
        while (true)
        {
            using (var over = CancellationTokenSource.CreateLinkedTokenSource(token))
            {
                _ = await Task.WhenAny(mark.Task, Task.Delay(wait, over.Token)).ConfigureAwait(false);
                over.Cancel();
            }

            token.ThrowIfCancellationRequested();
            if (mark.Task.IsCompleted || IsClosed())
            {
                return;
            }

            RaiseMark(mark);
            wait = TimeSpan.FromTicks(Math.Min(2 * wait.Ticks, LongestWait.Ticks));
        }
    }

    /// <summary>Everything up to here stands before a mark, unless one is on its way. Under the lock.</summary>
    private bool PlaceMark()
    {
        if (_mark is not null)
        {
            return false;
        }

        _mark = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _before = _after;
        _after = default;
        return true;
    }

    private bool IsClosed()
    {
        lock (_gate)
        {
            return _isClosed;
        }
    }

    private void RaiseMark(TaskCompletionSource<bool> mark)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                // Its subscription may be gone, and the engine would keep the mark for Get-Event.
                return;
            }

            _raised++;
        }

        _ = _events.GenerateEvent(
            _markIdentifier,
            null,
            [new MarkEventArgs(() => Reached(mark))],
            null,
            processInCurrentThread: true,
            waitForCompletionInCurrentThread: false);
    }

    private void Reached(TaskCompletionSource<bool> mark)
    {
        bool isLast;
        lock (_gate)
        {
            // A mark that was raised twice counts once.
            if (ReferenceEquals(_mark, mark))
            {
                _mark = null;
                _before = default;
            }

            _raised--;
            isLast = _isClosed && _raised == 0;
        }

        mark.TrySetResult(true);
        if (isLast)
        {
            _events.UnsubscribeEvent(_markSubscriber);
        }
    }

    /// <summary>
    /// A script took the mark's subscription away. Without it there is no limit, so nothing is handed over any more.
    /// </summary>
    private void MarkIsGone()
    {
        TaskCompletionSource<bool>? mark;
        lock (_gate)
        {
            _isClosed = true;
            mark = _mark;
        }

        mark?.TrySetResult(true);
    }

    private readonly record struct Amount(int Count, long Bytes)
    {
        public Amount With(int size) => new(Count + 1, Bytes + size);
    }

    /// <summary>What the mark's action sees as $EventArgs.</summary>
    public sealed class MarkEventArgs : EventArgs
    {
        private readonly Action _reached;

        internal MarkEventArgs(Action reached) => _reached = reached;

        /// <summary>Always true; reading it tells that the engine has come as far as the mark.</summary>
        public bool IsReached
        {
            get
            {
                _reached();
                return true;
            }
        }
    }
}
