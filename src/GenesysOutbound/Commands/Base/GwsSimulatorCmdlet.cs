using System;
using System.Management.Automation;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>The base of commands that drive a simulator: the one given, else the one that this runspace started last.</summary>
public abstract class GwsSimulatorCmdlet : GwsCmdlet
{
    /// <summary>The simulator, from Start-GwsSimulator. Without it the one that this runspace started last.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public GwsSimulator? Simulator { get; set; }

    /// <summary>Drives the simulator. What it does not know (an agent, a campaign) is an error of the input.</summary>
    protected override void ProcessRecord()
    {
        GwsSimulator? simulator = Simulator ?? RunspaceSessions.ForCurrentRunspace.Latest<GwsSimulator>();
        if (simulator is null)
        {
            ThrowTerminatingError(ErrorRecords.Create(
                new InvalidOperationException("This runspace has started no simulator."),
                "NoSimulator", ErrorCategory.InvalidOperation, target: null, "Start one with Start-GwsSimulator."));
        }

        Attempt(simulator, () => Drive(simulator!));
    }

    /// <summary>What the command does.</summary>
    private protected abstract void Drive(GwsSimulator simulator);

    /// <summary>The agent named, else the first one.</summary>
    private protected static string AgentOrFirst(GwsSimulator simulator, string? agent) => agent ?? simulator.Agents[0].UserName;
}
