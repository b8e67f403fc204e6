using System.Management.Automation;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>
/// Lets a simulator go down and come up again on its port: all HTTP and Bayeux sessions are forgotten, records and calls stay.
/// </summary>
[Cmdlet(VerbsLifecycle.Restart, "GwsSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RestartGwsSimulatorCommand : GwsSimulatorCmdlet
{
    private protected override void Drive(GwsSimulator simulator)
    {
        if (AskShouldProcess(simulator.Uri.ToString(), "Restart the simulator"))
        {
            simulator.Restart();
        }
    }
}
