using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// Raises a .NET event for each event of the log, in order, on a thread of its own turn: a slow handler holds back nobody but
/// itself, and one that throws does not end the others. Reading begins with the first handler; without handlers nothing runs.
/// </summary>
internal sealed class SessionEventPublisher(GwsEventLog log, object sender, Action<string> trace, CancellationToken closing)
{
    private readonly object _gate = new();
    private EventHandler<GwsEventReceivedEventArgs>? _handlers;
    private bool _running;

    public void Add(EventHandler<GwsEventReceivedEventArgs>? handler)
    {
        lock (_gate)
        {
            _handlers += handler;
            if (!_running && _handlers is not null)
            {
                _running = true;
                var after = log.LastSequence;
                Task.Run(() => RunAsync(after));
            }
        }
    }

    public void Remove(EventHandler<GwsEventReceivedEventArgs>? handler)
    {
        lock (_gate)
        {
            _handlers -= handler;
        }
    }

    private async Task RunAsync(long after)
    {
        while (true)
        {
            while (log.Next(after) is { } gwsEvent)
            {
                after = gwsEvent.Sequence;
                Raise(gwsEvent);
            }

            lock (_gate)
            {
                if (_handlers is null)
                {
                    _running = false;
                    return;
                }
            }

            try
            {
                // Ends without an event when the session is over.
                if (!await log.WaitForMoreAsync(after, Timeout.InfiniteTimeSpan, orEnd: true, closing).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                // What was logged before the end is still told.
                while (log.Next(after) is { } gwsEvent)
                {
                    after = gwsEvent.Sequence;
                    Raise(gwsEvent);
                }

                return;
            }
        }
    }

    private void Raise(GwsEvent gwsEvent)
    {
        foreach (var handler in Volatile.Read(ref _handlers)?.GetInvocationList() ?? [])
        {
            try
            {
                ((EventHandler<GwsEventReceivedEventArgs>)handler)(sender, new GwsEventReceivedEventArgs(gwsEvent));
            }
            catch (Exception error)
            {
                trace($"A handler of EventReceived failed: {error.GetType().Name}");
            }
        }
    }
}
