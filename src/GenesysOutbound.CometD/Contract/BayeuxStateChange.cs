using System;

namespace GenesysOutbound.CometD;

/// <summary>
/// A change of the session's state, or, when <see cref="Previous"/> equals <see cref="Current"/>, a remark about it
/// (for example that the server sees several sessions behind one browser cookie).
/// </summary>
public sealed class BayeuxStateChange
{
    /// <summary>Makes a state change.</summary>
    /// <param name="previous">The state before.</param>
    /// <param name="current">The state now.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="error">The failure behind it.</param>
    /// <param name="at">When.</param>
    public BayeuxStateChange(BayeuxState previous, BayeuxState current, string reason, BayeuxException? error, DateTimeOffset at)
    {
        Previous = previous;
        Current = current;
        Reason = reason;
        Error = error;
        At = at;
    }

    /// <summary>The state before.</summary>
    public BayeuxState Previous { get; }

    /// <summary>The state now.</summary>
    public BayeuxState Current { get; }

    /// <summary>Why, in words for a person.</summary>
    public string Reason { get; }

    /// <summary>The failure behind the change, where there is one.</summary>
    public BayeuxException? Error { get; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; }

    /// <inheritdoc/>
    public override string ToString() => PrintableText.Clean($"{Previous} -> {Current}: {Reason}");
}
