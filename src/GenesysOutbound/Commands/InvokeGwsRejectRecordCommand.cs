using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Gives records back to the pool, for other agents.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsRejectRecord", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult), typeof(GwsBulkSummary))]
public sealed class InvokeGwsRejectRecordCommand : GwsBulkRecordCmdlet
{
    private protected override string Activity => "Rejecting records";

    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        GwsOperationOptions options = ReadOptions();
        SubmitOperation(record, "Reject", options, (session, how, token) => session.Outbound.RejectRecordAsync(record, how, token));
    }
}
