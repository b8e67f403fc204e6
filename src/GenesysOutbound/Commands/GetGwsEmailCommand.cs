using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>Lists the e-mails that the session knows, kept current from events. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsEmail")]
[OutputType(typeof(GwsEmail))]
public sealed class GetGwsEmailCommand : GwsInteractionCmdlet<GwsEmail>
{
    /// <summary>The ids. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? EmailId { get; set; }

    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EmailStateCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? State { get; set; }

    /// <summary>Writes those that are named, or all; an error for each that is not known.</summary>
    protected override void ProcessRecord() => WriteHeld(
        EmailId, CurrentSession.Emails.Snapshot(), CurrentSession.Emails.Find, State,
        static email => email.State, GwsErrorIds.EmailUnknown, "e-mail");
}
