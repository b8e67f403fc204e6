using System;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Delivery;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Transport;

namespace GenesysOutbound.CometD;

/// <content>Requests on their way: started when the machine is free, reported to it when they end.</content>
internal sealed partial class BayeuxEventLoop
{
    /// <summary>
    /// How long, in milliseconds, requests wait for a listener that gets a few events first. One that takes longer must not cost
    /// the session: a server forgets a client that does not poll.
    /// </summary>
    private const int LongestHold = 250;

    private Timer? _holdTimer;
    private HeldRequests? _held;

    private (BayeuxRequest Request, CancellationTokenSource GiveUp)[]? TakeRequests()
    {
        if (_toSend.Count == 0)
        {
            return null;
        }

        (BayeuxRequest, CancellationTokenSource)[] requests = _toSend.ToArray();
        _toSend.Clear();
        return requests;
    }

    /// <summary>Calls the listener, then starts the requests; when it takes long, another thread starts them meanwhile.</summary>
    private void DeliverFirst(Action deliver, (BayeuxRequest Request, CancellationTokenSource GiveUp)[] requests)
    {
        var held = new HeldRequests(requests);
        Volatile.Write(ref _held, held);
        SetHoldTimer(LongestHold);
        deliver();
        if (held.Take() is { } left)
        {
            SetHoldTimer(Timeout.Infinite);
            Start(left);
        }
    }

    private void SetHoldTimer(int milliseconds)
    {
        if (_holdTimer is null)
        {
            var made = new Timer(
                static state => ((BayeuxEventLoop)state!).StartHeld(), this, Timeout.Infinite, Timeout.Infinite);
            if (Interlocked.CompareExchange(ref _holdTimer, made, null) is not null)
            {
                made.Dispose();
            }
        }

        try
        {
            _holdTimer.Change(milliseconds, Timeout.Infinite);
        }
        catch (ObjectDisposedException)
        {
            // Disposed of meanwhile; the transport refuses the requests.
        }
    }

    private void StartHeld() => Start(Volatile.Read(ref _held)?.Take());

    private void Start((BayeuxRequest Request, CancellationTokenSource GiveUp)[]? requests)
    {
        if (requests is null)
        {
            return;
        }

        // One poll leads to the next for as long as the session lives: later polls must not run in the ExecutionContext of
        // the caller who connected.
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            foreach ((BayeuxRequest request, CancellationTokenSource giveUp) in requests)
            {
                // The task is not awaited: a failure of the transport reaches the machine as an outcome, and one
                // of the machine ends the session.
                _ = RunAsync(request, giveUp);
            }
        }
        finally
        {
            flow?.Undo();
        }
    }

    private async Task RunAsync(BayeuxRequest request, CancellationTokenSource giveUp)
    {
        TransportOutcome outcome;
        bool atOnce = false;
        try
        {
            Task<TransportOutcome> sending = _transport.SendAsync(request, giveUp);
            atOnce = sending.IsCompleted;
            outcome = await sending.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            outcome = new TransportOutcome(new TransportFailure(BayeuxErrorKind.Transport, error.GetType().Name, true,
                cause: error));
        }

        if (atOnce || !Thread.CurrentThread.IsThreadPoolThread)
        {
            // Still on the stack of the caller, or on a thread of the user's own. A reply that leads to the next poll, whose
            // reply is there already as well, and so on, would make the stack as deep as the session is long.
            ThreadPool.UnsafeQueueUserWorkItem(_ => Finish(request, giveUp, outcome), null);
        }
        else
        {
            Finish(request, giveUp, outcome);
        }
    }

    private void Finish(BayeuxRequest request, CancellationTokenSource giveUp, TransportOutcome outcome) => Post(
        machine =>
        {
            _onTheWay.Remove(request.Number);
            giveUp.Dispose();
            if (outcome.Reply is not null)
            {
                machine.OnReply(request.Number, outcome.Reply);
            }
            else
            {
                machine.OnFailure(request.Number, outcome.Failure!);
            }
        },
        mayDeliver: true);

    /// <summary>
    /// What a reply brought goes to the listener on the pool's thread that brought it, once the machine is done with it: waking
    /// another thread would be a good part of the time between wire and listener. A thread of the user's own never gets here.
    /// </summary>
    private void DeliverSoon(Action work)
    {
        if (_mayDeliver)
        {
            _deliver = work;
        }
        else
        {
            DeliveryQueue.OnThreadPool(work);
        }
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (Exception error) when (error is ObjectDisposedException or AggregateException)
        {
            // The request ended by itself meanwhile, or a callback of its token failed.
        }
    }

    /// <summary>Requests that one of two threads starts.</summary>
    private sealed class HeldRequests((BayeuxRequest Request, CancellationTokenSource GiveUp)[] requests)
    {
        private (BayeuxRequest Request, CancellationTokenSource GiveUp)[]? _requests = requests;

        /// <summary>The requests, for the first who asks; null for the second.</summary>
        public (BayeuxRequest Request, CancellationTokenSource GiveUp)[]? Take() => Interlocked.Exchange(ref _requests, null);
    }
}
