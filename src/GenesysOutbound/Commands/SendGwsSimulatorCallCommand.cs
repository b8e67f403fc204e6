using System.Collections;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Lets a call ring at a simulated agent, and returns its id.</summary>
[Cmdlet(VerbsCommunications.Send, "GwsSimulatorCall", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Simulator.SimulatedInteraction")]
public sealed class SendGwsSimulatorCallCommand : GwsSimulatorCmdlet
{
    /// <summary>The agent. Without it the first one.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SimulatedAgentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Agent { get; set; }

    /// <summary>Calls the agent directly: no queue delivers the call, so it cannot be rejected.</summary>
    [Parameter]
    public SwitchParameter Direct { get; set; }

    /// <summary>The calling number.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? From { get; set; }

    /// <summary>Attached data.</summary>
    [Parameter]
    [TableTransformation(nameof(UserData))]
    public IDictionary? UserData { get; set; }

    private protected override void Drive(GwsSimulator simulator)
    {
        string agent = AgentOrFirst(simulator, Agent);
        if (AskShouldProcess("agent '" + agent + "'", "Ring"))
        {
            string id = simulator.RingCall(agent, !Direct, From, UserData as GwsData);
            foreach (SimulatedInteraction call in simulator.Calls)
            {
                if (call.Id == id)
                {
                    WriteObject(call);
                }
            }
        }
    }
}
