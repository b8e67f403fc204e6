using System;

namespace GenesysOutbound.Client;

/// <summary>A request that was about to be sent and whose answer never came: it may have been carried out, or not.</summary>
public sealed record GwsUnansweredRequest
{
    /// <summary>The operation, as it is called on the wire.</summary>
    public string Operation { get; init; } = string.Empty;

    /// <summary>The reference id that went with it, or null for an operation that has none.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The record it is about, or null.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The campaign it is about, or null when unknown.</summary>
    public string? CampaignName { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SentAt { get; init; }

    internal string Key { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(
        Operation + (ReferenceId is null ? string.Empty : " " + ReferenceId) + " without an answer");
}
