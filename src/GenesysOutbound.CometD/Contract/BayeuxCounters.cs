using System.Collections.Generic;

namespace GenesysOutbound.CometD;

/// <summary>A snapshot of what the client has counted since it was made.</summary>
public sealed class BayeuxCounters
{
    /// <summary>Polls (<c>/meta/connect</c>) sent.</summary>
    public long Polls { get; internal set; }

    /// <summary>HTTP replies that were read and understood.</summary>
    public long Replies { get; internal set; }

    /// <summary>Events handed to the delivery queue.</summary>
    public long Events { get; internal set; }

    /// <summary>Bytes of reply bodies read, after decompression.</summary>
    public long BytesReceived { get; internal set; }

    /// <summary>Handshakes sent.</summary>
    public long Handshakes { get; internal set; }

    /// <summary>Requests made again, by cause. Causes that never happened are absent.</summary>
    public IReadOnlyDictionary<RetryCause, long> Retries { get; internal set; } = new Dictionary<RetryCause, long>();

    /// <summary>Replies that came after their request had been given up; discarded whole.</summary>
    public long Late { get; internal set; }

    /// <summary>Reply messages that answer nothing that was outstanding; ignored.</summary>
    public long Duplicate { get; internal set; }

    /// <summary>Events on a channel that no subscription of ours matches; delivered all the same.</summary>
    public long Unknown { get; internal set; }

    /// <summary>Elements of a reply that are no Bayeux message (no channel, not an object); skipped and announced.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Replies with events that wait for the listener now, the one that it has included.</summary>
    public long RepliesWaiting { get; internal set; }

    /// <summary>Gap notices given.</summary>
    public long Gaps { get; internal set; }

    /// <summary>Calls of the listener that threw.</summary>
    public long ListenerFaults { get; internal set; }
}
