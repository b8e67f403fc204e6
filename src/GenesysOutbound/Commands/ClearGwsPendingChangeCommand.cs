using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>
/// Forgets everything that is pending on records, and their requests without an answer, also in the journal. Nothing is sent.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "GwsPendingChange", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord))]
public sealed class ClearGwsPendingChangeCommand : GwsPendingChangeCmdlet
{
    private protected override void Process(GwsRecordIdentity record) =>
        ChangePending(record, "Discard pending changes", outbound => outbound.DiscardChanges(record));
}
