using System;
using System.Net.Http;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>
/// The outbound operations of the REST API. Members and their types are those of the vendor's documentation; the members' order
/// is that of its samples. CancelRecord has no page there: its name and members are inferred from the outbound server's own
/// request.
/// </summary>
internal sealed class OutboundRequests : IOutboundRequests
{
    public WireRequest StartPreviewSession(ResolvedCampaign campaign, string referenceId) =>
        OfCampaign("StartPreviewSession", campaign, referenceId);

    public WireRequest EndPreviewSession(ResolvedCampaign campaign, string referenceId) =>
        OfCampaign("EndPreviewSession", campaign, referenceId);

    public WireRequest GetPreviewRecord(ResolvedCampaign campaign, string referenceId) =>
        OfCampaign("GetPreviewRecord", campaign, referenceId);

    public WireRequest RejectRecord(ResolvedRecord record, string referenceId) =>
        OfRecord(record, Body("RejectRecord", record, withCallingList: true), referenceId);

    public WireRequest CancelRecord(ResolvedRecord record, GwsChainScope? scope, string referenceId)
    {
        var body = Body("CancelRecord", record, withCallingList: true);
        SetIfGiven(body, "chainAttribute", scope?.ToString());
        return OfRecord(record, body, referenceId);
    }

    public WireRequest GetChainedRecord(ResolvedRecord record, string referenceId) =>
        OfRecord(record, Body("GetChainedRecord", record, withCallingList: false), referenceId);

    public WireRequest CompleteRecord(ResolvedRecord record, GwsCallResult? callResult, string? phoneNumber, string referenceId)
    {
        var body = Body("CompleteRecord", record, withCallingList: true);
        SetIfGiven(body, "callResult", callResult?.Name);
        SetIfGiven(body, "phoneNumber", phoneNumber);
        return OfRecord(record, body, referenceId);
    }

    public WireRequest UpdateRecord(ResolvedRecord record, GwsData fields, string referenceId)
    {
        var body = Body("UpdateRecord", record, withCallingList: record.CallingList is not null);
        var others = new GwsData();
        foreach (var field in fields)
        {
            var name = UpdateMember(field.Key);
            (name is null ? others : body).Set(name ?? field.Key, name == "phoneType" ? PhoneTypeName(field.Value) : field.Value);
        }

        if (others.Count > 0)
        {
            body.Set("otherFields", others.Freeze());
        }

        return OfRecord(record, body, referenceId);
    }

    public WireRequest RescheduleRecord(ResolvedRecord record, DateTimeOffset at, GwsCallbackType callbackType,
        string referenceId)
    {
        var body = Body("RescheduleRecord", record, withCallingList: false);
        body.Set("callbackType", callbackType.ToString());
        body.Set("timestamp", at.ToUnixTimeSeconds());
        return OfRecord(record, body, referenceId);
    }

    public WireRequest DoNotCallRecord(ResolvedRecord record, GwsChainScope? scope, string? phoneNumber, string referenceId)
    {
        var body = Body("DoNotCallRecord", record, withCallingList: true);
        SetIfGiven(body, "phoneNumber", phoneNumber);
        SetIfGiven(body, "chainAttribute", scope?.ToString());
        return OfRecord(record, body, referenceId);
    }

    public WireRequest DoNotCallNumber(ResolvedCampaign campaign, string phoneNumber, string? callingList, GwsChainScope? scope,
        string referenceId)
    {
        var body = Body("DoNotCallRecord", campaign.DevicePath, callingList, campaign.ApplicationId, campaign.CampaignName);
        body.Set("phoneNumber", phoneNumber);
        SetIfGiven(body, "chainAttribute", scope?.ToString());
        return Post(V2Constants.OutboundRecords, body, referenceId);
    }

    public WireRequest AddRecord(ResolvedCampaign campaign, GwsNewRecord record, string referenceId)
    {
        var body = Body("AddRecord", campaign.DevicePath, record.CallingList, campaign.ApplicationId, campaign.CampaignName);
        body.Set("phoneNumber", record.PhoneNumber);
        body.Set("phoneType", record.PhoneType.Name);
        body.Set("timeZone", record.TimeZone);
        body.Set("from", (long)record.From);
        body.Set("until", (long)record.Until);
        if (record.ChainId is { } chain)
        {
            body.Set("chainId", chain);
        }

        if (record.OtherFields.Count > 0)
        {
            body.Set("otherFields", record.OtherFields);
        }

        return Post(V2Constants.OutboundRecords, body, referenceId);
    }

    /// <summary>
    /// The member that carries a system field in UpdateRecord; null for a custom field. Custom fields go into <c>otherFields</c>,
    /// as in AddRecord (inferred: the page of UpdateRecord names no place for them).
    /// </summary>
    private static string? UpdateMember(string field) => field switch
    {
        SystemFields.Phone => "phoneNumber",
        SystemFields.PhoneType => "phoneType",
        SystemFields.From => "from",
        SystemFields.Until => "until",
        SystemFields.TimeZone => "timeZone",
        _ => null,
    };

    private static object? PhoneTypeName(object? value) =>
        value is long number and >= int.MinValue and <= int.MaxValue ? GwsPhoneType.FromInt32((int)number).Name : value;

    private static WireRequest OfCampaign(string operation, ResolvedCampaign campaign, string referenceId) => Post(
        V2Constants.OutboundCampaigns + "/" + UrlSegment.Of(campaign.CampaignName, "campaign name"),
        Body(operation, campaign.DevicePath, null, campaign.ApplicationId, null),
        referenceId);

    private static WireRequest OfRecord(ResolvedRecord record, GwsData body, string referenceId) =>
        Post(V2Constants.OutboundRecords + "/" + UrlSegment.Of(record.Handle, "record handle"), body, referenceId);

    private static WireRequest Post(string path, GwsData body, string referenceId)
    {
        body.Set("referenceId", referenceId);
        return new WireRequest(HttpMethod.Post, path, (string)body["operationName"]!, body);
    }

    private static GwsData Body(string operation, ResolvedRecord record, bool withCallingList) =>
        Body(operation, record.DevicePath, withCallingList
            ? record.CallingList : null, record.ApplicationId, record.CampaignName);

    private static GwsData Body(string operation, string devicePath, string? callingList, long applicationId,
        string? campaignName)
    {
        var body = new GwsData();
        body.Set("operationName", operation);
        body.Set("devicePath", devicePath);
        SetIfGiven(body, "callingList", callingList);
        body.Set("applicationId", applicationId);
        SetIfGiven(body, "campaignName", campaignName);
        return body;
    }

    private static void SetIfGiven(GwsData body, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            body.Set(name, value);
        }
    }
}
