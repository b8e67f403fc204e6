using System;
using System.Linq;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Http;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>Finds the resource that a request under <c>/api/v2</c> means. Called under the contact center's lock.</summary>
internal sealed class GwsApi
{
    private readonly ContactCenter _center;
    private readonly UserResource _users;
    private readonly OutboundApi _outbound;
    private readonly SessionApi _session;
    private readonly MediaApi _media;

    public GwsApi(ContactCenter center, Func<Uri> server)
    {
        _center = center;
        _users = new UserResource(center, server);
        _outbound = new OutboundApi(center);
        _session = new SessionApi(center);
        _media = new MediaApi(center);
    }

    /// <param name="request">The request.</param>
    /// <param name="segments">The path after <c>/api/v2/</c>, unescaped segment by segment.</param>
    /// <param name="body">The body; null when there is none or it is not a JSON object.</param>
    /// <param name="agent">The agent who sent the request.</param>
    /// <param name="endsHttpSession">Whether the HTTP session is over with this reply.</param>
    public HttpReply Handle(HttpRequest request, string[] segments, JObject? body, Agent agent, out bool endsHttpSession)
    {
        endsHttpSession = false;
        if (request.Method == "GET")
        {
            return Get(request, segments, agent) ?? NotFound();
        }

        if (request.Method != "POST")
        {
            return HttpReply.FromText(405, "Method not allowed").With("Allow", "GET, POST");
        }

        if (segments.Length == 0 || segments[0] is not ("me" or "devices"))
        {
            return NotFound();
        }

        if (body is null)
        {
            return ApiReply.Error(ApiReply.ParameterMissing, "The request body is not a JSON object");
        }

        switch (segments.Length, segments.ElementAtOrDefault(1))
        {
            case (1, _) when segments[0] == "me":
            case (3, "channels") when segments[2] == "voice":
                return _session.Operate(agent, body, out endsHttpSession);
            case (3, "outbound-campaigns"):
                return _outbound.Campaign(agent, segments[2], body);
            case (2, "outbound-records"):
                return _outbound.Collection(agent, body);
            case (3, "outbound-records"):
                return _outbound.Record(agent, segments[2], body);
            case (2, "calls"):
                return _media.Dial(agent, agent.DeviceId, body);
            case (3, "calls"):
                return _media.Call(agent, segments[2], body);
            case (4, "devices") when segments[3] == "calls":
                return _media.Dial(agent, segments[2], body);
            case (3, _) when segments[0] == "devices" && segments[2] == "calls":
                return _media.Dial(agent, segments[1], body);
            case (3, "emails"):
                return _media.Email(agent, segments[2], body);
            default:
                return NotFound();
        }
    }

    private static HttpReply NotFound()
    {
        var reply = ApiReply.Unknown("Resource");
        reply.Status = 404;
        return reply;
    }

    private HttpReply? Get(HttpRequest request, string[] segments, Agent agent)
    {
        var path = string.Join("/", segments);
        if (path == "diagnostics/version")
        {
            return ApiReply.Ok("version", "8.5.2-simulated");
        }

        if (segments.Length == 0 || (segments[0] != "me" && segments[0] != "devices"))
        {
            return null;
        }

        if (path == "me")
        {
            return ApiReply.Ok("user", _users.Of(agent, request.QueryHas("subresources", "*")));
        }

        switch (segments.Length, segments[segments.Length > 1 ? 1 : 0])
        {
            case (2, "devices"):
                return List(request, "devices", [_center.Devices.Resource(agent)]);
            case (2, "calls"):
                return List(request, "calls", _center.Calls.Of(agent).Select(_center.Calls.Resource).ToArray());
            case (2, "emails"):
                return List(request, "emails", _center.Emails.Of(agent).Select(_center.Emails.Resource).ToArray());
            case (2, "outbound-campaigns") when _center.Outbound.OffersCampaignCollection:
                return List(request, "campaigns", Campaigns(agent));
            case (3, "devices") when segments[2] == agent.DeviceId:
            case (2, _) when segments[0] == "devices" && segments[1] == agent.DeviceId:
                return ApiReply.Ok("device", _center.Devices.Resource(agent));
            case (3, "calls"):
                var call = _center.Calls.Find(segments[2]);
                return call is null || !ReferenceEquals(call.Agent, agent)
                    ? ApiReply.Unknown("Call")
                    : ApiReply.Ok("call", _center.Calls.Resource(call));
            case (3, "emails"):
                var email = _center.Emails.Find(segments[2]);
                return email is null || !ReferenceEquals(email.Agent, agent)
                    ? ApiReply.Unknown("E-mail")
                    : ApiReply.Ok("email", _center.Emails.Resource(email));
            default:
                return null;
        }
    }

    /// <summary>
    /// A collection gives addresses only, unless the request asks for the fields (vendor's documentation of return values).
    /// </summary>
    private static HttpReply List(HttpRequest request, string name, JObject[] items)
        => request.QueryHas("fields", "*")
            ? ApiReply.Ok(name, new JArray(items.Cast<object>().ToArray()))
            : ApiReply.Ok("uris", new JArray(items.Select(i => i["uri"]!.DeepClone()).Cast<object>().ToArray()));

    private JObject[] Campaigns(Agent agent) => _center.Outbound.Campaigns
        .Where(c => c.State != CampaignState.Unloaded && c.Concerns(agent.UserName))
        .Select(c => new JObject
        {
            ["name"] = c.Name,
            ["dialingMode"] = c.DialingMode,
            ["groupName"] = c.FullGroupName,
            ["state"] = c.State.ToString(),
            ["applicationId"] = c.ApplicationId,
            ["description"] = c.Description,
            ["uri"] = "/outbound-campaigns/" + Uri.EscapeDataString(c.Name),
        }).ToArray();

}
