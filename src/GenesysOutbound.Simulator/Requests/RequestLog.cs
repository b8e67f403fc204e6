using System;
using System.Collections.Generic;
using GenesysOutbound.Simulator.Http;

namespace GenesysOutbound.Simulator.Requests;

/// <summary>Keeps the last requests, bounded in number and in bytes.</summary>
internal sealed class RequestLog
{
    private readonly object _gate = new();
    private readonly Queue<SimulatorRequest> _requests = new();
    private readonly int _capacity;
    private readonly long _maxBytes;
    private long _bytes;
    private long _count;

    public RequestLog(int capacity, long maxBytes)
    {
        _capacity = Math.Max(1, capacity);
        _maxBytes = maxBytes;
    }

    /// <summary>
    /// Adds a request with all that identifies it: who reads the log meanwhile selects by the operation, and must not take a
    /// poll of the notification channel for a request without one.
    /// </summary>
    public SimulatorRequest Add(HttpRequest request, string? agent, string? operation, string? referenceId)
    {
        lock (_gate)
        {
            var entry = new SimulatorRequest(++_count, DateTimeOffset.UtcNow, request)
            {
                Agent = agent,
                Operation = operation,
                ReferenceId = referenceId,
            };
            _requests.Enqueue(entry);
            _bytes += entry.Bytes;
            while (_requests.Count > 1 && (_requests.Count > _capacity || _bytes > _maxBytes))
            {
                _bytes -= _requests.Dequeue().Bytes;
            }

            return entry;
        }
    }

    public IReadOnlyList<SimulatorRequest> ToList()
    {
        lock (_gate)
        {
            return _requests.ToArray();
        }
    }

    /// <summary>How many requests there were, also those that are forgotten.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>A request by its number; null when it is forgotten.</summary>
    public SimulatorRequest? Find(long sequence)
    {
        foreach (var request in ToList())
        {
            if (request.Sequence == sequence)
            {
                return request;
            }
        }

        return null;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _bytes = 0;
        }
    }
}
