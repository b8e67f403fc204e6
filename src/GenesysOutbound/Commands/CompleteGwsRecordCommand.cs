using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>Sends what is pending on records, step by step, then completes them.</summary>
[Cmdlet(VerbsLifecycle.Complete, "GwsRecord", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult), typeof(GwsBulkSummary))]
public sealed class CompleteGwsRecordCommand : GwsBulkRecordCmdlet
{
    /// <summary>The call result to complete with: a name, number or label. Without it the pending one, if any.</summary>
    [Parameter]
    [CallResultTransformation]
    [ArgumentCompleter(typeof(CallResultCompleter))]
    [ValidateNotNull]
    public GwsCallResult? CallResult { get; set; }

    /// <summary>The phone number that was dialled, where it is not that of the record.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PhoneNumber { get; set; }

    /// <summary>Completes although the desktop's rules say no; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Action => "Complete";

    private protected override string Activity => "Completing records";

    private protected override bool IsForced => Force;

    private protected override Task<GwsOperationResult> SendAsync(
        GwsRecordIdentity record, GwsOperationOptions options, CancellationToken token) =>
        CurrentSession.Outbound.CompleteRecordAsync(record, CallResult, PhoneNumber, options, token);
}
