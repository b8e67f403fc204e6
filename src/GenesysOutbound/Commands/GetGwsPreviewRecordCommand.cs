using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Requests a record of a campaign for preview and returns it.</summary>
[Cmdlet(VerbsCommon.Get, "GwsPreviewRecord")]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class GetGwsPreviewRecordCommand : GwsCampaignCmdlet
{
    /// <summary>The campaigns to request a record of, one each.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] CampaignName { get; set; } = [];

    /// <summary>Requests.</summary>
    protected override void ProcessRecord()
    {
        foreach (string name in CampaignName)
        {
            GwsCampaignIdentity campaign = Identify(name);
            GwsOperationOptions options = ReadOptions();
            GwsSession session = CurrentSession;
            if (NoWait)
            {
                Submit(name, token => session.Outbound.RequestPreviewRecordAsync(campaign, options, token));
            }
            else
            {
                Submit(name, token => session.Outbound.GetPreviewRecordAsync(campaign, options, token));
            }
        }
    }
}
