using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Pipeline;

/// <summary>
/// The window of a bulk run: requests go out as fast as the limiter allows, answers come out in input order, and no more inputs
/// are held than the window has places. A request that the server refused because of load is sent again; nothing else ever is.
/// </summary>
/// <remarks>
/// <see cref="Add"/> and <see cref="Complete"/> belong to the pipeline thread. Each request is one task on the thread pool. It
/// gives its place to the next one as soon as the server has accepted it, because waiting for an acknowledgement takes nothing
/// from the server.
/// </remarks>
internal sealed class OrderedWindow
{
    private static readonly WaitCallback StartItem = static state =>
    {
        var item = (BulkItem)state!;
        _ = item.Window!.SendAsync(item);
    };

    private readonly GwsCmdlet _cmdlet;
    private readonly CommandLifetime _lifetime;
    private readonly AdaptiveConcurrencyLimiter _limiter;
    private readonly int _capacity;
    private readonly Func<BulkItem, CancellationToken, Task<GwsOperationResult>> _send;
    private readonly Action<BulkItem> _deliver;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;
    private readonly Queue<BulkItem> _inOrder = new();
    private readonly LinkedList<BulkItem> _toSend = new();
    private bool _isResuming;

    /// <summary>Creates a window.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="limiter">Decides how many requests are under way.</param>
    /// <param name="capacity">How many inputs are held at once.</param>
    /// <param name="send">Carries the operation of one input out.</param>
    /// <param name="deliver">Called on the pipeline thread with each input that is done, in order.</param>
    /// <param name="delay">Waits for the end of a pause; null for the real clock.</param>
    public OrderedWindow(
        GwsCmdlet cmdlet,
        AdaptiveConcurrencyLimiter limiter,
        int capacity,
        Func<BulkItem, CancellationToken, Task<GwsOperationResult>> send,
        Action<BulkItem> deliver,
        Func<TimeSpan, CancellationToken, Task>? delay = null)
    {
        _cmdlet = cmdlet;
        _lifetime = cmdlet.Lifetime;
        _limiter = limiter;
        _capacity = capacity;
        _send = send;
        _deliver = deliver;
        _delay = delay ?? Task.Delay;
    }

    /// <summary>The usual number of places for a number of requests under way.</summary>
    public static int CapacityFor(int throttleLimit) => Math.Max(64, 4 * throttleLimit);

    /// <summary>Adds an input. Waits while the window is full, and delivers what is ready.</summary>
    public void Add(BulkItem item)
    {
        Deliver(_capacity - 1);
        lock (_lifetime.Gate)
        {
            item.Window = this;
            _inOrder.Enqueue(item);
            _toSend.AddLast(item);
            SendReady();
        }

        // One at a time also means that nothing is sent before downstream has had the answer to the one before.
        Deliver(_limiter.Maximum == 1 ? 0 : _capacity);
    }

    /// <summary>Waits until every input is done and delivered.</summary>
    public void Complete() => Deliver(0);

    /// <summary>
    /// The server has accepted the request: only the acknowledgement is still to come, and the next request may go out.
    /// </summary>
    internal void OnAccepted(BulkItem item)
    {
        lock (_lifetime.Gate)
        {
            // One request at a time means one acknowledgement at a time.
            if (_limiter.Maximum > 1)
            {
                GivePlaceBack(item);
                SendReady();
            }
        }
    }

    /// <summary>Delivers what is done, and waits for more while the window holds more than so many.</summary>
    private void Deliver(int mostHeld)
    {
        while (Next(mostHeld) is { } item)
        {
            try
            {
                _deliver(item);
            }
            catch
            {
                // Downstream has had enough (Select-Object -First, -ErrorAction Stop, a broken host): the original leaves, after
                // the work.
                _lifetime.Abort(_cmdlet.WriteWarning);
                throw;
            }
        }
    }

    private BulkItem? Next(int mostHeld)
    {
        lock (_lifetime.Gate)
        {
            while (!_lifetime.IsStopping && !_lifetime.IsAborted)
            {
                if (_inOrder.Count > 0 && _inOrder.Peek().IsDone)
                {
                    return _inOrder.Dequeue();
                }

                if (_inOrder.Count <= mostHeld)
                {
                    return null;
                }

                Monitor.Wait(_lifetime.Gate);
            }
        }

        _lifetime.Abort(_cmdlet.WriteWarning);
        throw new PipelineStoppedException();
    }

    /// <summary>Sends as many of the waiting as the limiter allows. Called under the gate.</summary>
    private void SendReady()
    {
        while (_toSend.Count > 0 && !_lifetime.IsStopping && !_lifetime.IsAborted)
        {
            if (!_limiter.TryEnter())
            {
                ResumeAfterPause();
                return;
            }

            BulkItem item = _toSend.First!.Value;
            _toSend.RemoveFirst();
            item.HoldsPlace = true;
            item.Attempts++;
            _lifetime.WorkStarted();

            // Queued, not called: a request that fails at once would start the next one within itself, and that one the next.
            ThreadPool.UnsafeQueueUserWorkItem(StartItem, item);
        }
    }

    private async Task SendAsync(BulkItem item)
    {
        GwsOperationResult? result = null;
        Exception? failure = null;
        try
        {
            using IDisposable? trace = _cmdlet.IsVerbose ? VerboseTraceScope.Begin(line => AddMessage(item, line)) : null;
            result = await _send(item, _lifetime.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        lock (_lifetime.Gate)
        {
            GivePlaceBack(item);
            if (failure is null)
            {
                _limiter.OnSuccess();
            }
            else if (item.Attempts < AdaptiveConcurrencyLimiter.MaxAttempts
                && AdaptiveConcurrencyLimiter.IsRefusedForLoad(failure))
            {
                item.AddMessage(_limiter.OnRefused((GwsException)failure));
                _toSend.AddFirst(item);
                failure = null;
            }

            (item.Result, item.Failure) = (result, failure);
            item.IsDone = result is not null || failure is not null;
            SendReady();
            _lifetime.WorkFinished(wake: _inOrder.Count > 0 && _inOrder.Peek().IsDone);
        }
    }

    private void AddMessage(BulkItem item, string line)
    {
        lock (_lifetime.Gate)
        {
            item.AddMessage(line);
        }
    }

    private void GivePlaceBack(BulkItem item)
    {
        if (item.HoldsPlace)
        {
            item.HoldsPlace = false;
            _limiter.Leave();
        }
    }

    /// <summary>Comes back when the pause that the server asked for is over. Called under the gate.</summary>
    private void ResumeAfterPause()
    {
        TimeSpan pause = _limiter.PauseLeft;
        if (pause > TimeSpan.Zero && !_isResuming)
        {
            _isResuming = true;
            _ = ResumeAsync(pause);
        }
    }

    private async Task ResumeAsync(TimeSpan pause)
    {
        try
        {
            await _delay(pause, _lifetime.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_lifetime.Gate)
        {
            _isResuming = false;
            SendReady();
        }
    }
}
