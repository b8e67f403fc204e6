using System.Diagnostics;
using GenesysOutbound.Simulator.World;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The messages about records and campaigns, in the shapes of the documents' samples (Web Services API Reference, Reject Record and Get Chained Record;
/// vendor's documentation for the others), each with its raw twin on <c>/me/internal</c>.
/// </summary>
internal sealed class OutboundMessages
{
    private const string Channel = "/v2/me/outbound";

    private readonly EventHub _hub;
    private readonly Variants _variants;
    private readonly SimulatedClock _clock;

    public OutboundMessages(EventHub hub, Variants variants, SimulatedClock clock)
    {
        _hub = hub;
        _variants = variants;
        _clock = clock;
    }

    /// <summary>An acknowledgement: the record's identity and nothing more.</summary>
    public void Acknowledge(OutboundRequest request, string notification, OutboundRecord? record, string? callingList, bool withChain = false)
    {
        var drawn = _variants.Draw();
        var body = Identity(request, record?.Handle, callingList, drawn);
        if (record is null && request.Text("phoneNumber") is string phone)
        {
            body["phoneNumber"] = phone;
        }

        SendRecord(request.Agent, notification, body, request.ReferenceId, drawn);
        SendTwin(request.Agent, Twin(request, record, callingList, notification, withChain, drawn), drawn);
    }

    /// <summary>A record with everything that is known of it: PreviewRecord, ChainedRecord, ScheduledCall.</summary>
    public void SendRecord(Agent agent, Campaign campaign, OutboundRecord record, string notification, JToken? referenceId)
    {
        var drawn = _variants.Draw();
        var userData = UserData(agent, campaign, record, notification, drawn);
        JObject body;
        if (Variants.Has(drawn, SimulatorVariety.CustomFields))
        {
            body = CustomFieldsShape(record, userData);
            notification = "StatusChanged";
        }
        else
        {
            body = new JObject { ["userData"] = userData };
            if (Variants.Has(drawn, SimulatorVariety.RecordMembers))
            {
                body["devicePath"] = agent.DevicePath;
                body["callingList"] = record.Chain.List.Name;
                body["applicationId"] = Variants.Number(campaign.ApplicationId, drawn, SimulatorVariety.ApplicationIdAsText);
                body["recordHandle"] = Variants.Number(record.Handle, drawn, SimulatorVariety.RecordHandleAsText);
                body["campaignName"] = campaign.Name;
            }
        }

        SendRecord(agent, notification, body, referenceId, drawn);
        SendTwin(agent, (JObject)userData.DeepClone(), drawn);
    }

    /// <summary>What the Outbound Contact Server refuses: a text in GSW_ERROR (seen in public code; the place of it is inferred).</summary>
    public void SendError(OutboundRequest request, string error, OutboundRecord? record, string? callingList)
    {
        var drawn = _variants.Draw();
        var body = Identity(request, record?.Handle, callingList, drawn);
        var twin = Twin(request, record, callingList, "Error", withChain: false, drawn);
        twin["GSW_ERROR"] = error;
        var data = new JObject { ["record"] = body, ["notificationType"] = "Error" };
        if (Variants.Has(drawn, SimulatorVariety.ErrorMessage))
        {
            data["errorMessage"] = error;
        }
        else
        {
            body["userData"] = new JObject { ["GSW_USER_EVENT"] = "Error", ["GSW_ERROR"] = error };
        }

        Send(request.Agent, data, "OutboundRecordMessage", request.ReferenceId, drawn);
        SendTwin(request.Agent, twin, drawn);
    }

    /// <summary>"No more records": an error, or the event that one of the vendor's adapters knows.</summary>
    public void SendNoRecords(OutboundRequest request)
    {
        if (Variants.Has(_variants.Draw(), SimulatorVariety.PreviewRecordEmpty))
        {
            Acknowledge(request, "PreviewRecordEmpty", null, null);
        }
        else
        {
            SendError(request, OutboundErrors.NoRecords, null, null);
        }
    }

