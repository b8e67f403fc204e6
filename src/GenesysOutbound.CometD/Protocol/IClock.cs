using System;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>Time as the protocol needs it: durations on a clock that never jumps, and the time of day for people.</summary>
internal interface IClock
{
    /// <summary>Milliseconds on a monotonic clock.</summary>
    long Now { get; }

    /// <summary>The time of day.</summary>
    DateTimeOffset UtcNow { get; }
}
