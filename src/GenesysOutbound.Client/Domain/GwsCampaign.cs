using System;

namespace GenesysOutbound.Client;

/// <summary>Immutable snapshot of a campaign, as the session knows it.</summary>
public sealed record GwsCampaign
{
    /// <summary>The campaign's name.</summary>
    public string CampaignName { get; init; } = string.Empty;

    /// <summary>What the campaign is for, as the administrator wrote it.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The dialling mode, for example <c>Preview</c>, <c>PushPreview</c>, <c>Progressive</c>, <c>Predictive</c>.
    /// </summary>
    public string? DialingMode { get; init; }

    /// <summary>The campaign group, as <c>campaign@agent group</c>.</summary>
    public string? GroupName { get; init; }

    /// <summary>The state: <c>Loaded</c>, <c>Started</c>, <c>Stopped</c>, <c>Unloaded</c>.</summary>
    public string? State { get; init; }

    /// <summary>The outbound server's application id, or null when unknown.</summary>
    public long? ApplicationId { get; init; }

    /// <summary>The voice device, as <c>/devices/&lt;id&gt;</c>.</summary>
    public string? DevicePath { get; init; }

    /// <summary>True while this session has a preview session of the campaign.</summary>
    public bool PreviewSession { get; init; }

    /// <summary>True when records of the campaign are previewed: pulled or pushed.</summary>
    public bool IsPreview => DialingMode is not null && DialingMode.IndexOf("Preview", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>When the last event or reply about the campaign came.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Everything the server said of the campaign, under its own names.</summary>
    public GwsData Data { get; init; } = GwsData.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(CampaignName + " (" + DialingMode + ", " + State + ")");
}
