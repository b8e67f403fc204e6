using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>One client's Bayeux session: its subscriptions, its queue, its held poll. Thread-safe.</summary>
internal sealed class BayeuxSession
{
    private readonly object _gate = new();
    private readonly HashSet<string> _subscriptions = new(StringComparer.Ordinal);
    private readonly Queue<KeyValuePair<long, byte[]>> _unacknowledged = new();
    private List<byte[]> _queue = [];
    private TaskCompletionSource<PollEnd>? _poll;
    private long _batch;
    private long _deadline;
    private bool _connected;
    private PollEnd? _ended;

    public BayeuxSession(string clientId, string browserId, string agent, bool acknowledged, long deadline)
    {
        ClientId = clientId;
        BrowserId = browserId;
        Agent = agent;
        Acknowledged = acknowledged;
        _deadline = deadline;
    }

    public string ClientId { get; }

    /// <summary>The value of the browser cookie that the session is bound to.</summary>
    public string BrowserId { get; }

    public string Agent { get; }

    public bool Acknowledged { get; }

    /// <summary>When the session is forgotten, in the server's milliseconds; never while a poll is held.</summary>
    public long Deadline
    {
        get
        {
            // A long is not read in one piece by a 32-bit process.
            lock (_gate)
            {
                return _deadline;
            }
        }
    }

    public bool IsPolling
    {
        get
        {
            lock (_gate)
            {
                return _poll is not null;
            }
        }
    }

    public void Subscribe(IEnumerable<string> channels)
    {
        lock (_gate)
        {
            _subscriptions.UnionWith(channels);
        }
    }

    public void Unsubscribe(IEnumerable<string> channels)
    {
        lock (_gate)
        {
            _subscriptions.ExceptWith(channels);
        }
    }

    /// <summary>
    /// Queues what concerns this session and wakes the held poll once, so that events of one cause share a reply.
    /// </summary>
    public void Deliver(IReadOnlyList<BayeuxEvent> events)
    {
        lock (_gate)
        {
            var before = _queue.Count;
            foreach (var e in events)
            {
                if (e.ToUnsubscribed || BayeuxChannel.CoversAny(_subscriptions, e.Channel))
                {
                    _queue.Add(e.Utf8);
                }
            }

            if (_queue.Count > before && _ended is null)
            {
                EndPoll(PollEnd.Reply);
            }
        }
    }

    /// <summary>
    /// Takes what is queued. With the acknowledgement extension only a poll may take, and what it takes is kept until
    /// acknowledged.
    /// </summary>
    public List<byte[]> Take(bool forPoll, out long batch)
    {
        lock (_gate)
        {
            batch = _batch;
            if (Acknowledged && !forPoll)
            {
                return [];
            }

            var taken = _queue;
            if (taken.Count > 0)
            {
                _queue = [];
            }

            if (Acknowledged && taken.Count > 0)
            {
                batch = ++_batch;
                foreach (var message in taken)
                {
                    _unacknowledged.Enqueue(new KeyValuePair<long, byte[]>(batch, message));
                }
            }

            return taken;
        }
    }

    /// <summary>Holds a poll until there is something to say.</summary>
    /// <param name="acknowledged">The last batch that the client has acknowledged; null without the extension.</param>
    /// <param name="timeout">How long to hold; zero answers at once.</param>
    /// <param name="mayHold">False when the poll shares its request with other messages, or the browser has another poll.</param>
    /// <param name="gone">Cancelled when the client closes the connection.</param>
    public async Task<PollEnd> PollAsync(long? acknowledged, TimeSpan timeout, bool mayHold, CancellationToken gone)
    {
        TaskCompletionSource<PollEnd> poll;
        lock (_gate)
        {
            EndPoll(PollEnd.Superseded);
            _deadline = long.MaxValue;
            if (Acknowledged && acknowledged is long last)
            {
                Acknowledge(last);
            }

            // The first poll of a session is never held: the client learns at once that it is connected.
            var first = !_connected;
            _connected = true;
            if (_ended is PollEnd ended)
            {
                return ended;
            }

            if (first || !mayHold || timeout <= TimeSpan.Zero || _queue.Count > 0)
            {
                return PollEnd.Reply;
            }

            poll = _poll = new TaskCompletionSource<PollEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        using (new Timer(_ => TryEnd(poll, PollEnd.Reply), null, timeout, Timeout.InfiniteTimeSpan))
        using (gone.Register(() => TryEnd(poll, PollEnd.Gone)))
        {
            return await poll.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Starts the time that the session may go without a poll.</summary>
    public void Rest(long deadline)
    {
        lock (_gate)
        {
            if (_poll is null)
            {
                _deadline = deadline;
            }
        }
    }

    /// <summary>Ends the session: a held poll is answered with the reason.</summary>
    public void End(PollEnd reason)
    {
        lock (_gate)
        {
            _ended = reason;
            EndPoll(reason);
        }
    }

    private void Acknowledge(long last)
    {
        while (_unacknowledged.Count > 0 && _unacknowledged.Peek().Key <= last)
        {
            _unacknowledged.Dequeue();
        }

        if (_unacknowledged.Count > 0)
        {
            // The client never got them: they go out again, ahead of what came since.
            var again = new List<byte[]>(_unacknowledged.Count + _queue.Count);
            foreach (var pair in _unacknowledged)
            {
                again.Add(pair.Value);
            }

            again.AddRange(_queue);
            _queue = again;
            _unacknowledged.Clear();
        }
    }

    private void TryEnd(TaskCompletionSource<PollEnd> poll, PollEnd end)
    {
        lock (_gate)
        {
            if (ReferenceEquals(poll, _poll))
            {
                EndPoll(end);
            }
        }
    }

    private void EndPoll(PollEnd end)
    {
        var poll = _poll;
        _poll = null;
        poll?.TrySetResult(end);
    }
}
