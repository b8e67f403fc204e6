using System;

namespace GenesysOutbound.CometD;

/// <summary>The bytes of one reply that brought events, shared by its messages.</summary>
internal sealed class EventBatch
{
    public EventBatch(byte[] buffer, DateTimeOffset receivedAt)
    {
        Buffer = buffer;
        ReceivedAt = receivedAt;
    }

    public byte[] Buffer { get; }

    public DateTimeOffset ReceivedAt { get; }
}
