using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Lists the calls that the session knows, kept current from events. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsCall")]
[OutputType(typeof(GwsCall))]
public sealed class GetGwsCallCommand : GwsSessionCmdlet
{
    /// <summary>The ids. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CallId { get; set; }

    /// <summary>Only those in these states, such as Ringing or Established.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? State { get; set; }

    /// <summary>Writes them.</summary>
    protected override void ProcessRecord()
    {
        if (CallId is null)
        {
            Write(CurrentSession.Calls.Snapshot());
            return;
        }

        foreach (string id in CallId)
        {
            if (CurrentSession.Calls.Find(id) is { } found)
            {
                Write([found]);
            }
            else
            {
                WriteError(CommandErrors.Of(GwsErrorIds.CallUnknown, "The session knows no call '" + id + "'.", id).ToErrorRecord());
            }
        }
    }

    private void Write(IEnumerable<GwsCall> found) => WriteObject(
        found.Where(one => State is null || State.Contains(one.State, System.StringComparer.OrdinalIgnoreCase)), enumerateCollection: true);
}
