using System.Management.Automation;
using System.Net;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Formatting;

/// <summary>
/// What the type data add to the simulator's objects, so that they bind to the parameters of Connect-Gws by name.
/// </summary>
public static class SimulatorMembers
{
    /// <summary>
    /// The credential of a simulated agent; of a simulator, that of its first agent. It guards nothing but the simulator.
    /// </summary>
    /// <param name="instance">A simulator or an agent.</param>
    /// <returns>The credential; null for anything else.</returns>
    public static PSCredential? Credential(PSObject? instance) => instance?.BaseObject switch
    {
        GwsSimulator simulator => Of(simulator.Agents[0]),
        SimulatedAgent agent => Of(agent),
        _ => null,
    };

    private static PSCredential Of(SimulatedAgent agent) =>
        new(agent.UserName, new NetworkCredential(agent.UserName, agent.Password).SecurePassword);
}
