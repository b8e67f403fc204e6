using System;
using System.Management.Automation;
using GenesysOutbound.Completion;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Delivers a record to a simulated agent who did not ask, as a push preview campaign does.</summary>
[Cmdlet(VerbsCommunications.Send, "GwsSimulatorRecord", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Simulator.SimulatedRecord")]
public sealed class SendGwsSimulatorRecordCommand : GwsSimulatorCmdlet
{
    /// <summary>The campaign.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(SimulatedCampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string CampaignName { get; set; } = string.Empty;

    /// <summary>The agent. Without it the first one.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(SimulatedAgentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Agent { get; set; }

    private protected override void Drive(GwsSimulator simulator)
    {
        string agent = AgentOrFirst(simulator, Agent);
        if (!AskShouldProcess("agent '" + agent + "'", "Push a record of campaign '" + CampaignName + "'"))
        {
            return;
        }

        if (simulator.PushRecord(agent, CampaignName) is not { } handle)
        {
            throw new ArgumentException("Campaign '" + CampaignName + "' has no record left.");
        }

        foreach (SimulatedRecord record in simulator.Records)
        {
            if (record.RecordHandle == handle)
            {
                WriteObject(record);
            }
        }
    }
}
