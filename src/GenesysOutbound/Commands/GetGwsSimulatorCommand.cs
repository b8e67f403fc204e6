using System.Management.Automation;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Lists the simulators that this runspace has started.</summary>
[Cmdlet(VerbsCommon.Get, "GwsSimulator")]
[OutputType("GenesysOutbound.Simulator.GwsSimulator")]
public sealed class GetGwsSimulatorCommand : GwsCmdlet
{
    /// <summary>Writes them.</summary>
    protected override void ProcessRecord() =>
        WriteObject(RunspaceSessions.ForCurrentRunspace.Tracked<GwsSimulator>(), enumerateCollection: true);
}
