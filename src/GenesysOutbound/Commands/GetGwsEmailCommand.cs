using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>Lists the e-mails that the session knows, kept current from events. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsEmail")]
[OutputType(typeof(GwsEmail))]
public sealed class GetGwsEmailCommand : GwsSessionCmdlet
{
    /// <summary>The ids. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? EmailId { get; set; }

    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? State { get; set; }

    /// <summary>Writes those that are named, or all; an error for each that is not known.</summary>
    protected override void ProcessRecord()
    {
        if (EmailId is null)
        {
            WriteObject(CurrentSession.Emails.Snapshot().Where(IsWanted), enumerateCollection: true);
            return;
        }

        foreach (string id in EmailId)
        {
            if (CurrentSession.Emails.Find(id) is not { } found)
            {
                WriteError(GwsErrorIds.EmailUnknown, $"The session does not hold the e-mail '{id}'.", id);
            }
            else if (IsWanted(found))
            {
                WriteObject(found);
            }
        }
    }

    private bool IsWanted(GwsEmail interaction) =>
        State is null || State.Contains(interaction.State, StringComparer.OrdinalIgnoreCase);
}
