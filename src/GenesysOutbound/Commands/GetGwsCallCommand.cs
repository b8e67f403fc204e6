using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

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

    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CallStateCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? State { get; set; }

    /// <summary>Writes those that are named, or all; an error for each that is not known.</summary>
    protected override void ProcessRecord()
    {
        if (CallId is null)
        {
            WriteObject(CurrentSession.Calls.Snapshot().Where(IsWanted), enumerateCollection: true);
            return;
        }

        foreach (string id in CallId)
        {
            if (CurrentSession.Calls.Find(id) is not { } found)
            {
                WriteError(GwsErrorIds.CallUnknown, $"The session does not hold the call '{id}'.", id);
            }
            else if (IsWanted(found))
            {
                WriteObject(found);
            }
        }
    }

    private bool IsWanted(GwsCall interaction) =>
        State is null || State.Contains(interaction.State, StringComparer.OrdinalIgnoreCase);
}
