using System.Collections;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Sessions;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Completion;

/// <summary>
/// The base of the completers of what a simulator has: the one given, else the one that this runspace started last.
/// </summary>
public abstract class SimulatorCompleter : GwsCompleter
{
    private protected sealed override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound)
    {
        GwsSimulator? simulator = bound["Simulator"].Unwrap() as GwsSimulator
            ?? RunspaceSessions.ForCurrentRunspace.Latest<GwsSimulator>();
        return simulator is null ? [] : Choices(simulator);
    }

    /// <summary>What may be typed.</summary>
    private protected abstract IEnumerable<Choice> Choices(GwsSimulator simulator);
}

/// <summary>Completes the agents of a simulator.</summary>
public sealed class SimulatedAgentCompleter : SimulatorCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSimulator simulator) =>
        simulator.Agents.Select(agent => new Choice(agent.UserName, agent.UserName + " (" + agent.State + ")"));
}

/// <summary>Completes the campaigns of a simulator.</summary>
public sealed class SimulatedCampaignCompleter : SimulatorCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSimulator simulator) =>
        simulator.Campaigns.Select(campaign => new Choice(campaign.Name, campaign.ToString()));
}

/// <summary>Completes the operations of the requests that a simulator has seen, the latest first.</summary>
public sealed class SimulatorOperationCompleter : SimulatorCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSimulator simulator) =>
        simulator.Requests.Reverse().Where(request => request.Operation is { Length: > 0 })
            .Select(request => new Choice(request.Operation!, request.Method + " " + request.Path));
}
