using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Ends the preview session of a campaign, or of all the agent's preview campaigns: no more records come.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GwsDirectPushPreview", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StopGwsDirectPushPreviewCommand : GwsCampaignCmdlet
{
    /// <summary>The campaigns. Without it all preview campaigns of the agent.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CampaignName { get; set; }

    /// <summary>Ends.</summary>
    protected override void ProcessRecord()
    {
        foreach (string name in NamedOrAllPreview(CampaignName))
        {
            if (ShouldProcess("campaign '" + name + "'", "End the preview session"))
            {
                GwsCampaignIdentity campaign = Identify(name);
                GwsOperationOptions options = ReadOptions();
                GwsSession session = CurrentSession;
                Submit(name, token => session.Outbound.EndPreviewSessionAsync(campaign, options, token));
            }
        }
    }
}
