using System;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Events;

/// <summary>
/// The source that Register-GwsEvent subscribes the engine to. It reads the session's log with a reader of its own, so it takes nothing
/// from any wait, and raises an event for each that fits. The engine runs the action where it runs scripts.
/// </summary>
public sealed class GwsEventSubscription : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly GwsEventReader _reader;
    private readonly GwsEventFilter _filter;
    private readonly Func<bool> _full;
    private long _lost;

    internal GwsEventSubscription(GwsSession session, GwsEventFilter filter, Func<bool> full)
    {
        Session = session;
        _filter = filter;
        _full = full;
        _reader = session.Events.CreateReader();
    }

    /// <summary>Raised for each event that fits.</summary>
    public event EventHandler<GwsEventReceivedEventArgs>? EventReceived;

    /// <summary>The session.</summary>
    public GwsSession Session { get; }

    /// <summary>Ends the subscription. The source of the token is left to the collector: the loop may still be looking at it.</summary>
    public void Dispose() => _stop.Cancel();

    internal void Start() => _ = Task.Run(() => ReadAsync(_stop.Token));

    private async Task ReadAsync(CancellationToken token)
    {
        try
        {
            while (await _reader.TakeAsync(_filter, Timeout.InfiniteTimeSpan, token).ConfigureAwait(false) is { } gwsEvent)
            {
                // The engine queues without end what has no action and nobody takes; ours ends.
                if (_full())
                {
                    _lost++;
                    continue;
                }

                EventReceived?.Invoke(this, new GwsEventReceivedEventArgs(Session, gwsEvent, _lost));
                _lost = 0;
            }
        }
        catch (OperationCanceledException)
        {
            // Unregistered.
        }
        catch (Exception)
        {
            // The engine of a runspace that is going refuses the event; there is nobody left to hear of it.
        }
    }
}
