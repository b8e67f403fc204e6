namespace GenesysOutbound.Client;

/// <summary>A campaign, named completely enough for a request.</summary>
internal sealed record ResolvedCampaign(string CampaignName, long ApplicationId, string DevicePath);

/// <summary>
/// A record, named completely enough for a request. The calling list is null when the operation does not need it and it is not
/// known.
/// </summary>
internal sealed record ResolvedRecord(string Handle, string CampaignName, string? CallingList, long ApplicationId,
    string DevicePath);
