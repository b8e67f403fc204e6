using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Accepts e-mails that the agent is invited to.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsAcceptEmail", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsAcceptEmailCommand : GwsMediaCmdlet
{
    /// <summary>The id of the e-mail.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] EmailId { get; set; } = [];

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        RefuseOwnValue(nameof(EmailId), "-EmailId 'id'");
        return OperateAsync(EmailId, "e-mail", "Accept", pipeline, CurrentSession.Email.AcceptAsync);
    }
}
