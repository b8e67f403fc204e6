using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Requests the chain of a record and returns each of its records, the record itself first.</summary>
[Cmdlet(VerbsCommon.Get, "GwsChainedRecord")]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class GetGwsChainedRecordCommand : GwsRecordOperationCmdlet
{
    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        GwsSession session = CurrentSession;
        GwsOperationOptions options = ReadOptions();
        object target = Target(record.RecordHandle);
        if (NoWait)
        {
            Submit(target, token => session.Outbound.RequestChainedRecordsAsync(record, options, token));
            return;
        }

        Submit(target, async (pipeline, token) =>
        {
            foreach (GwsRecord chained in await session.Outbound.GetChainedRecordsAsync(record, options, token).ConfigureAwait(false))
            {
                await pipeline.WriteObjectAsync(RecordMembers.Decorate(chained)).ConfigureAwait(false);
            }
        });
    }
}
