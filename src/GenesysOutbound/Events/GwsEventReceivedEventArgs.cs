using System;
using GenesysOutbound.Client;

namespace GenesysOutbound.Events;

/// <summary>What a subscription of Register-GwsEvent hands over.</summary>
public sealed class GwsEventReceivedEventArgs : EventArgs
{
    internal GwsEventReceivedEventArgs(GwsSession session, GwsEvent gwsEvent, long lost, int size = 0)
    {
        Session = session;
        Event = gwsEvent;
        Lost = lost;
        Size = size;
    }

    /// <summary>The session that the event came from.</summary>
    public GwsSession Session { get; }

    /// <summary>The event.</summary>
    public GwsEvent Event { get; }

    /// <summary>
    /// How many events were lost since the one before, because nobody took them in time: those that found the engine's queue
    /// full, and those that the log dropped before they could be handed over. Of the latter it is not known whether they would
    /// have fit.
    /// </summary>
    public long Lost { get; }

    /// <summary>About how many bytes the event takes.</summary>
    internal int Size { get; }

    /// <inheritdoc/>
    public override string ToString() => Event.ToString();
}
