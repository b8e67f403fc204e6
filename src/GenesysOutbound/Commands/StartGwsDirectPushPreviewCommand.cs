using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>
/// Starts the preview session of a campaign, or of all the agent's preview campaigns: records can be requested, or are pushed.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "GwsDirectPushPreview", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StartGwsDirectPushPreviewCommand : GwsCampaignCmdlet
{
    /// <summary>The campaigns. Without it all preview campaigns of the agent.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CampaignName { get; set; }

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        await OperateAsync(
            await NamedOrAllPreviewAsync(CampaignName, pipeline).ConfigureAwait(false),
            "campaign",
            "Start the preview session",
            pipeline,
            (name, options, stop) =>
                CurrentSession.Outbound.StartPreviewSessionAsync(Identify(name), options, stop)).ConfigureAwait(false);
}
