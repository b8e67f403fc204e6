using System;
using System.Collections.Generic;
using GenesysOutbound.Simulator.Agents;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Media;

/// <summary>A call at an agent's device.</summary>
internal sealed class Call
{
    public Call(string id, string connId, Agent agent, DateTimeOffset started)
    {
        Id = id;
        ConnId = connId;
        Agent = agent;
        Started = started;
    }

    public string Id { get; }

    public string ConnId { get; }

    /// <summary>The agent at whose device the call is; a redirected call changes it.</summary>
    public Agent Agent { get; set; }

    public DateTimeOffset Started { get; }

    public string State { get; set; } = "Ringing";

    public string CallType { get; set; } = "Internal";

    public string OtherNumber { get; set; } = string.Empty;

    /// <summary>The number that was called: a queue, or the agent's own.</summary>
    public string Dnis { get; set; } = string.Empty;

    public bool FromQueue { get; set; }

    public JObject UserData { get; set; } = [];

    /// <summary>The agents who rejected it; a redirected call goes to other agents first.</summary>
    public HashSet<string> RejectedBy { get; } = new(StringComparer.Ordinal);

    public List<string> History { get; } = [];

    public bool IsOver => State == "Released";

    public SimulatedInteraction ToPublic() => new(Id, IsOver ? null : Agent.UserName, State, History.ToArray());
}
