using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

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

    private protected override string Activity => "Completing records";

    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        GwsOperationOptions options = ReadOptions(Force);
        GwsCallResult? result = CallResult;
        string? phoneNumber = PhoneNumber;
        SubmitOperation(record, "Complete", options, (session, how, token) => session.Outbound.CompleteRecordAsync(record, result, phoneNumber, how, token));
    }
}
