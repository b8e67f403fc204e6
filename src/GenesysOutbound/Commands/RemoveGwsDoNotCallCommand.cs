using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>Takes back a Do Not Call that is pending on a record.</summary>
[Cmdlet(VerbsCommon.Remove, "GwsDoNotCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord))]
public sealed class RemoveGwsDoNotCallCommand : GwsPendingChangeCmdlet
{
    private protected override void Process(GwsRecordIdentity record) =>
        ChangePending(record, "Take back Do Not Call", outbound => outbound.RemoveDoNotCall(record));
}
