using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Rejects e-mails that the agent is invited to; each goes on to another agent.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsRejectEmail", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsRejectEmailCommand : GwsMediaCmdlet
{
    /// <summary>The id of the e-mail.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] EmailId { get; set; } = [];

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        RefuseOwnValue(nameof(EmailId), "-EmailId 'id'");
        return OperateAsync(EmailId, "e-mail", "Reject (on to another agent)", pipeline, CurrentSession.Email.RejectAsync);
    }
}
