using System.Management.Automation;
using GenesysOutbound.Sessions;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Opens the page of a simulator in the browser: it shows the contact center at work, and drives it.</summary>
[Cmdlet(VerbsCommon.Show, "GwsSimulator", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Simulator.GwsSimulator")]
public sealed class ShowGwsSimulatorCommand : GwsSimulatorCmdlet
{
    /// <summary>Returns the simulator; its property PageUri is the address of the page.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Drive(GwsSimulator simulator)
    {
        if (!AskShouldProcess(simulator.Uri.ToString(), "Open the simulator's page in the browser"))
        {
            return;
        }

        if (BrowserLauncher.Open(simulator.PageUri) is string problem)
        {
            WriteWarning(problem);
        }

        if (PassThru)
        {
            WriteObject(simulator);
        }
    }
}
