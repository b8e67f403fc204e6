using System;

namespace GenesysOutbound.Client;

/// <summary>A change of a session's state.</summary>
public sealed class GwsSessionStateChangedEventArgs : EventArgs
{
    internal GwsSessionStateChangedEventArgs(GwsSessionState previous, GwsSessionState current, string? reason)
    {
        Previous = previous;
        Current = current;
        Reason = reason;
    }

    /// <summary>The state before.</summary>
    public GwsSessionState Previous { get; }

    /// <summary>The state now.</summary>
    public GwsSessionState Current { get; }

    /// <summary>Why, when the session is not simply connected or closed; else null. Without secrets.</summary>
    public string? Reason { get; }
}
