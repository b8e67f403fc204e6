using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Desktop;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Ends a desktop and frees its port. Pages that are open say so. The session goes on.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GwsDesktop", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopGwsDesktopCommand : GwsCmdlet
{
    /// <summary>
    /// The desktop, from Start-GwsDesktop or Get-GwsDesktop. Without it the one that this runspace started last.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public GwsDesktop? Desktop { get; set; }

    /// <summary>Ends it.</summary>
    protected override void ProcessRecord()
    {
        GwsDesktop? desktop = Desktop ?? RunspaceSessions.ForCurrentRunspace.Tracked<GwsDesktop>().Reverse().FirstOrDefault();
        if (desktop is null)
        {
            ThrowTerminatingError(ErrorRecords.Create(
                new InvalidOperationException("This runspace has no desktop that runs."),
                "NoDesktop", ErrorCategory.InvalidOperation, target: null, "Start one with Start-GwsDesktop."));
        }

        Attempt(desktop, () =>
        {
            if (AskShouldProcess(desktop!.Uri.ToString(), "End the desktop"))
            {
                // It leaves the runspace's list by itself when it has ended.
                desktop.Stop();
            }
        });
    }
}
