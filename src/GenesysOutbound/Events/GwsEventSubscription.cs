using System;
using System.Management.Automation;
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
    private static readonly TimeSpan LayDownLimit = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly GwsEventReader _reader;
    private readonly GwsEventFilter _filter;
    private readonly PSEventArgsCollection? _queue;
    private readonly int _limit;
    private readonly SemaphoreSlim _queued = new(0);
    private long _lost;

    /// <summary>Makes a source.</summary>
    /// <param name="session">Whose events.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="queue">Where the engine lays down what has no action; null when there is one.</param>
    /// <param name="limit">How many events may lie there.</param>
    internal GwsEventSubscription(GwsSession session, GwsEventFilter filter, PSEventArgsCollection? queue, int limit)
    {
        Session = session;
        _filter = filter;
        _queue = queue;
        _limit = limit;
        if (queue is not null)
        {
            queue.PSEventReceived += OnQueued;
        }

        _reader = session.Events.CreateReader();
    }

    /// <summary>Raised for each event that fits.</summary>
    public event EventHandler<GwsEventReceivedEventArgs>? EventReceived;

    /// <summary>The session.</summary>
    public GwsSession Session { get; }

    /// <summary>Ends the subscription. The source of the token is left to the collector: the loop may still be looking at it.</summary>
    public void Dispose()
    {
        if (_queue is not null)
        {
            _queue.PSEventReceived -= OnQueued;
        }

        _stop.Cancel();
    }

    internal void Start() => _ = Task.Run(() => ReadAsync(_stop.Token));

    private async Task ReadAsync(CancellationToken token)
    {
        try
        {
            while (await _reader.TakeAsync(_filter, Timeout.InfiniteTimeSpan, token).ConfigureAwait(false) is { } gwsEvent)
            {
                // The engine queues without end what has no action and nobody takes; ours ends.
                if (_queue is not null && _queue.Count >= _limit)
                {
                    _lost++;
                    continue;
                }

                EventReceived?.Invoke(this, new GwsEventReceivedEventArgs(Session, gwsEvent, _lost));
                _lost = 0;
                if (_queue is not null)
                {
                    // The engine lays it down on a thread of its own; the count means nothing before that.
                    _ = await _queued.WaitAsync(LayDownLimit, token).ConfigureAwait(false);
                }
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

    private void OnQueued(object sender, PSEventArgs e)
    {
        if (ReferenceEquals(e.Sender, this))
        {
            _ = _queued.Release();
        }
    }
}
