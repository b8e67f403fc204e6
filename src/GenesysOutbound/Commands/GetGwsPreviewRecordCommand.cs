using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Formatting;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>
/// Requests a record of a campaign for preview and returns it. The record leaves the pool and is held by this agent.
/// </summary>
[Cmdlet(VerbsCommon.Get, "GwsPreviewRecord", SupportsShouldProcess = true)]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class GetGwsPreviewRecordCommand : GwsCampaignCmdlet
{
    /// <summary>The campaigns to request a record of, one each.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] CampaignName { get; set; } = [];

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        ForEachAsync(CampaignName, pipeline, async name =>
        {
            if (!await pipeline.ShouldProcessAsync($"campaign '{name}'", "Take a record out of the pool").ConfigureAwait(false))
            {
                return;
            }

            GwsOutbound outbound = CurrentSession.Outbound;
            object? answer = NoWait
                ? WithInput(await outbound.RequestPreviewRecordAsync(Identify(name), ReadOptions(), token).ConfigureAwait(false))
                : RecordMembers.Decorate(await outbound.GetPreviewRecordAsync(Identify(name), ReadOptions(), token)
                    .ConfigureAwait(false));
            await pipeline.WriteObjectAsync(answer).ConfigureAwait(false);
        }, TargetOf);
}
