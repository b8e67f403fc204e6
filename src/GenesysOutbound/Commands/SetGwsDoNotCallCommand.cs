using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Marks a record Do Not Call: pending until Complete-GwsRecord, or at once with -Immediate.</summary>
[Cmdlet(VerbsCommon.Set, "GwsDoNotCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class SetGwsDoNotCallCommand : GwsRecordOperationCmdlet
{
    /// <summary>Every record of the chain, or this record alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public GwsChainScope Scope { get; set; } = GwsChainScope.AllChain;

    /// <summary>Sends the mark at once. This finishes the record.</summary>
    [Parameter]
    public SwitchParameter Immediate { get; set; }

    /// <summary>Marks the record although nobody dialled it; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        GwsChainScope scope = Scope;
        if (!Immediate)
        {
            ChangePending(record, "Mark Do Not Call (" + scope + ")", outbound => outbound.SetDoNotCall(record, scope, Force));
        }
        else if (ShouldProcess(Describe(record), "Send Do Not Call (" + scope + ")"))
        {
            GwsSession session = CurrentSession;
            GwsOperationOptions options = ReadOptions(Force);
            Submit(Target(record.RecordHandle), token => session.Outbound.SendDoNotCallAsync(record, scope, null, options, token));
        }
    }
}
