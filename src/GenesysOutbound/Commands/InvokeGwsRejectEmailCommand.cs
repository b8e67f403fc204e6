using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Rejects e-mails that the agent is invited to; each goes on to another agent.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsRejectEmail", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsRejectEmailCommand : GwsEmailCmdlet
{
    private protected override string Action => "Reject (on to another agent)";

    private protected override Task<GwsOperationResult> OperateAsync(
        GwsEmailOperations email, string emailId, GwsOperationOptions options, CancellationToken cancellationToken) =>
        email.RejectAsync(emailId, options, cancellationToken);
}
