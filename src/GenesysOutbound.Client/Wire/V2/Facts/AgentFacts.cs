using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>The agent's login to the contact center, and the agent's state.</summary>
internal static class AgentFacts
{
    private static readonly Dictionary<string, string> StateIds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["9430250E-0A1B-421F-B372-F29E69366DED"] = "Ready",
        ["900D55CC-2BB0-431F-8BF9-D3525B383BE6"] = "NotReady",
        ["2B36138D-C564-4562-A8CB-3C32D564F296"] = "NotReady",
    };

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("session.contact-center.start", Record, "vendor", "StartContactCenterSession on the user logs the agent in.",
            "HTTP 200, statusCode 0", "Commands on records and calls are refused.", Start),
        new("session.contact-center.not-ready", Record, "inferred", "After the start the agent is not ready.", "NotReady",
            "Calls and e-mails may come right after Connect-Gws.", NotReady),
        new("session.agent.message", Record, "vendor", "Devices come as DeviceStateChangeMessage.",
            "devices, an array of objects", "Get-GwsDevice shows an old state.", Message),
        new("session.agent.state-ids", Record, "vendor", "The states of an agent have fixed ids.",
            "the ids of Ready, NotReady and AuxWork", "None: states are read by their names.", Ids),
    ];

    private static Finding? Start(ServerEvidence evidence) => Starts(evidence).FirstOrDefault() is { } exchange
        ? Finding.Of(
            exchange.Status == 200 && Code(exchange) == 0,
            $"HTTP {exchange.Status}, statusCode {Code(exchange)}")
        : null;

    private static Finding? NotReady(ServerEvidence evidence) =>
        Starts(evidence).Any() && States(evidence).FirstOrDefault(state => state.Text("state") != "LoggedOut") is { } state
            ? Finding.Of(state.Text("state") == "NotReady", $"{WireValue.Names([state.Text("state") ?? "no state"])}") : null;

    private static Finding? Message(ServerEvidence evidence) =>
        evidence.Of(V2Constants.DeviceStateChangeMessage).FirstOrDefault() is { } message
            ? Finding.Of(message.Data["devices"] is object?[] items && items.All(item => item is GwsData),
                $"devices is {WireValue.TypeOf(message.Data["devices"])}")
            : null;

    private static Finding? Ids(ServerEvidence evidence)
    {
        var known = States(evidence).Where(state => state.Text("state") is "Ready" or "NotReady" && state.Text("id") is not null)
            .Where(state => state.Text("workMode") is null or "AuxWork")
            .ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var others = known.Count(state =>
            !StateIds.TryGetValue(state.Text("id")!, out var name) || name != state.Text("state"));
        return Finding.Of(others == 0, $"{known.Count - others} of {known.Count} states have the known id");
    }

    private static IEnumerable<GwsData> States(ServerEvidence evidence) => evidence.Of(V2Constants.DeviceStateChangeMessage)
        .SelectMany(message => message.Data.Items("devices"))
        .Select(device => (device as GwsData).Object("userState"))
        .OfType<GwsData>();

    private static IEnumerable<ObservedExchange> Starts(ServerEvidence evidence) => evidence.Exchanges.Where(exchange =>
        exchange.Sent is GwsData sent && sent.Text("operationName") == "StartContactCenterSession");

    private static long? Code(ObservedExchange exchange) => (exchange.Reply as GwsData).Number("statusCode");
}
