using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>Sets the call result of a record. It is pending until Complete-GwsRecord sends it.</summary>
[Cmdlet(VerbsCommon.Set, "GwsCallResult", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord))]
public sealed class SetGwsCallResultCommand : GwsPendingChangeCmdlet
{
    /// <summary>
    /// The result: a name (Busy), a number (6), or a label. Numbers beyond the known ones are taken as they are.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_CALL_RESULT")]
    [CallResultTransformation]
    [ArgumentCompleter(typeof(CallResultCompleter))]
    [ValidateNotNull]
    public GwsCallResult CallResult { get; set; } = null!;

    /// <summary>Sets the result although nobody dialled the record, or Do Not Call is set; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process(GwsRecordIdentity record)
    {
        RefuseOwnValue(nameof(CallResult), "-CallResult Busy");
        ChangePending(record, "Set call result " + CallResult, outbound => outbound.SetCallResult(record, CallResult, Force));
    }
}
