using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Starts the preview session of a campaign, or of all the agent's preview campaigns: records can be asked for, or come by themselves.</summary>
[Cmdlet(VerbsLifecycle.Start, "GwsDirectPushPreview", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StartGwsDirectPushPreviewCommand : GwsPreviewSessionCmdlet
{
    private protected override string Action => "Start the preview session";

    private protected override Task<GwsOperationResult> OperateAsync(
        GwsOutbound outbound, GwsCampaignIdentity campaign, GwsOperationOptions options, CancellationToken cancellationToken) =>
        outbound.StartPreviewSessionAsync(campaign, options, cancellationToken);
}
