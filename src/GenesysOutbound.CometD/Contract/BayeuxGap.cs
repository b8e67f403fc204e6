using System;

namespace GenesysOutbound.CometD;

/// <summary>
/// A span of time in which events may have been lost, by the time at which they came or would have come. Callers that keep state
/// from events read it again from its source.
/// </summary>
public sealed class BayeuxGap
{
    /// <summary>Makes a gap notice.</summary>
    /// <param name="from">The last moment up to which every event is known to have come.</param>
    /// <param name="until">The moment from which events flow again.</param>
    /// <param name="reason">What happened, in words.</param>
    public BayeuxGap(DateTimeOffset from, DateTimeOffset until, string reason)
    {
        From = from;
        Until = until;
        Reason = reason;
    }

    /// <summary>The last moment up to which every event is known to have come.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The moment from which events flow again.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>What happened, in words for a person.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override string ToString() => PrintableText.Clean($"Events may be missing from {From:O} until {Until:O}: {Reason}");
}
