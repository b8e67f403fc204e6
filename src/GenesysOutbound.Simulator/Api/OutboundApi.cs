using System;
using System.Globalization;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Http;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>
/// The outbound resources: checks what the web server checks, then passes the operation on. The web server
/// only confirms that it did so; the result is an event.
/// </summary>
internal sealed class OutboundApi
{
    private const string Feature = "api-voice-outbound";

    private readonly ContactCenter _center;

    public OutboundApi(ContactCenter center) => _center = center;

    public HttpReply Campaign(Agent agent, string name, JObject body)
    {
        var refusal = Check(agent, body, out var request);
        if (refusal is not null)
        {
            return refusal;
        }

        request.CampaignName = name;
        Action<OutboundRequest>? operation = request.Operation switch
        {
            "StartPreviewSession" => _center.Preview.Start,
            "EndPreviewSession" => _center.Preview.End,
            "GetPreviewRecord" => _center.Preview.GetRecord,
            _ => null,
        };
        return Pass(operation, request);
    }

    public HttpReply Record(Agent agent, string id, JObject body)
    {
        var refusal = Check(agent, body, out var request)
            ?? OutboundParameters.Check(request);
        if (refusal is not null)
        {
            return refusal;
        }

        request.RecordId = id;
        request.CampaignName = request.Text("campaignName");
        Action<OutboundRequest>? operation = request.Operation switch
        {
            "RejectRecord" => _center.Records.Reject,
            "CancelRecord" => _center.Records.Cancel,
            "CompleteRecord" => _center.Records.Complete,
            "DoNotCallRecord" => _center.Records.DoNotCall,
            "UpdateRecord" => _center.Records.Update,
            "RescheduleRecord" => _center.Records.Reschedule,
            "GetChainedRecord" => _center.Records.GetChained,
            _ => null,
        };
        return Pass(operation, request);
    }

    public HttpReply Collection(Agent agent, JObject body)
    {
        var refusal = Check(agent, body, out var request)
            ?? OutboundParameters.CheckCollection(request);
        if (refusal is not null)
        {
            return refusal;
        }

        request.CampaignName = request.Text("campaignName");
        Action<OutboundRequest>? operation = request.Operation switch
        {
            "AddRecord" => _center.Lists.Add,
            "DoNotCallRecord" => _center.Lists.DoNotCallByNumber,
            _ => null,
        };
        return Pass(operation, request);
    }

    private static HttpReply? Check(Agent agent, JObject body, out OutboundRequest request)
    {
        request = new OutboundRequest(agent, body);
        if (!agent.Has(Feature))
        {
            return ApiReply.NoFeature(Feature);
        }

        foreach (var name in new[] { "operationName", "applicationId", "devicePath" })
        {
            if (!request.Has(name))
            {
                return ApiReply.Missing(name);
            }
        }

        var id = body["applicationId"]!;
        if (request.Text("operationName") is null || id is not JValue value
            || Convert.ToString(value.Value, CultureInfo.InvariantCulture) is not string text
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var applicationId))
        {
            return ApiReply.Error(ApiReply.OutOfRange, "A parameter is not of its type");
        }

        request.ApplicationId = applicationId;
        return request.Text("devicePath") != agent.DevicePath ? ApiReply.Unknown("Device")
            : !agent.LoggedIn ? ApiReply.Error(ApiReply.InvalidState, "There is no contact center session")
            : null;
    }

    private static HttpReply Pass(Action<OutboundRequest>? operation, OutboundRequest request)
    {
        if (operation is null)
        {
            return ApiReply.Error(ApiReply.Forbidden, $"Operation '{request.Operation}' is not supported by this resource");
        }

        operation(request);
        return ApiReply.Ok();
    }
}
