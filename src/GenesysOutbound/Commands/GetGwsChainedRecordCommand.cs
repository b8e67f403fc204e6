using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Formatting;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Requests the chain of a record and returns each of its records, the record itself first.</summary>
[Cmdlet(VerbsCommon.Get, "GwsChainedRecord")]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class GetGwsChainedRecordCommand : GwsRecordCmdlet
{
    private protected override async Task ProcessAsync(GwsRecordIdentity record, AsyncPipeline pipeline, CancellationToken token)
    {
        GwsOutbound outbound = CurrentSession.Outbound;
        if (NoWait)
        {
            GwsOperationResult ticket = await outbound.RequestChainedRecordsAsync(record, ReadOptions(), token)
                .ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WithInput(ticket)).ConfigureAwait(false);
            return;
        }

        foreach (GwsRecord chained in await outbound.GetChainedRecordsAsync(record, ReadOptions(), token).ConfigureAwait(false))
        {
            await pipeline.WriteObjectAsync(RecordMembers.Decorate(chained)).ConfigureAwait(false);
        }
    }
}
