using System.Collections.Generic;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.ServerTest;

/// <summary>Keeps the exchanges of a session while it is tested: the first ones, up to a limit. Thread-safe.</summary>
internal sealed class EvidenceRecorder : IExchangeObserver
{
    private const int Most = 1000;

    private readonly object _gate = new();
    private readonly List<ObservedExchange> _exchanges = [];
    private TaskCompletionSource<bool> _more = NewSignal();

    /// <summary>Completed by the next exchange.</summary>
    public Task Next
    {
        get
        {
            lock (_gate)
            {
                return _more.Task;
            }
        }
    }

    public void Observe(ObservedExchange exchange)
    {
        TaskCompletionSource<bool> more;
        lock (_gate)
        {
            if (_exchanges.Count < Most)
            {
                _exchanges.Add(exchange);
            }

            more = _more;
            _more = NewSignal();
        }

        more.TrySetResult(true);
    }

    public IReadOnlyList<ObservedExchange> Snapshot()
    {
        lock (_gate)
        {
            return _exchanges.ToArray();
        }
    }

    // The continuation must not run on the thread that carried the exchange out.
    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
