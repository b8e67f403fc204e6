using System;
using System.Collections.Generic;
using GenesysOutbound.Simulator.Agents;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Media;

/// <summary>An e-mail that waits for an agent, or is with one.</summary>
internal sealed class Email
{
    public Email(string id, Agent agent, JObject userData)
    {
        Id = id;
        Agent = agent;
        UserData = userData;
    }

    public string Id { get; }

    public Agent Agent { get; set; }

    public JObject UserData { get; set; }

    public string State { get; set; } = "Invited";

    public HashSet<string> RejectedBy { get; } = new(StringComparer.Ordinal);

    public List<string> History { get; } = [];

    public SimulatedInteraction ToPublic()
        => new(Id, State is "Completed" or "Queued" ? null : Agent.UserName, State, History.ToArray());
}
