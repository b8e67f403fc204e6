using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>
/// The operations on <c>/me</c> and <c>/me/channels/voice</c>: the contact-center session and the agent's state.
/// </summary>
internal sealed class SessionApi
{
    private readonly ContactCenter _center;

    public SessionApi(ContactCenter center) => _center = center;

    public HttpReply Operate(Agent agent, JObject body, out bool endsHttpSession)
    {
        endsHttpSession = false;
        if (!agent.Has("api-voice"))
        {
            return ApiReply.NoFeature("api-voice");
        }

        var operation = body["operationName"]?.Type == JTokenType.String ? (string?)body["operationName"] : null;
        switch (operation)
        {
            case null:
                return ApiReply.Missing("operationName");
            case "StartContactCenterSession":
                return Start(agent, body);
            case "EndContactCenterSession":
                _center.LogOut(agent);
                endsHttpSession = true;
                return ApiReply.Ok();
            case "Ready":
            case "NotReady":
                return SetState(agent, operation, null);
            case "AuxWork":
            case "AfterCallWork":
                return SetState(agent, "NotReady", operation);
            default:
                return ApiReply.Error(ApiReply.Forbidden, $"Operation '{operation}' is not supported by this resource");
        }
    }

    private HttpReply Start(Agent agent, JObject body)
    {
        if (body["devicePath"] is JValue { Type: JTokenType.String } path && (string?)path != agent.DevicePath)
        {
            return ApiReply.Unknown("Device");
        }

        var channels = body["channels"] is JArray list
            ? list.Select(c => (c as JValue)?.ToString(CultureInfo.InvariantCulture) ?? string.Empty).ToArray()
            : ["voice"];
        var refused = channels.Where(c => c != "voice" && !agent.Has("api-multimedia")).ToArray();
        if (channels.Length > 0 && refused.Length == channels.Length)
        {
            return ApiReply.NoFeature("api-multimedia");
        }

        _center.LogIn(agent);
        if (refused.Length == 0)
        {
            return ApiReply.Ok();
        }

        var results = channels.Select(c => refused.Contains(c)
            ? new JObject
            {
                ["channel"] = c,
                ["statusCode"] = ApiReply.NoPermission,
                ["statusMessage"] = "User does not have the required feature",
            }
            : new JObject { ["channel"] = c, ["statusCode"] = ApiReply.Success });
        var partial = new JObject
        {
            ["statusCode"] = ApiReply.Partial,
            ["statusMessage"] = "Not all channels could be activated",
            ["channels"] = new JArray(results),
        };
        return HttpReply.FromJson(200, partial.ToString(Formatting.None));
    }

    private HttpReply SetState(Agent agent, string state, string? workMode)
    {
        if (!agent.LoggedIn)
        {
            return ApiReply.Error(ApiReply.InvalidState, "There is no contact center session");
        }

        agent.State = state;
        agent.WorkMode = workMode;
        _center.Devices.Send(agent);
        return ApiReply.Ok();
    }
}