    /// <summary>A notification about a record that nobody asked for, such as RecordCancel.</summary>
    public void Notify(Agent agent, Campaign campaign, OutboundRecord record, string notification)
    {
        var body = new JObject
        {
            ["operationName"] = notification,
            ["campaignName"] = campaign.Name,
        };
        var request = new OutboundRequest(agent, body) { ApplicationId = campaign.ApplicationId, CampaignName = campaign.Name };
        Acknowledge(request, notification, record, record.Chain.List.Name);
    }

    /// <summary>A campaign's state as an agent learns it; the members are those of the vendor's sample for Start Preview Session.</summary>
    public void SendCampaign(Agent agent, Campaign campaign, string notification, JToken? referenceId)
    {
        var drawn = _variants.Draw();
        var body = notification == "PreviewSessionEnded" ? new JObject
        {
            ["devicePath"] = agent.DevicePath,
            ["state"] = campaign.State.ToString(),
            ["applicationId"] = Variants.Number(campaign.ApplicationId, drawn, SimulatorVariety.ApplicationIdAsText),
            ["name"] = campaign.Name,
        }
        : new JObject
        {
            ["name"] = campaign.Name,
            ["dialingMode"] = campaign.DialingMode,
            ["groupName"] = campaign.FullGroupName,
            ["state"] = campaign.State.ToString(),
            ["devicePath"] = agent.DevicePath,
            ["applicationId"] = Variants.Number(campaign.ApplicationId, drawn, SimulatorVariety.ApplicationIdAsText),
            ["groupDescription"] = string.Empty,
            ["description"] = campaign.Description,
        };
        Send(agent, new JObject { ["campaign"] = body, ["notificationType"] = notification }, "OutboundCampaignMessage", referenceId, drawn);
        SendTwin(agent, new JObject
        {
            ["GSW_APPLICATION_ID"] = Variants.Number(campaign.ApplicationId, drawn, SimulatorVariety.ApplicationIdAsText),
            ["GSW_CAMPAIGN_NAME"] = campaign.Name,
            ["GSW_CAMPAIGN_DESCRIPTION"] = campaign.Description,
            ["GSW_CAMPAIGN_MODE"] = campaign.DialingMode,
            ["GSW_USER_EVENT"] = notification switch
            {
                "PreviewSessionStarted" => "PreviewDialingModeStartAcknowledge",
                "PreviewSessionEnded" => "PreviewDialingModeOverAcknowledge",
                _ => notification,
            },
        }, drawn);
    }

    /// <summary>Every pair that the Outbound Contact Server attaches to a record (Service Client API Reference, getChainedRecords).</summary>
    public static JObject UserData(Agent agent, Campaign campaign, OutboundRecord record, string userEvent, SimulatorVariety drawn)
    {
        var data = (JObject)record.Fields.DeepClone();
        data["contact_info"] = record.Phone;
        data["GSW_AGENT_ID"] = agent.LoginCode;
        data["GSW_APPLICATION_ID"] = Variants.Number(campaign.ApplicationId, drawn, SimulatorVariety.ApplicationIdAsText);
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
        data["GSW_RECORD_HANDLE"] = Variants.Number(record.Handle, drawn, SimulatorVariety.RecordHandleAsText);
        data["GSW_SWITCH_DBID"] = campaign.SwitchDbid;
        data["GSW_TZ_NAME"] = record.TimeZone;
        data["GSW_TZ_OFFSET"] = record.TimeZoneOffset;
        data["GSW_UNTIL"] = record.Until;
        data["GSW_USER_EVENT"] = userEvent;
        data["InteractionSubtype"] = "OutboundNew";
        data["InteractionType"] = "Outbound";
        return data;
    }

