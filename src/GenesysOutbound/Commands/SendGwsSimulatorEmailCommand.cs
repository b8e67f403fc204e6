using System.Management.Automation;
using GenesysOutbound.Completion;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Offers an e-mail to a simulated agent, and returns its id.</summary>
[Cmdlet(VerbsCommunications.Send, "GwsSimulatorEmail", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Simulator.SimulatedInteraction")]
public sealed class SendGwsSimulatorEmailCommand : GwsSimulatorCmdlet
{
    /// <summary>The agent. Without it the first one.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SimulatedAgentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Agent { get; set; }

    /// <summary>The subject.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Subject { get; set; }

    /// <summary>The sender's address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? From { get; set; }

    private protected override void Drive(GwsSimulator simulator)
    {
        string agent = AgentOrFirst(simulator, Agent);
        if (AskShouldProcess("agent '" + agent + "'", "Offer an e-mail"))
        {
            string id = simulator.OfferEmail(agent, Subject, From);
            foreach (SimulatedInteraction email in simulator.Emails)
            {
                if (email.Id == id)
                {
                    WriteObject(email);
                }
            }
        }
    }
}
