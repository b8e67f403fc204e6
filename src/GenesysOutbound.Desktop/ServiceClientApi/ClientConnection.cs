using System.Collections.Generic;
using System.Threading;
using GenesysOutbound.Desktop.Security;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// What the host keeps of one browser page that frames a client page: subscriptions, events to deliver, the rate of its requests.
/// </summary>
internal sealed class ClientConnection(RateLimiter limiter)
{
    /// <summary>The most requests of one browser page that are carried out at a time.</summary>
    internal const int MaxRequests = 32;

    /// <summary>The most events that wait for a browser page that does not take them; older ones are dropped.</summary>
    internal const int MaxEvents = 1000;

    private readonly object _gate = new();
    private readonly Subscriptions _subscriptions = new();
    private readonly Queue<ClientEvent> _events = new();
    private int _requests;

    public RateLimiter Limiter => limiter;

    /// <summary>Whether a client page has subscribed to an event.</summary>
    public bool HasSubscriptions
    {
        get
        {
            lock (_gate)
            {
                return _subscriptions.Count > 0;
            }
        }
    }

    /// <summary>Counts a request that begins; false when too many are under way.</summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _requests) <= MaxRequests)
        {
            return true;
        }

        Interlocked.Decrement(ref _requests);
        return false;
    }

    public void End() => Interlocked.Decrement(ref _requests);

    public string Subscribe(string origin, JToken? data)
    {
        lock (_gate)
        {
            return _subscriptions.Add(origin, data);
        }
    }

    public void Unsubscribe(string origin, string? id)
    {
        lock (_gate)
        {
            _subscriptions.Remove(origin, id);
        }
    }

    /// <summary>Queues an event for the client pages that have subscribed to it.</summary>
    public void Publish(string name, JObject data)
    {
        lock (_gate)
        {
            foreach (var origin in _subscriptions.Of(name))
            {
                if (_events.Count == MaxEvents)
                {
                    _events.Dequeue();
                }

                _events.Enqueue(new ClientEvent(origin, Envelope.Event(name, data)));
            }
        }
    }

    /// <summary>The oldest event that waits, which stays; null when none waits.</summary>
    public ClientEvent? NextEvent()
    {
        lock (_gate)
        {
            return _events.Count > 0 ? _events.Peek() : null;
        }
    }

    /// <summary>Removes an event that was delivered, unless it was dropped meanwhile.</summary>
    public void Remove(ClientEvent delivered)
    {
        lock (_gate)
        {
            if (_events.Count > 0 && ReferenceEquals(_events.Peek(), delivered))
            {
                _events.Dequeue();
            }
        }
    }
}
