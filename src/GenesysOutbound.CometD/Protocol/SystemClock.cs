using System;
using System.Diagnostics;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>The machine's clocks.</summary>
internal sealed class SystemClock(Func<DateTimeOffset>? timeOfDay = null) : IClock
{
    public long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    public DateTimeOffset UtcNow => timeOfDay?.Invoke() ?? DateTimeOffset.UtcNow;
}
