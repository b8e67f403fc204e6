using System;
using System.Collections.Generic;
using GenesysOutbound.Simulator.Http;

namespace GenesysOutbound.Simulator.Ledger;

/// <summary>Keeps the last requests. What is secret in their headers is masked before it is kept.</summary>
internal sealed class RequestLedger
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", "X-CSRF-TOKEN", "Proxy-Authorization", "X-Simulator-Token",
    };

    private readonly object _gate = new();
    private readonly Queue<SimulatorRequest> _requests = new();
    private readonly int _capacity;
    private long _count;

    public RequestLedger(int capacity) => _capacity = Math.Max(1, capacity);

    public SimulatorRequest Add(HttpRequest request)
    {
        var headers = new Dictionary<string, string>(request.Headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Headers)
        {
            headers.Add(header.Key, Secret.Contains(header.Key) ? "***" : header.Value);
        }

        lock (_gate)
        {
            var entry = new SimulatorRequest(++_count, DateTimeOffset.Now, request.Method, request.Path, request.Query, request.Text, headers);
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
