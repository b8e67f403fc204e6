namespace GenesysOutbound.Client;

/// <summary>A campaign, named completely enough for a request.</summary>
internal sealed class ResolvedCampaign(string campaignName, long applicationId, string devicePath)
{
    public string CampaignName { get; } = campaignName;

    public long ApplicationId { get; } = applicationId;

    public string DevicePath { get; } = devicePath;
}

/// <summary>A record, named completely enough for a request.</summary>
internal sealed class ResolvedRecord(string handle, string campaignName, string? callingList, long applicationId, string devicePath)
{
    public string Handle { get; } = handle;

    public string CampaignName { get; } = campaignName;

    /// <summary>Null when the operation does not need it and nobody knows it.</summary>
    public string? CallingList { get; } = callingList;

    public long ApplicationId { get; } = applicationId;

    public string DevicePath { get; } = devicePath;
}
