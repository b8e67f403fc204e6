using System.Management.Automation;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Takes all faults of a simulator away.</summary>
[Cmdlet(VerbsCommon.Clear, "GwsSimulatorFault", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearGwsSimulatorFaultCommand : GwsSimulatorCmdlet
{
    private protected override void Drive(GwsSimulator simulator)
    {
        if (AskShouldProcess(simulator.Uri.ToString(), "Take all faults away"))
        {
            simulator.Faults.Clear();
        }
    }
}
