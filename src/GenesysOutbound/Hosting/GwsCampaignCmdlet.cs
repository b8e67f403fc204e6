using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Hosting;

/// <summary>The base of commands on campaigns: how a campaign is named.</summary>
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

    private protected GwsCampaignIdentity Identify(string campaignName) => new(campaignName)
    {
        ApplicationId = Given(ApplicationId),
        DevicePath = Given(DevicePath),
    };

    /// <summary>The campaigns named; without a name every preview campaign of the agent. Writes an error when there is none.</summary>
    private protected string[] NamedOrAllPreview(string[]? names)
    {
        if (names is { Length: > 0 })
        {
            return names;
        }

        string[] all = [.. CurrentSession.Campaigns.Snapshot().Where(campaign => campaign.IsPreview).Select(campaign => campaign.CampaignName)];
        if (all.Length == 0)
        {
            WriteError(CommandErrors.Of(
                GwsErrorIds.CampaignUnknown, "The server has told of no preview campaign of this agent. Name one with -CampaignName.", target: null).ToErrorRecord());
        }

        return all;
    }
}
