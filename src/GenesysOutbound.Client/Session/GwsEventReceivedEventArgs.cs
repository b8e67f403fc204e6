using System;

namespace GenesysOutbound.Client;

/// <summary>An event that was appended to a session's log.</summary>
public sealed class GwsEventReceivedEventArgs : EventArgs
{
    internal GwsEventReceivedEventArgs(GwsEvent gwsEvent) => Event = gwsEvent;

    /// <summary>The event.</summary>
    public GwsEvent Event { get; }
}
