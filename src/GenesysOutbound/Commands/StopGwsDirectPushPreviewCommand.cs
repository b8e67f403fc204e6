using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>Ends the preview session of a campaign, or of all the agent's preview campaigns: no more records come.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GwsDirectPushPreview", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StopGwsDirectPushPreviewCommand : GwsPreviewSessionCmdlet
{
    private protected override string Action => "End the preview session";

    private protected override Task<GwsOperationResult> SendAsync(
        GwsCampaignIdentity campaign, GwsOperationOptions options, CancellationToken token) =>
        CurrentSession.Outbound.EndPreviewSessionAsync(campaign, options, token);
}
