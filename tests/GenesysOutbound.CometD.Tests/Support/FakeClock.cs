using System;
using System.Threading;
using GenesysOutbound.CometD.Protocol;

namespace GenesysOutbound.CometD.Tests.Support;

/// <summary>Time stands still unless a test moves it.</summary>
internal sealed class FakeClock : IClock
{
    private static readonly DateTimeOffset Start = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private long _now = 1_000_000;

    public long Now => Interlocked.Read(ref _now);

    public DateTimeOffset UtcNow => Start.AddMilliseconds(Now - 1_000_000);

    public void Advance(long milliseconds) => Interlocked.Add(ref _now, milliseconds);
}
