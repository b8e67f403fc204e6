using System.Management.Automation;
using GenesysOutbound.Desktop;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Lists the desktops that this runspace has started and that have not ended.</summary>
[Cmdlet(VerbsCommon.Get, "GwsDesktop")]
[OutputType("GenesysOutbound.Desktop.GwsDesktop")]
public sealed class GetGwsDesktopCommand : GwsCmdlet
{
    /// <summary>Writes them.</summary>
    protected override void ProcessRecord() =>
        WriteObject(RunspaceSessions.ForCurrentRunspace.Tracked<GwsDesktop>(), enumerateCollection: true);
}
