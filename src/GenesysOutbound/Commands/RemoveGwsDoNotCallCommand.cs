using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Takes back a Do Not Call that is pending on a record.</summary>
[Cmdlet(VerbsCommon.Remove, "GwsDoNotCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord))]
public sealed class RemoveGwsDoNotCallCommand : GwsRecordCmdlet
{
    private protected override void ProcessRecord(GwsRecordIdentity record) =>
        ChangePending(record, "Take back Do Not Call", outbound => outbound.RemoveDoNotCall(record));
}
