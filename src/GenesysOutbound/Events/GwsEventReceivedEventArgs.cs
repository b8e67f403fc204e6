using System;
using GenesysOutbound.Client;

namespace GenesysOutbound.Events;

/// <summary>What a subscription of Register-GwsEvent hands over.</summary>
public sealed class GwsEventReceivedEventArgs : EventArgs
{
    internal GwsEventReceivedEventArgs(GwsSession session, GwsEvent gwsEvent, long lost)
    {
        Session = session;
        Event = gwsEvent;
        Lost = lost;
    }

    /// <summary>The session that the event came from.</summary>
    public GwsSession Session { get; }

    /// <summary>The event.</summary>
    public GwsEvent Event { get; }

    /// <summary>How many fitting events were lost since the one before, because nobody took them in time.</summary>
    public long Lost { get; }

    /// <inheritdoc/>
    public override string ToString() => Event.ToString();
}
