using System.Management.Automation;
using GenesysOutbound.Sessions;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Stops a simulator and frees its port.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GwsSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopGwsSimulatorCommand : GwsSimulatorCmdlet
{
    private protected override void Drive(GwsSimulator simulator)
    {
        if (AskShouldProcess(simulator.Uri.ToString(), "Stop the simulator"))
        {
            RunspaceSessions.ForCurrentRunspace.Untrack(simulator);
            simulator.Dispose();
        }
    }
}
