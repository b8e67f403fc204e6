using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>Takes records out of their campaign: they are not processed any more there.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsCancelRecord", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult), typeof(GwsBulkSummary))]
public sealed class InvokeGwsCancelRecordCommand : GwsBulkRecordCmdlet
{
    /// <summary>The record alone, or every record of its chain. Without it the server decides.</summary>
    [Parameter]
    [ConvertibleTextTransformation(typeof(GwsChainScope))]
    public GwsChainScope? Scope { get; set; }

    private protected override string Action => "Cancel";

    private protected override string Activity => "Cancelling records";

    private protected override Task<GwsOperationResult> SendAsync(
        GwsRecordIdentity record, GwsOperationOptions options, CancellationToken token) =>
        CurrentSession.Outbound.CancelRecordAsync(record, Scope, options, token);
}
