using System;

namespace GenesysOutbound.Client;

/// <summary>How an operation is carried out.</summary>
public sealed record GwsOperationOptions
{
    internal static readonly GwsOperationOptions Default = new();

    /// <summary>The reference id to send, or null for a new one.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>How long to wait for the acknowledgement, or null for the session's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether to return as soon as the server has accepted the request, without waiting for the event.</summary>
    public bool NoWait { get; init; }

    /// <summary>Whether to set the desktop's rules aside and let the server decide.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Called when the server has accepted the request (of a sequence: the last one) and only the acknowledgement is still to
    /// come; null for nothing. Bulk work sends its next request then. Called on any thread; must return at once and not throw.
    /// </summary>
    public Action? Accepted { get; init; }

    /// <summary>
    /// Called when the caller's token ends the wait for a request that had begun to leave, with the error that says which one;
    /// null for nothing. The <see cref="OperationCanceledException"/> that follows cannot tell such a request from one that was
    /// never sent. Called on any thread, for each such request; must return at once and not throw.
    /// </summary>
    public Action<GwsException>? Stopped { get; init; }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(
        ReferenceId is null ? "operation options" : $"operation options, reference id {ReferenceId}");
}
