using System;
using System.Diagnostics;

namespace GenesysOutbound.Simulator.Common;

/// <summary>A clock that runs at the pace of real time and can be moved forward.</summary>
internal sealed class SimulatedClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private DateTimeOffset _origin;

    public SimulatedClock(DateTimeOffset start) => _origin = start;

    public DateTimeOffset Now => _origin + _watch.Elapsed;

    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), "The clock cannot be moved back.");
        }

        _origin += by;
    }
}
