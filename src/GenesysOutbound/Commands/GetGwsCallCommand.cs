using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>Lists the calls that the session knows, kept current from events. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsCall")]
[OutputType(typeof(GwsCall))]
public sealed class GetGwsCallCommand : GwsInteractionCmdlet<GwsCall>
{
    /// <summary>The ids. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CallId { get; set; }

    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CallStateCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? State { get; set; }

    /// <summary>Writes those that are named, or all; an error for each that is not known.</summary>
    protected override void ProcessRecord() => WriteHeld(
        CallId, CurrentSession.Calls.Snapshot(), CurrentSession.Calls.Find, State,
        static call => call.State, GwsErrorIds.CallUnknown, "call");
}
