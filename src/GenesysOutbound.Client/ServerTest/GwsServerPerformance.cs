using System;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>How quick a server is for its user. What was not seen is null.</summary>
public sealed record GwsServerPerformance
{
    /// <summary>The median time of a small request that only reads.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>The median time from sending an operation to its acknowledgement.</summary>
    public TimeSpan? Acknowledgement { get; init; }

    /// <summary>The longest time for which a poll without events was held.</summary>
    public TimeSpan? PollHeld { get; init; }

    /// <summary>How long the server says that it holds a poll.</summary>
    public TimeSpan? PollAnnounced { get; init; }

    /// <summary>How long a session without a poll lives, if the server says so.</summary>
    public TimeSpan? SessionLifetime { get; init; }

    /// <summary>Whether the server compresses replies.</summary>
    public bool? Compresses { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"round trip {Text(RoundTrip)}, acknowledgement {Text(Acknowledgement)}, poll held {Text(PollHeld)}";

    internal static string Text(TimeSpan? value) => value is not { } time ? "not seen"
        : time < TimeSpan.FromSeconds(10) ? time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms"
        : time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
