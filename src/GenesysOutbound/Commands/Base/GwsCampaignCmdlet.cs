using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>The base of the outbound commands: what identifies a campaign to the server beside its name.</summary>
public abstract class GwsCampaignCmdlet : GwsOperationCmdlet
{
    /// <summary>The DBID of the Outbound Contact Server application, where the session does not know it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_APPLICATION_ID")]
    [AllowNull]
    public long? ApplicationId { get; set; }

    /// <summary>The relative path of the voice device that sends the request, /devices/ID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? DevicePath { get; set; }

    /// <summary>The identity of a campaign for the client.</summary>
    private protected GwsCampaignIdentity Identify(string campaignName) => new(campaignName)
    {
        ApplicationId = Given(ApplicationId),
        DevicePath = Given(DevicePath),
    };

    /// <summary>
    /// The campaigns that are named; without a name every preview campaign of the agent. Writes an error when there is none.
    /// </summary>
    private protected async Task<IReadOnlyList<string>> NamedOrAllPreviewAsync(string[]? names, AsyncPipeline pipeline)
    {
        if (names is { Length: > 0 })
        {
            return names;
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
