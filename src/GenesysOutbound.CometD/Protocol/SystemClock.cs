using System;
using System.Diagnostics;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>The machine's clocks.</summary>
internal sealed class SystemClock : IClock
{
    public long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;
}
