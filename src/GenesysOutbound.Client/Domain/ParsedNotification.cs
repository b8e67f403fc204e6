using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>A message, understood.</summary>
internal sealed record ParsedNotification
{
    /// <summary>The category of the message, as the server names it.</summary>
    public string? MessageType { get; init; }

    /// <summary>What happened, as the server names it.</summary>
    public string? NotificationType { get; init; }

    /// <summary>The data of the message.</summary>
    public GwsData Data { get; init; } = GwsData.Empty;

    public string? ReferenceId { get; init; }

    public string? DeviceId { get; init; }

    /// <summary>The text of an error, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the message says that something failed, by its type or by a text.</summary>
    public bool IsError { get; init; }

    /// <summary>Whether the message is nothing but a failure: what else it names has not changed.</summary>
    public bool IsFailure { get; init; }

    public NotificationKind Kind { get; init; }

    public RecordUpdate? Record { get; init; }

    public CampaignUpdate? Campaign { get; init; }

    public GwsCall? Call { get; init; }

    public GwsEmail? Email { get; init; }

    /// <summary>The record that the message is about; a raw duplicate says no more of it than this and the campaign.</summary>
    public string? RecordHandle { get => field ?? Record?.Handle ?? Call?.RecordHandle; init; }

    public string? CampaignName { get => field ?? Record?.CampaignName ?? Campaign?.Name ?? Call?.CampaignName; init; }

    public string? CallId => Call?.CallId is { Length: > 0 } callId ? callId : null;

    public string? EmailId => Email?.EmailId is { Length: > 0 } emailId ? emailId : null;

    public IReadOnlyList<GwsDevice> Devices { get; init; } = [];
}
