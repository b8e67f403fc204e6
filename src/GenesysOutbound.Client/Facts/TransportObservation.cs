using System;

namespace GenesysOutbound.Client.Facts;

/// <summary>What a server does with polls and replies, beside the facts.</summary>
internal sealed record TransportObservation
{
    /// <summary>The longest time for which a poll without events was held; null when none was.</summary>
    public TimeSpan? Held { get; init; }

    /// <summary>How long the server says that it holds a poll; null when it does not say.</summary>
    public TimeSpan? Announced { get; init; }

    /// <summary>How long a session without a poll lives, if the server says so.</summary>
    public TimeSpan? MaxInterval { get; init; }

    /// <summary>Whether the server compresses a reply when it is asked to; null when it was not asked.</summary>
    public bool? Compresses { get; init; }

    /// <summary>The server's version, if it tells it.</summary>
    public string? Version { get; init; }
}
