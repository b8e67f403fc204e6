using System;
using System.Threading;

namespace GenesysOutbound.Simulator.Page;

/// <summary>Requests and events of each of the last five minutes' seconds.</summary>
internal sealed class ActivityHistory : IDisposable
{
    public const int Seconds = 300;

    private readonly object _gate = new();
    private readonly int[] _requests = new int[Seconds];
    private readonly int[] _events = new int[Seconds];
    private readonly Func<(long Requests, long Events)> _totals;
    private readonly Timer _timer;
    private (long Requests, long Events) _before;
    private long _second;

    public ActivityHistory(Func<(long Requests, long Events)> totals)
    {
        _totals = totals;
        _before = totals();
        _timer = new Timer(_ => Sample(), null, 1000, 1000);
    }

    /// <summary>The number of seconds sampled.</summary>
    public long Second
    {
        get
        {
            lock (_gate)
            {
                return _second;
            }
        }
    }

    /// <summary>The counts of the last seconds, the oldest first.</summary>
    public (int[] Requests, int[] Events) Since(long second)
    {
        lock (_gate)
        {
            var count = (int)Math.Max(0, Math.Min(Math.Min(_second - second, _second), Seconds));
            var requests = new int[count];
            var events = new int[count];
            for (var i = 0; i < count; i++)
            {
                var slot = (int)((_second - count + i) % Seconds);
                requests[i] = _requests[slot];
                events[i] = _events[slot];
            }

            return (requests, events);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Sample()
    {
        var now = _totals();
        lock (_gate)
        {
            var slot = (int)(_second % Seconds);
            _requests[slot] = (int)Math.Max(0, now.Requests - _before.Requests);
            _events[slot] = (int)Math.Max(0, now.Events - _before.Events);
            _before = now;
            _second++;
        }
    }
}
