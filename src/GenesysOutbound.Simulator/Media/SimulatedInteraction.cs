using System.Collections.Generic;

namespace GenesysOutbound.Simulator;

/// <summary>A call or an e-mail, as it was when it was asked for.</summary>
public sealed class SimulatedInteraction
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

    /// <summary>The agent who has it now; null when nobody has.</summary>
    public string? Agent { get; }

    /// <summary>The state that this agent sees.</summary>
    public string State { get; }

    /// <summary>What happened, oldest first, each as <c>agent: state</c>.</summary>
    public IReadOnlyList<string> History { get; }

    /// <summary>Says which one and its state.</summary>
    /// <returns>A short text for people.</returns>
    public override string ToString() => $"{Id} {State}";
}
