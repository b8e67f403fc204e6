using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Accepts e-mails that the agent is invited to.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsAcceptEmail", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsAcceptEmailCommand : GwsEmailCmdlet
{
    private protected override string Action => "Accept";

    private protected override Task<GwsOperationResult> OperateAsync(
        GwsEmailOperations email, string emailId, GwsOperationOptions options, CancellationToken cancellationToken) =>
        email.AcceptAsync(emailId, options, cancellationToken);
}