    private static JObject CustomFieldsShape(OutboundRecord record, JObject userData) => new()
    {
        ["id"] = record.Guid,
        ["state"] = "ReadyToCall",
        ["phone"] = record.Phone,
        ["customFields"] = userData,
        ["uri"] = "http://127.0.0.1/api/v2/outbound-records/" + record.Guid,
        ["path"] = "/outbound-records/" + record.Guid,
    };

    private static JObject Identity(OutboundRequest request, long? handle, string? callingList, SimulatorVariety drawn)
    {
        var identity = new JObject { ["devicePath"] = request.Agent.DevicePath };
        if (callingList is not null)
        {
            identity["callingList"] = callingList;
        }

        identity["applicationId"] = Variants.Number(request.ApplicationId, drawn, SimulatorVariety.ApplicationIdAsText);
        if (handle is long number)
        {
            identity["recordHandle"] = Variants.Number(number, drawn, SimulatorVariety.RecordHandleAsText);
        }

        identity["campaignName"] = request.CampaignName;
        return identity;
    }

    private static JObject Twin(
        OutboundRequest request, OutboundRecord? record, string? callingList, string userEvent, bool withChain, SimulatorVariety drawn)
    {
        var twin = new JObject
        {
            ["GSW_APPLICATION_ID"] = Variants.Number(request.ApplicationId, drawn, SimulatorVariety.ApplicationIdAsText),
        };
        if (record is not null)
        {
            twin["GSW_RECORD_HANDLE"] = Variants.Number(record.Handle, drawn, SimulatorVariety.RecordHandleAsText);
        }

        twin["GSW_USER_EVENT"] = userEvent;
        if (callingList is not null)
        {
            twin["GSW_CALLING_LIST"] = callingList;
        }

        twin["GSW_CAMPAIGN_NAME"] = request.CampaignName;
        if (withChain && record is not null)
        {
            twin["GSW_CHAIN_ID"] = record.Chain.Id;
        }

        return twin;
    }

    private void SendRecord(Agent agent, string notification, JObject record, JToken? referenceId, SimulatorVariety drawn)
        => Send(agent, new JObject { ["record"] = record, ["notificationType"] = notification }, "OutboundRecordMessage", referenceId, drawn);

    private void Send(Agent agent, JObject data, string messageType, JToken? referenceId, SimulatorVariety drawn)
    {
        data["messageType"] = messageType;
        if (Variants.Reference(referenceId, drawn) is JToken reference)
        {
            data["referenceId"] = reference;
        }

        Variants.Finish(data, drawn);
        _hub.Send(agent.UserName, Channel, data, wireChannel: Variants.Channel(Channel, drawn));
    }

    /// <summary>The raw user event as the telephony server passed it on; it comes without being subscribed to.</summary>
    private void SendTwin(Agent agent, JObject userData, SimulatorVariety drawn)
    {
        var started = Stopwatch.GetTimestamp();
        var data = new JObject
        {
            ["metrics"] = new JObject
            {
                ["eventProcessing"] = new JObject
                {
                    ["serverGenerationTimestamp"] = _clock.Now.ToUnixTimeMilliseconds(),
                    ["nodeProcessingTimeNanos"] = 0,
                    ["serverProcessingTimeTotalMs"] = 0,
                },
            },
            ["userData"] = userData,
            ["deviceId"] = agent.DeviceId,
            ["messageType"] = "DeviceUserEventMessage",
        };
        Variants.Finish(data, drawn);
        var nanos = (Stopwatch.GetTimestamp() - started) * 1_000_000_000.0 / Stopwatch.Frequency;
        data["metrics"]!["eventProcessing"]!["nodeProcessingTimeNanos"] = (long)nanos;
        data["metrics"]!["eventProcessing"]!["serverProcessingTimeTotalMs"] = (long)(nanos / 1_000_000);
        _hub.Send(agent.UserName, "/me/internal", data, toUnsubscribed: true);
    }
}
