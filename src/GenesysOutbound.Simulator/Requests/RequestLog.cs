using System;
using System.Collections.Generic;
using GenesysOutbound.Simulator.Http;

namespace GenesysOutbound.Simulator.Requests;

/// <summary>Keeps the last requests.</summary>
internal sealed class RequestLog
{
    private readonly object _gate = new();
    private readonly Queue<SimulatorRequest> _requests = new();
    private readonly int _capacity;
    private long _count;

    public RequestLog(int capacity) => _capacity = Math.Max(1, capacity);

    public SimulatorRequest Add(HttpRequest request)
    {
        lock (_gate)
        {
            var entry = new SimulatorRequest(++_count, DateTimeOffset.UtcNow, request);
            _requests.Enqueue(entry);
            if (_requests.Count > _capacity)
            {
                _requests.Dequeue();
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

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }
}
