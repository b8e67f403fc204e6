using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Takes records out of their campaign: they are not processed any more there.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsCancelRecord", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult), typeof(GwsBulkSummary))]
public sealed class InvokeGwsCancelRecordCommand : GwsBulkRecordCmdlet
{
    /// <summary>The record alone, or every record of its chain. Without it the server decides.</summary>
    [Parameter]
    public GwsChainScope? Scope { get; set; }

    private protected override string Activity => "Cancelling records";

    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        GwsOperationOptions options = ReadOptions();
        GwsChainScope? scope = Scope;
        SubmitOperation(record, "Cancel", options, (session, how, token) => session.Outbound.CancelRecordAsync(record, scope, how, token));
    }
}
