using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Http;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>The operations on calls and e-mails.</summary>
internal sealed class MediaApi
{
    private readonly ContactCenter _center;

    public MediaApi(ContactCenter center) => _center = center;

    public HttpReply Dial(Agent agent, string deviceId, JObject body)
    {
        if (!agent.Has("api-voice"))
        {
            return ApiReply.NoFeature("api-voice");
        }

        if (deviceId != agent.DeviceId)
        {
            return ApiReply.Unknown("Device");
        }

        if (Operation(body) != "Dial")
        {
            return Operation(body) is null
                ? ApiReply.Missing("operationName")
                : ApiReply.Error(ApiReply.Forbidden, "Only Dial is supported by this resource");
        }

        var number = (body["destination"] as JObject)?["phoneNumber"];
        if (number?.Type != JTokenType.String || ((string?)number)!.Length == 0)
        {
            return ApiReply.Missing("destination");
        }

        if (!agent.LoggedIn)
        {
            return ApiReply.Error(ApiReply.InvalidState, "There is no contact center session");
        }

        _center.Calls.Dial(agent, (string)number!, body["userData"] is JObject pairs ? (JObject)pairs.DeepClone() : []);
        return ApiReply.Ok();
    }

    public HttpReply Call(Agent agent, string id, JObject body)
    {
        if (!agent.Has("api-voice"))
        {
            return ApiReply.NoFeature("api-voice");
        }

        var call = _center.Calls.Find(id);
        return call is null || !ReferenceEquals(call.Agent, agent) ? ApiReply.Unknown("Call")
            : Operation(body) is not string operation ? ApiReply.Missing("operationName")
            : Result(_center.Calls.Operate(call, operation, body), operation);
    }

    public HttpReply Email(Agent agent, string id, JObject body)
    {
        if (!agent.Has("api-multimedia"))
        {
            return ApiReply.NoFeature("api-multimedia");
        }

        var email = _center.Emails.Find(id);
        return email is null || !ReferenceEquals(email.Agent, agent) ? ApiReply.Unknown("E-mail")
            : Operation(body) is not string operation ? ApiReply.Missing("operationName")
            : Result(_center.Emails.Operate(email, operation), operation);
    }

    private static string? Operation(JObject body)
        => body["operationName"]?.Type == JTokenType.String ? (string?)body["operationName"] : null;

    private static HttpReply Result(int statusCode, string operation) => statusCode switch
    {
        ApiReply.Success => ApiReply.Ok(),
        ApiReply.ParameterMissing => ApiReply.Missing("userData"),
        ApiReply.InvalidState => ApiReply.Error(statusCode, $"'{operation}' is not valid in the current state"),
        _ => ApiReply.Error(statusCode, $"'{operation}' is forbidden for this interaction"),
    };
}
