using System.Diagnostics;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Events;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The messages about records and campaigns, in the shapes of the documents' samples (Web Services API Reference, Reject Record
/// and Get Chained Record;
/// vendor's documentation for the others), each with the raw user event on <c>/me/internal</c>.
/// </summary>
internal sealed class OutboundMessages
{
    private const string Channel = "/v2/me/outbound";

    private readonly EventHub _hub;
    private readonly ResponseVariation _variants;
    private readonly SimulatedClock _clock;

    public OutboundMessages(EventHub hub, ResponseVariation variants, SimulatedClock clock)
    {
        _hub = hub;
        _variants = variants;
        _clock = clock;
    }

    /// <summary>An acknowledgement: the record's identity and nothing more.</summary>
    public void Acknowledge(
        OutboundRequest request, string notification, OutboundRecord? record, string? callingList, bool withChain = false)
    {
        var drawn = _variants.Draw();
        var body = RecordShapes.Identity(request, record?.Handle, callingList, drawn);
        if (record is null && request.Text("phoneNumber") is string phone)
        {
            body["phoneNumber"] = phone;
        }

        SendRecord(request.Agent, notification, body, request.ReferenceId, drawn);
        SendUserEvent(request.Agent, RecordShapes.UserEvent(request, record, callingList, notification, withChain, drawn), drawn);
    }

    /// <summary>A record with everything that is known of it: PreviewRecord, ChainedRecord, ScheduledCall.</summary>
    public void SendRecord(Agent agent, Campaign campaign, OutboundRecord record, string notification, JToken? referenceId)
    {
        var drawn = _variants.Draw();
        var userData = RecordShapes.UserData(agent, campaign, record, notification, drawn);
        JObject body;
        if (ResponseVariation.Has(drawn, SimulatorResponseVariants.CustomFields))
        {
            body = RecordShapes.WithCustomFields(record, userData);
            notification = "StatusChanged";
        }
        else
        {
            body = new JObject { ["userData"] = userData };
            if (ResponseVariation.Has(drawn, SimulatorResponseVariants.RecordMembers))
            {
                body["devicePath"] = agent.DevicePath;
                body["callingList"] = record.Chain.List.Name;
                body["applicationId"] = ResponseVariation.ApplicationId(campaign.ApplicationId, drawn);
                body["recordHandle"] = ResponseVariation.RecordHandle(record.Handle, drawn);
                body["campaignName"] = campaign.Name;
            }
        }

        SendRecord(agent, notification, body, referenceId, drawn);
        SendUserEvent(agent, (JObject)userData.DeepClone(), drawn);
    }

    /// <summary>
    /// What the Outbound Contact Server refuses: a text in GSW_ERROR (seen in public code; the place of it is inferred).
    /// </summary>
    public void SendError(OutboundRequest request, string error, OutboundRecord? record, string? callingList)
    {
        var drawn = _variants.Draw();
        var body = RecordShapes.Identity(request, record?.Handle, callingList, drawn);
        var pairs = RecordShapes.UserEvent(request, record, callingList, "Error", withChain: false, drawn);
        pairs["GSW_ERROR"] = error;
        var data = new JObject { ["record"] = body, ["notificationType"] = "Error" };
        if (ResponseVariation.Has(drawn, SimulatorResponseVariants.ErrorMessage))
        {
            data["errorMessage"] = error;
        }
        else
        {
            body["userData"] = new JObject { ["GSW_USER_EVENT"] = "Error", ["GSW_ERROR"] = error };
        }

        Send(request.Agent, data, "OutboundRecordMessage", request.ReferenceId, drawn);
        SendUserEvent(request.Agent, pairs, drawn);
    }

    /// <summary>"No more records": an error, or the event that one of the vendor's adapters knows.</summary>
    public void SendNoRecords(OutboundRequest request)
    {
        if (ResponseVariation.Has(_variants.Draw(), SimulatorResponseVariants.PreviewRecordEmpty))
        {
            Acknowledge(request, "PreviewRecordEmpty", null, null);
        }
        else
        {
            SendError(request, OutboundErrors.NoRecords, null, null);
        }
    }

    /// <summary>An unsolicited notification about a record, such as RecordCancel.</summary>
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

    /// <summary>
    /// A campaign's state as an agent learns it; the members are those of the vendor's sample for Start Preview Session.
    /// </summary>
    public void SendCampaign(Agent agent, Campaign campaign, string notification, JToken? referenceId)
    {
        var drawn = _variants.Draw();
        var body = notification == "PreviewSessionEnded" ? new JObject
        {
            ["devicePath"] = agent.DevicePath,
            ["state"] = campaign.State.ToString(),
            ["applicationId"] = ResponseVariation.ApplicationId(campaign.ApplicationId, drawn),
            ["name"] = campaign.Name,
        }
        : new JObject
        {
            ["name"] = campaign.Name,
            ["dialingMode"] = campaign.DialingMode,
            ["groupName"] = campaign.FullGroupName,
            ["state"] = campaign.State.ToString(),
            ["devicePath"] = agent.DevicePath,
            ["applicationId"] = ResponseVariation.ApplicationId(campaign.ApplicationId, drawn),
            ["groupDescription"] = string.Empty,
            ["description"] = campaign.Description,
        };
        Send(
            agent,
            new JObject { ["campaign"] = body, ["notificationType"] = notification },
            "OutboundCampaignMessage",
            referenceId,
            drawn);
        SendUserEvent(agent, new JObject
        {
            ["GSW_APPLICATION_ID"] = ResponseVariation.ApplicationId(campaign.ApplicationId, drawn),
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

    private void SendRecord(
        Agent agent, string notification, JObject record, JToken? referenceId, SimulatorResponseVariants drawn)
        => Send(
            agent,
            new JObject { ["record"] = record, ["notificationType"] = notification },
            "OutboundRecordMessage",
            referenceId,
            drawn);

    private void Send(Agent agent, JObject data, string messageType, JToken? referenceId, SimulatorResponseVariants drawn)
    {
        data["messageType"] = messageType;
        if (ResponseVariation.Reference(referenceId, drawn) is JToken reference)
        {
            data["referenceId"] = reference;
        }

        ResponseVariation.Finish(data, drawn);
        _hub.Send(agent.UserName, Channel, data, wireChannel: ResponseVariation.Channel(Channel, drawn));
    }

    /// <summary>The raw user event of the telephony server; clients get it without a subscription.</summary>
    private void SendUserEvent(Agent agent, JObject userData, SimulatorResponseVariants drawn)
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
        ResponseVariation.Finish(data, drawn);
        var nanos = (Stopwatch.GetTimestamp() - started) * 1_000_000_000.0 / Stopwatch.Frequency;
        data["metrics"]!["eventProcessing"]!["nodeProcessingTimeNanos"] = (long)nanos;
        data["metrics"]!["eventProcessing"]!["serverProcessingTimeTotalMs"] = (long)(nanos / 1_000_000);
        _hub.Send(agent.UserName, "/me/internal", data, toUnsubscribed: true);
    }
}
