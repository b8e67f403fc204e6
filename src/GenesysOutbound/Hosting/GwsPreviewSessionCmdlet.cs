using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Hosting;

/// <summary>The base of the commands that start and end preview sessions.</summary>
public abstract class GwsPreviewSessionCmdlet : GwsCampaignCmdlet
{
    /// <summary>The campaigns. Without it all preview campaigns of the agent.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? CampaignName { get; set; }

    /// <summary>What is done to the campaign, for -WhatIf.</summary>
    private protected abstract string Action { get; }

    /// <summary>Works on each campaign.</summary>
    protected override void ProcessRecord()
    {
        foreach (string name in NamedOrAllPreview(CampaignName))
        {
            if (ShouldProcess("campaign '" + name + "'", Action))
            {
                GwsCampaignIdentity campaign = Identify(name);
                GwsOperationOptions options = ReadOptions();
                GwsSession session = CurrentSession;
                Submit(name, token => OperateAsync(session.Outbound, campaign, options, token));
            }
        }
    }

    private protected abstract Task<GwsOperationResult> OperateAsync(
        GwsOutbound outbound, GwsCampaignIdentity campaign, GwsOperationOptions options, CancellationToken cancellationToken);
}
