using System;
using System.Linq;
using System.Threading;

namespace GenesysOutbound.Testing.Soak;

/// <summary>How long operations took, to the millisecond, in a memory that does not grow.</summary>
internal sealed class Latency
{
    private readonly long[] _milliseconds = new long[10_001];

    public void Add(TimeSpan elapsed) =>
        Interlocked.Increment(ref _milliseconds[Math.Clamp((int)elapsed.TotalMilliseconds, 0, _milliseconds.Length - 1)]);

    /// <summary>The time within which a share of the operations ended, in full milliseconds.</summary>
    public int Percentile(double share)
    {
        var wanted = _milliseconds.Sum() * share;
        long met = 0;
        for (var at = 0; at < _milliseconds.Length; at++)
        {
            met += _milliseconds[at];
            if (met >= wanted)
            {
                return at;
            }
        }

        return _milliseconds.Length;
    }
}
