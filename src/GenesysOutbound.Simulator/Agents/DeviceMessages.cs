using System;
using GenesysOutbound.Simulator.Events;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Agents;

/// <summary>
/// The device resource with the agent's voice state, and its notification (vendor's documentation of devices and agent states).
/// </summary>
internal sealed class DeviceMessages
{
    private readonly EventHub _hub;
    private readonly Func<Uri> _server;

    public DeviceMessages(EventHub hub, Func<Uri> server)
    {
        _hub = hub;
        _server = server;
    }

    public void Send(Agent agent)
    {
        var data = new JObject
        {
            ["messageType"] = "DeviceStateChangeMessage",
            ["devices"] = new JArray(Resource(agent)),
        };
        _hub.Send(agent.UserName, "/v2/me/devices", data);
    }

    public JObject Resource(Agent agent) => new()
    {
        ["id"] = agent.DeviceId,
        ["deviceState"] = agent.LoggedIn ? "Active" : "Inactive",
        ["userState"] = UserState(agent),
        ["phoneNumber"] = agent.PhoneNumber,
        ["e164Number"] = agent.PhoneNumber,
        ["telephonyNetwork"] = "Private",
        ["doNotDisturb"] = "Off",
        ["voiceEnvironmentUri"] = new Uri(_server(), "api/v2/voice-environments/370ef5e6-9e3c-4d91-9588-7f4dfe67e011").ToString(),
        ["capabilities"] = new JArray("ForwardCallsOn", "DoNotDisturbOn"),
        ["channels"] = new JArray("voice"),
        ["uri"] = new Uri(_server(), $"api/v2{agent.DevicePath}").ToString(),
        ["path"] = agent.DevicePath,
    };

    public static JObject UserState(Agent agent)
    {
        var mode = agent.WorkMode ?? agent.State;
        var state = new JObject
        {
            ["id"] = mode switch
            {
                "Ready" => "9430250E-0A1B-421F-B372-F29E69366DED",
                "NotReady" => "900D55CC-2BB0-431F-8BF9-D3525B383BE6",
                "AuxWork" => "2B36138D-C564-4562-A8CB-3C32D564F296",
                "AfterCallWork" => "D3663509-3D82-4DD3-A82E-2EA8EFA02AEF",
                _ => "0F7F5003-EF26-4D13-A6EF-D0C7EC819BEB",
            },
            ["displayName"] = mode,
            ["state"] = agent.State,
        };
        if (agent.WorkMode is not null)
        {
            state["workMode"] = agent.WorkMode;
        }

        return state;
    }
}
