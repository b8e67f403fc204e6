using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Events;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>The JSON objects that stand for a record.</summary>
internal static class RecordShapes
{
    /// <summary>
    /// Every pair that the Outbound Contact Server attaches to a record (Service Client API Reference, getChainedRecords).
    /// </summary>
    public static JObject UserData(
        Agent agent, Campaign campaign, OutboundRecord record, string userEvent, SimulatorResponseVariants drawn)
    {
        var data = (JObject)record.Fields.DeepClone();
        data["contact_info"] = record.Phone;
        data["GSW_AGENT_ID"] = agent.LoginCode;
        data["GSW_APPLICATION_ID"] = ResponseVariation.ApplicationId(campaign.ApplicationId, drawn);
        data["GSW_ATTEMPTS"] = record.Attempts;
        data["GSW_CALLING_LIST"] = record.Chain.List.Name;
        data["GSW_CALLING_LIST_DBID"] = record.Chain.List.Dbid;
        data["GSW_CALL_ATTEMPT_GUID"] = record.Chain.AttemptGuid;
        data["GSW_CALL_RESULT"] = record.CallResult;
        data["GSW_CAMPAIGN_GROUP_DBID"] = campaign.GroupDbid;
        data["GSW_CAMPAIGN_GROUP_DESCRIPTION"] = string.Empty;
        data["GSW_CAMPAIGN_GROUP_NAME"] = campaign.FullGroupName;
        data["GSW_CAMPAIGN_NAME"] = campaign.Name;
        data["GSW_CHAIN_ID"] = record.Chain.Id;
        data["GSW_CONTACT_MEDIA_TYPE"] = "voice";
        data["GSW_FROM"] = record.From;
        data["GSW_PHONE"] = record.Phone;
        data["GSW_PHONE_TYPE"] = record.PhoneType;
        data["GSW_RECORD_HANDLE"] = ResponseVariation.RecordHandle(record.Handle, drawn);
        data["GSW_SWITCH_DBID"] = campaign.SwitchDbid;
        data["GSW_TZ_NAME"] = record.TimeZone;
        data["GSW_TZ_OFFSET"] = record.TimeZoneOffset;
        data["GSW_UNTIL"] = record.Until;
        data["GSW_USER_EVENT"] = userEvent;
        data["InteractionSubtype"] = "OutboundNew";
        data["InteractionType"] = "Outbound";
        return data;
    }

    /// <summary>A record as a live server of another version showed it.</summary>
    public static JObject WithCustomFields(OutboundRecord record, JObject userData) => new()
    {
        ["id"] = record.Guid,
        ["state"] = "ReadyToCall",
        ["phone"] = record.Phone,
        ["customFields"] = userData,
        ["uri"] = $"http://127.0.0.1/api/v2/outbound-records/{record.Guid}",
        ["path"] = $"/outbound-records/{record.Guid}",
    };

    /// <summary>Which record of what: the members of an acknowledgement.</summary>
    public static JObject Identity(OutboundRequest request, long? handle, string? callingList, SimulatorResponseVariants drawn)
    {
        var identity = new JObject { ["devicePath"] = request.Agent.DevicePath };
        if (callingList is not null)
        {
            identity["callingList"] = callingList;
        }

        identity["applicationId"] = ResponseVariation.ApplicationId(request.ApplicationId, drawn);
        if (handle is long number)
        {
            identity["recordHandle"] = ResponseVariation.RecordHandle(number, drawn);
        }

        identity["campaignName"] = request.CampaignName;
        return identity;
    }

    /// <summary>The pairs of the raw user event.</summary>
    public static JObject UserEvent(
        OutboundRequest request,
        OutboundRecord? record,
        string? callingList,
        string userEvent,
        bool withChain,
        SimulatorResponseVariants drawn)
    {
        var pairs = new JObject
        {
            ["GSW_APPLICATION_ID"] = ResponseVariation.ApplicationId(request.ApplicationId, drawn),
        };
        if (record is not null)
        {
            pairs["GSW_RECORD_HANDLE"] = ResponseVariation.RecordHandle(record.Handle, drawn);
        }

        pairs["GSW_USER_EVENT"] = userEvent;
        if (callingList is not null)
        {
            pairs["GSW_CALLING_LIST"] = callingList;
        }

        pairs["GSW_CAMPAIGN_NAME"] = request.CampaignName;
        if (withChain && record is not null)
        {
            pairs["GSW_CHAIN_ID"] = record.Chain.Id;
        }

        return pairs;
    }
}
