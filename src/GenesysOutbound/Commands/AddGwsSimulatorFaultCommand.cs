using System;
using System.Management.Automation;
using GenesysOutbound.Completion;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Commands;

/// <summary>Lets something go wrong in a simulator, with the next request or event that matches.</summary>
[Cmdlet(VerbsCommon.Add, "GwsSimulatorFault", SupportsShouldProcess = true)]
[OutputType("GenesysOutbound.Simulator.SimulatorFault")]
public sealed class AddGwsSimulatorFaultCommand : GwsSimulatorCmdlet
{
    // A number, not the enumeration: a field of the simulator's type would load its assembly when the module is imported.
    private int _kind;

    /// <summary>What goes wrong.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public SimulatorFaultKind Kind
    {
        get => (SimulatorFaultKind)_kind;
        set => _kind = (int)value;
    }

    /// <summary>Only with this operationName (for an event: this notification type).</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Operation { get; set; }

    /// <summary>Only on this path (for an event: this channel); * stands for any text.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Only with this HTTP method.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Method { get; set; }

    /// <summary>Only for this agent.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SimulatedAgentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Agent { get; set; }

    /// <summary>How many matches are hit (1).</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>How many matches are let through first.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>The delay, of the kinds that delay.</summary>
    [Parameter]
    public TimeSpan Delay { get; set; }

    /// <summary>The HTTP status, of the kinds that answer one.</summary>
    [Parameter]
    [ValidateRange(0, 599)]
    public int StatusCode { get; set; }

    /// <summary>The body, of the kinds that answer one.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Body { get; set; }

    private protected override void Drive(GwsSimulator simulator)
    {
        if (AskShouldProcess(simulator.Uri.ToString(), "Break " + (Operation ?? Path ?? "the next match") + " (" + Kind + ")"))
        {
            WriteObject(simulator.Faults.Add(new SimulatorFault
            {
                Kind = Kind,
                Operation = Operation,
                Path = Path,
                Method = Method,
                Agent = Agent,
                Count = Count,
                Skip = Skip,
                Delay = Delay,
                StatusCode = StatusCode,
                Body = Body,
            }));
        }
    }
}
