using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>Gives records back to the pool, for other agents.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsRejectRecord", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult), typeof(GwsBulkSummary))]
public sealed class InvokeGwsRejectRecordCommand : GwsBulkRecordCmdlet
{
    private protected override string Action => "Reject";

    private protected override string Activity => "Rejecting records";

    private protected override Task<GwsOperationResult> SendAsync(
        GwsRecordIdentity record, GwsOperationOptions options, CancellationToken token) =>
        CurrentSession.Outbound.RejectRecordAsync(record, options, token);
}
