namespace GenesysOutbound.Client;

/// <summary>What a message says about a campaign. Null means: says nothing.</summary>
internal sealed record CampaignUpdate
{
    public string Name { get; init; } = string.Empty;

    public string? Description { get; init; }

    public string? DialingMode { get; init; }

    public string? GroupName { get; init; }

    public string? State { get; init; }

    public long? ApplicationId { get; init; }

    public string? DevicePath { get; init; }

    public GwsData Data { get; init; } = GwsData.Empty;
}
