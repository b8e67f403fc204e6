using System;
using System.Diagnostics;

namespace GenesysOutbound.Simulator.Common;

/// <summary>A clock that runs at the pace of real time and can be moved forward.</summary>
internal sealed class SimulatedClock
{
    /// <summary>The clock is never moved beyond this, so that it can still run for a thousand years.</summary>
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly DateTimeOffset _start;
    private DateTimeOffset _origin;

    /// <exception cref="ArgumentOutOfRangeException">The time is beyond the year 9000.</exception>
    public SimulatedClock(DateTimeOffset start)
    {
        if (start > Latest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(start),
                    FormattableString.Invariant($"The clock cannot start at {start:u}; the latest time is {Latest:u}."));
        }

        _start = _origin = start;
    }

    public DateTimeOffset Now => _origin + _watch.Elapsed;

    /// <summary>Sets the clock back to the time at which it started.</summary>
    public void Restart()
    {
        _origin = _start;
        _watch.Restart();
    }

    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or leads beyond the year 9000.</exception>
    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), $"The clock cannot be moved back (by {by}).");
        }

        if (by > Latest - Now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(by), FormattableString.Invariant($"The clock cannot be moved by {by}: the latest time is {Latest:u}."));
        }

        _origin += by;
    }
}
