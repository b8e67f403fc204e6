using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Forgets everything that is pending on records, and their requests without an answer, also in the journal. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Clear, "GwsPendingChange", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord))]
public sealed class ClearGwsPendingChangeCommand : GwsRecordCmdlet
{
    private protected override void ProcessRecord(GwsRecordIdentity record) =>
        ChangePending(record, "Discard pending changes", outbound => outbound.DiscardChanges(record));
}
