using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Security;
using GenesysOutbound.Desktop.ServiceClientApi;

namespace GenesysOutbound.Desktop.Page;

/// <summary>
/// Follows the session and hands its changes to the open pages. What is pending on a record changes without an event, so the
/// stores are looked at a few times a second while a page is open; a look at what has not changed costs little, because records
/// are the same objects until they change.
/// </summary>
internal sealed class PageFeed : IDisposable
{
    /// <summary>The most pages that are open at a time.</summary>
    internal const int MaxPages = 8;

    /// <summary>Changes are put together for so long: pages get at most ten updates a second.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a change that brings no event waits at most.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly GwsSession _session;
    private readonly EventPublisher _publisher;
    private readonly PageState _state;
    private readonly List<PageStream> _streams = [];
    private readonly PagesAway _away = new();
    private readonly CancellationTokenSource _stop = new();
    private long _seen;

    public PageFeed(GwsSession session, PageSections sections, EventPublisher publisher)
    {
        _session = session;
        _publisher = publisher;
        _state = new PageState(session, sections);
        _seen = session.Events.LastSequence;
    }

    /// <summary>Called once, when the session or the desktop can do nothing any more, with the reason.</summary>
    public Action<string>? Ended { get; set; }

    /// <summary>How many pages are open.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _streams.Count;
            }
        }
    }

    /// <summary>Begins to follow the session.</summary>
    public void Start() => _ = Task.Run(FollowAsync);

    /// <summary>Opens the stream of a page.</summary>
    /// <param name="id">The id that the page has from an earlier stream, which broke; null for a new page. A page that comes
    /// back keeps the subscriptions of its client page and the events that wait for it.</param>
    /// <param name="connect">Begins to serve a new page.</param>
    /// <returns>The stream; null when too many pages are open.</returns>
    public PageStream? Open(string? id, Func<ClientConnection> connect)
    {
        lock (_gate)
        {
            // The desktop may notice later than the page that a stream is broken.
            var broken = id is null ? null : _streams.Find(stream => stream.Id == id);
            if (_streams.Count - (broken is null ? 0 : 1) >= MaxPages)
            {
                return null;
            }

            var client = broken?.Client ?? _away.Take(id);
            var stream = client is null
                ? new PageStream(_session, connect(), Secrets.NewToken())
                : new PageStream(_session, client, id!);
            if (broken is not null)
            {
                _streams.Remove(broken);
                broken.Replace();
            }

            _streams.Add(stream);
            return stream;
        }
    }

    /// <summary>Closes the stream of a page that is gone, or that comes back soon.</summary>
    public void Close(PageStream stream)
    {
        lock (_gate)
        {
            if (_streams.Remove(stream))
            {
                _away.Add(stream.Id, stream.Client);
            }
        }

        stream.Dispose();
    }

    /// <summary>Finds what the host keeps of the page with an id, or null.</summary>
    public ClientConnection? FindClient(string? id)
    {
        lock (_gate)
        {
            return _streams.Find(stream => stream.Id == id)?.Client ?? _away.Find(id);
        }
    }

    /// <summary>Looks for changes now: what a page has just done is to be seen at once.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            var clients = _streams.Select(stream => stream.Client).Concat(_away.Clients()).ToList();
            if (clients.Count == 0)
            {
                _seen = _session.Events.LastSequence;
                _publisher.Publish([], []);
                return;
            }

            var newEvents = _session.Events.Snapshot(_seen);
            _seen = Math.Max(_seen, _session.Events.LastSequence);
            _state.Refresh();
            _publisher.Publish(newEvents, clients);
            foreach (var stream in _streams)
            {
                stream.Update(_state);
            }
        }
    }

    /// <summary>Tells the pages why the desktop ends, and lets their streams end.</summary>
    public void End(string reason)
    {
        lock (_gate)
        {
            foreach (var stream in _streams)
            {
                stream.End(reason);
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        var stop = _stop.Token;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (_session.State is GwsSessionState.Closed or GwsSessionState.Lost)
                {
                    Ended?.Invoke(_session.State == GwsSessionState.Closed
                        ? "The session was closed."
                        : $"The session is lost: {_session.StateReason}");
                    return;
                }

                Refresh();
                await Task.Delay(Tick, stop).ConfigureAwait(false);
                await _session.Events.WaitForMoreAsync(_seen, Look - Tick, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The desktop was stopped.
        }
        catch (Exception error)
        {
            // A page that shows an old state without saying so would be worse than none.
            Ended?.Invoke($"The desktop has stopped after an error of its own: {error.Message}");
        }
    }
}
