using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Starts the preview session of a campaign, or of all the agent's preview campaigns: records can be asked for, or come by themselves.</summary>
[Cmdlet(VerbsLifecycle.Start, "GwsDirectPushPreview", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StartGwsDirectPushPreviewCommand : GwsCampaignCmdlet
{
    /// <summary>The campaigns. Without it all preview campaigns of the agent.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CampaignName { get; set; }

    /// <summary>Starts.</summary>
    protected override void ProcessRecord()
    {
        foreach (string name in NamedOrAllPreview(CampaignName))
        {
            if (ShouldProcess("campaign '" + name + "'", "Start the preview session"))
            {
                GwsCampaignIdentity campaign = Identify(name);
                GwsOperationOptions options = ReadOptions();
                GwsSession session = CurrentSession;
                Submit(name, token => session.Outbound.StartPreviewSessionAsync(campaign, options, token));
            }
        }
    }
}
