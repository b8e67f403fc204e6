using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>Takes back a callback that is pending on a record.</summary>
[Cmdlet(VerbsCommon.Remove, "GwsRecordSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord))]
public sealed class RemoveGwsRecordScheduleCommand : GwsPendingChangeCmdlet
{
    private protected override void Process(GwsRecordIdentity record) =>
        ChangePending(record, "Take back the callback", outbound => outbound.RemoveSchedule(record));
}
