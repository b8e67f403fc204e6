using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Shows the records of a simulator's calling lists as they stand, and what was done with each.</summary>
[Cmdlet(VerbsCommon.Get, "GwsSimulatorRecord")]
[OutputType("GenesysOutbound.Simulator.SimulatedRecord")]
public sealed class GetGwsSimulatorRecordCommand : GwsSimulatorCmdlet
{
    /// <summary>Only these handles.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public long[]? RecordHandle { get; set; }

    /// <summary>Only records with something done to them.</summary>
    [Parameter]
    public SwitchParameter Touched { get; set; }

    private protected override void Drive(GwsSimulator simulator) => WriteObject(
        simulator.Records.Where(record => (RecordHandle is null || RecordHandle.Contains(record.RecordHandle))
            && (!Touched || record.History.Count > 0)),
        enumerateCollection: true);
}
