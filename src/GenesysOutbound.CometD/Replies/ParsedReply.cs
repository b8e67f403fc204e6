using System;
using System.Collections.Generic;

namespace GenesysOutbound.CometD.Replies;

/// <summary>What one HTTP reply brought: events, and answers to messages of ours.</summary>
internal sealed class ParsedReply
{
    public ParsedReply(BayeuxMessage[] events, IReadOnlyList<MetaMessage> answers, int malformed, int bytes,
        DateTimeOffset receivedAt)
    {
        Events = events;
        Answers = answers;
        Malformed = malformed;
        Bytes = bytes;
        ReceivedAt = receivedAt;
    }

    public BayeuxMessage[] Events { get; }

    public IReadOnlyList<MetaMessage> Answers { get; }

    /// <summary>Elements that are no Bayeux message.</summary>
    public int Malformed { get; }

    public int Bytes { get; }

    public DateTimeOffset ReceivedAt { get; }
}
