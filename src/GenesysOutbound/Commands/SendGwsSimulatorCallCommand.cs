using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Lets a call ring at a simulated agent, and returns its id.</summary>
[Cmdlet(VerbsCommunications.Send, "GwsSimulatorCall", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Simulator.SimulatedInteraction")]
public sealed class SendGwsSimulatorCallCommand : GwsSimulatorCmdlet
{
    /// <summary>The agent. Without it the first one.</summary>
    [Parameter(Position = 0)]
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
    public IDictionary? UserData { get; set; }

    private protected override void Drive(GwsSimulator simulator)
    {
        string agent = AgentOrFirst(simulator, Agent);
        if (AskShouldProcess("agent '" + agent + "'", "Ring"))
        {
            string id = simulator.RingCall(agent, !Direct, From, ReadUserData());
            foreach (SimulatedInteraction call in simulator.Calls)
            {
                if (call.Id == id)
                {
                    WriteObject(call);
                }
            }
        }
    }

    private Dictionary<string, object?>? ReadUserData()
    {
        if (UserData is null)
        {
            return null;
        }

        var data = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in UserData)
        {
            data[LanguagePrimitives.ConvertTo<string>(entry.Key)] = entry.Value.Unwrap();
        }

        return data;
    }
}
