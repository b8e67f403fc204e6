using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Lists the calls that the session knows, kept current from events. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsCall")]
[OutputType(typeof(GwsCall))]
public sealed class GetGwsCallCommand : GwsStoreCmdlet<GwsCall>
{
    /// <summary>The ids. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CallId { get; set; }

    /// <summary>Writes them.</summary>
    protected override void ProcessRecord() => WriteKnown(
        CallId,
        CurrentSession.Calls.Snapshot,
        CurrentSession.Calls.Find,
        call => call.State,
        id => CommandErrors.Of(GwsErrorIds.CallUnknown, "The session knows no call '" + id + "'.", id));
}
