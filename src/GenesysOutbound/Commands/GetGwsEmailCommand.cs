using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

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

    /// <summary>Only those in these states, such as Invited.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? State { get; set; }

    /// <summary>Writes them.</summary>
    protected override void ProcessRecord()
    {
        if (EmailId is null)
        {
            Write(CurrentSession.Emails.Snapshot());
            return;
        }

        foreach (string id in EmailId)
        {
            if (CurrentSession.Emails.Find(id) is { } found)
            {
                Write([found]);
            }
            else
            {
                WriteError(CommandErrors.Of(GwsErrorIds.EmailUnknown, "The session knows no e-mail '" + id + "'.", id).ToErrorRecord());
            }
        }
    }

    private void Write(IEnumerable<GwsEmail> found) => WriteObject(
        found.Where(one => State is null || State.Contains(one.State, System.StringComparer.OrdinalIgnoreCase)), enumerateCollection: true);
}
