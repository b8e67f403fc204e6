using System;

namespace GenesysOutbound.Client;

/// <summary>Names a record. What is given wins; what is null comes from what the session knows.</summary>
public sealed record GwsRecordIdentity
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

    /// <summary>
    /// Names a record by the record itself, with everything that it knows of its campaign, calling list, application and device.
    /// </summary>
    /// <param name="record">The record.</param>
    public static implicit operator GwsRecordIdentity(GwsRecord record) => FromGwsRecord(record);

    /// <summary>
    /// Names a record by the record itself, with everything that it knows of its campaign, calling list, application and device.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <returns>Its identity.</returns>
    public static GwsRecordIdentity FromGwsRecord(GwsRecord record) =>
        new((record ?? throw new ArgumentNullException(nameof(record))).RecordHandle)
    {
        CampaignName = record.CampaignName,
        CallingList = record.CallingList,
        DevicePath = record.DevicePath,
        ApplicationId = record.ApplicationId,
    };

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean($"record {RecordHandle}");
}

/// <summary>Names a campaign. What is given wins; what is null comes from what the session knows.</summary>
public sealed record GwsCampaignIdentity
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

    /// <summary>Names a campaign by the campaign itself, with its application and device.</summary>
    /// <param name="campaign">The campaign.</param>
    public static implicit operator GwsCampaignIdentity(GwsCampaign campaign) => FromGwsCampaign(campaign);

    /// <summary>Names a campaign by the campaign itself, with its application and device.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <returns>Its identity.</returns>
    public static GwsCampaignIdentity FromGwsCampaign(GwsCampaign campaign) =>
        new((campaign ?? throw new ArgumentNullException(nameof(campaign))).CampaignName)
        {
            DevicePath = campaign.DevicePath,
            ApplicationId = campaign.ApplicationId,
        };

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean($"campaign {CampaignName}");
}
