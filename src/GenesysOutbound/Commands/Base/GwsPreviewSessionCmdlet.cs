using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>
/// The base of the commands that start or end preview sessions: of the campaigns that are named, or of all preview campaigns of
/// the agent.
/// </summary>
public abstract class GwsPreviewSessionCmdlet : GwsCampaignCmdlet
{
    /// <summary>The campaigns. Without it all preview campaigns of the agent.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CampaignName { get; set; }

    /// <summary>What the command does with each preview session, in the words of <c>-WhatIf</c>.</summary>
    private protected abstract string Action { get; }

    /// <summary>Sends the operation for one campaign.</summary>
    private protected abstract Task<GwsOperationResult> SendAsync(
        GwsCampaignIdentity campaign, GwsOperationOptions options, CancellationToken token);

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        await OperateAsync(
            await ReadCampaignsAsync(pipeline).ConfigureAwait(false),
            "campaign",
            Action,
            pipeline,
            (name, options, stop) => SendAsync(Identify(name), options, stop)).ConfigureAwait(false);

    /// <summary>
    /// The campaigns that are named; without a name every preview campaign of the agent. Writes an error when there is none.
    /// </summary>
    private async Task<IReadOnlyList<string>> ReadCampaignsAsync(AsyncPipeline pipeline)
    {
        if (CampaignName is { Length: > 0 })
        {
            return CampaignName;
        }

        // Without a name all campaigns are meant; an object that names none must not mean all.
        if (InputObject is not null)
        {
            var unnamed = new GwsException(GwsErrorIds.InvalidParameter,
                "The piped object has no CampaignName. Nothing was done with it.");
            await pipeline.WriteErrorAsync(ErrorRecords.From(unnamed, InputObject)).ConfigureAwait(false);
            return [];
        }

        string[] all =
            [.. CurrentSession.Campaigns.Snapshot().Where(campaign => campaign.IsPreview)
                .Select(campaign => campaign.CampaignName)];
        if (all.Length == 0)
        {
            var error = new GwsException(
                GwsErrorIds.CampaignUnknown,
                "No preview campaign has been announced for this agent. Specify one with -CampaignName.");
            await pipeline.WriteErrorAsync(ErrorRecords.From(error, target: null)).ConfigureAwait(false);
        }

        return all;
    }
}
