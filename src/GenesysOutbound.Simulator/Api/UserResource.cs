using System;
using System.Linq;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Center;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>
/// The user as <c>GET /api/v2/me</c> gives it; the members are those of a live server's reply seen in public code.
/// </summary>
internal sealed class UserResource
{
    private readonly ContactCenter _center;
    private readonly Func<Uri> _server;

    public UserResource(ContactCenter center, Func<Uri> server)
    {
        _center = center;
        _server = server;
    }

    public JObject Of(Agent agent, bool withSubresources)
    {
        var user = new JObject
        {
            ["id"] = $"user-{agent.UserName}",
            ["userName"] = agent.UserName,
            ["firstName"] = agent.FirstName,
            ["lastName"] = agent.LastName,
            ["emailAddress"] = $"{agent.UserName}@example.com",
            ["roles"] = new JArray("ROLE_AGENT"),
            ["enabled"] = true,
            ["changePasswordOnFirstLogin"] = false,
            ["uri"] = Absolute($"users/user-{agent.UserName}"),
            ["path"] = $"/users/user-{agent.UserName}",
        };
        if (!withSubresources)
        {
            return user;
        }

        user["devices"] = new JArray(_center.Devices.Resource(agent));
        user["skills"] = new JArray();
        user["channels"] = new JArray(new JObject { ["channel"] = "voice", ["userState"] = DeviceMessages.UserState(agent) });
        user["channelStates"] = new JArray();
        user["interactions"] = new JArray();
        user["chats"] = new JArray();
        user["emails"] = new JArray(_center.Emails.Of(agent).Select(_center.Emails.Resource));
        user["calls"] = new JArray(_center.Calls.Of(agent).Select(_center.Calls.Resource));
        user["settings"] = new JObject
        {
            ["agent"] = new JObject { ["loginCode"] = agent.LoginCode, ["defaultPlace"] = agent.Place },
        };
        user["groups"] = new JArray();
        user["features"] = new JArray(agent.Features.OrderBy(f => f, StringComparer.Ordinal).Select(Feature));
        return user;
    }

    private JObject Feature(string id) => new()
    {
        ["id"] = id,
        ["displayName"] = id,
        ["description"] = string.Empty,
        ["uri"] = Absolute($"features/{id}"),
        ["path"] = $"/features/{id}",
    };

    private string Absolute(string path) => new Uri(_server(), $"api/v2/{path}").ToString();
}
