namespace GenesysOutbound.Client;

/// <summary>What a session has done so far. An immutable snapshot.</summary>
public sealed record GwsSessionCounters
{
    /// <summary>REST requests sent.</summary>
    public long Requests { get; init; }

    /// <summary>Operations acknowledged by an event.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Operations whose outcome is unknown.</summary>
    public long OutcomeUnknown { get; init; }

    /// <summary>Events received.</summary>
    public long Events { get; init; }

    /// <summary>Events that the log has dropped because it was full.</summary>
    public long EventsDropped { get; init; }

    /// <summary>Gaps: times in which events may have been lost.</summary>
    public long Gaps { get; init; }

    /// <summary>Long polls sent.</summary>
    public long Polls { get; init; }

    /// <summary>Handshakes made.</summary>
    public long Handshakes { get; init; }

    /// <summary>Bytes of notifications received.</summary>
    public long BytesReceived { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Requests} requests, {Events} events, {EventsDropped} dropped, "
        + $"{OutcomeUnknown} of unknown outcome, {Gaps} gaps";
}
