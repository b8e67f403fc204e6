using System.Collections.Generic;

namespace GenesysOutbound.Simulator;

/// <summary>A call or an e-mail, at the time of the query.</summary>
public sealed record SimulatedInteraction
{
    internal SimulatedInteraction(string id, string? agent, string state, IReadOnlyList<string> history)
    {
        Id = id;
        Agent = agent;
        State = state;
        History = history;
    }

    /// <summary>The id, as in the URL.</summary>
    public string Id { get; }

    /// <summary>The agent who has it; null when no agent does.</summary>
    public string? Agent { get; }

    /// <summary>The state that this agent sees.</summary>
    public string State { get; }

    /// <summary>What happened, oldest first, each as <c>agent: state</c>.</summary>
    public IReadOnlyList<string> History { get; }

    /// <summary>The id and the state.</summary>
    /// <returns>A short text for people.</returns>
    public override string ToString() => $"{Id} {State}";
}
