using System;
using GenesysOutbound.Simulator.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace GenesysOutbound.Simulator.Api;

/// <summary>
/// Drives the simulator from outside its process: <c>POST /simulator/OPERATION</c> with a JSON body. Needs the control token, so that a page in a browser on the
/// same machine cannot.
/// </summary>
internal sealed class ControlApi
{
    private const string Root = "/simulator/";

    /// <summary>Camel case and names for enumerations, in both directions.</summary>
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        Converters = { new StringEnumConverter() },
        DateParseHandling = DateParseHandling.None,
        MissingMemberHandling = MissingMemberHandling.Error,
        MaxDepth = 16,
    });

    private readonly GwsSimulator _simulator;

    public ControlApi(GwsSimulator simulator) => _simulator = simulator;

    public HttpReply? Handle(HttpRequest request)
    {
        if (!request.Path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        if (!Secrets.AreEqual(request.Header("X-Simulator-Token"), _simulator.ControlToken))
        {
            return HttpReply.FromText(403, "The control token is missing or wrong");
        }

        var body = (request.Body.Length > 0 ? Json.TryParse(request.Body) : new JObject()) as JObject;
        if (request.Method != "POST" || body is null)
        {
            return HttpReply.FromText(400, "POST a JSON object");
        }

        try
        {
            var result = Operate(request.Path.Substring(Root.Length), body);
            return result is null ? HttpReply.FromText(404, "There is no such operation") : HttpReply.FromJson(200, result.ToString(Formatting.None));
        }
        catch (ArgumentException e)
        {
            return HttpReply.FromText(400, e.Message);
        }
    }

    private static string Text(JObject body, string name)
        => body[name]?.Type == JTokenType.String ? (string)body[name]! : throw new ArgumentException($"'{name}' is missing.");

    private static string? Optional(JObject body, string name) => body[name]?.Type == JTokenType.String ? (string?)body[name] : null;

    private static SimulatorFault Fault(JObject body)
    {
        try
        {
            return body.ToObject<SimulatorFault>(Serializer)!;
        }
        catch (JsonException e)
        {
            throw new ArgumentException(e.Message, nameof(body), e);
        }
    }

    private JObject? Operate(string operation, JObject body)
    {
        switch (operation)
        {
            case "ring-call":
                var direct = body["fromQueue"]?.Type == JTokenType.Boolean && !(bool)body["fromQueue"]!;
                return new JObject { ["callId"] = _simulator.RingCall(Text(body, "agent"), !direct, Optional(body, "from")) };
            case "offer-email":
                return new JObject { ["emailId"] = _simulator.OfferEmail(Text(body, "agent"), Optional(body, "subject"), Optional(body, "from")) };
            case "push-record":
                return new JObject { ["recordHandle"] = _simulator.PushRecord(Text(body, "agent"), Text(body, "campaign")) };
            case "add-fault":
                _simulator.Faults.Add(Fault(body));
                return [];
            case "list-records":
                return new JObject { ["records"] = JArray.FromObject(_simulator.Records, Serializer) };
            case "list-requests":
                return new JObject { ["requests"] = JArray.FromObject(_simulator.Requests, Serializer) };
        }

        Action? action = operation switch
        {
            "answer-call" => () => _simulator.AnswerCall(Text(body, "callId")),
            "end-call" => () => _simulator.EndCall(Text(body, "callId")),
            "load-campaign" => () => _simulator.LoadCampaign(Text(body, "campaign")),
            "start-campaign" => () => _simulator.StartCampaign(Text(body, "campaign")),
            "stop-campaign" => () => _simulator.StopCampaign(Text(body, "campaign")),
            "unload-campaign" => () => _simulator.UnloadCampaign(Text(body, "campaign")),
            "advance-clock" => () => _simulator.AdvanceClock(TimeSpan.FromSeconds(body["seconds"]?.Type == JTokenType.Integer ? (double)body["seconds"]! : 0)),
            "expire-bayeux" => () => _simulator.ExpireBayeux(Optional(body, "agent")),
            "expire-http" => () => _simulator.ExpireHttp(Optional(body, "agent")),
            "disconnect-bayeux" => () => _simulator.DisconnectBayeux(Optional(body, "agent")),
            "drop-connections" => _simulator.DropConnections,
            "clear-faults" => _simulator.Faults.Clear,
            "publish" => () => _simulator.Publish(Text(body, "agent"), Text(body, "channel"), body["data"]?.ToString(Formatting.None) ?? "{}"),
            _ => null,
        };
        if (action is null)
        {
            return null;
        }

        action();
        return [];
    }
}
