namespace GenesysOutbound.Client;

/// <summary>Names a record. What is given wins; what is null comes from what the session knows.</summary>
public sealed class GwsRecordIdentity
{
    /// <summary>Names a record by its handle.</summary>
    /// <param name="recordHandle">The handle, as text: a number, or whatever the server uses.</param>
    public GwsRecordIdentity(string recordHandle) => RecordHandle = recordHandle;

    /// <summary>The handle, as text.</summary>
    public string RecordHandle { get; }

    /// <summary>The campaign, or null.</summary>
    public string? CampaignName { get; init; }

    /// <summary>The calling list, or null.</summary>
    public string? CallingList { get; init; }

    /// <summary>The voice device, as <c>/devices/&lt;id&gt;</c>, or null.</summary>
    public string? DevicePath { get; init; }

    /// <summary>The outbound server's application id, or null.</summary>
    public long? ApplicationId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "record " + RecordHandle;
}

/// <summary>Names a campaign. What is given wins; what is null comes from what the session knows.</summary>
public sealed class GwsCampaignIdentity
{
    /// <summary>Names a campaign.</summary>
    /// <param name="campaignName">The campaign's name.</param>
    public GwsCampaignIdentity(string campaignName) => CampaignName = campaignName;

    /// <summary>The campaign's name.</summary>
    public string CampaignName { get; }

    /// <summary>The voice device, as <c>/devices/&lt;id&gt;</c>, or null.</summary>
    public string? DevicePath { get; init; }

    /// <summary>The outbound server's application id, or null.</summary>
    public long? ApplicationId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "campaign " + CampaignName;
}
