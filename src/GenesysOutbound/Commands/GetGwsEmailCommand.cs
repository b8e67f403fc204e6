using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Lists the e-mails that the session knows, kept current from events. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsEmail")]
[OutputType(typeof(GwsEmail))]
public sealed class GetGwsEmailCommand : GwsStoreCmdlet<GwsEmail>
{
    /// <summary>The ids. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? EmailId { get; set; }

    /// <summary>Writes them.</summary>
    protected override void ProcessRecord() => WriteKnown(
        EmailId,
        CurrentSession.Emails.Snapshot,
        CurrentSession.Emails.Find,
        email => email.State,
        id => CommandErrors.Of(GwsErrorIds.EmailUnknown, "The session knows no e-mail '" + id + "'.", id));
}
