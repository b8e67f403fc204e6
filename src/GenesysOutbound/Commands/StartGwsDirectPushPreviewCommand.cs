using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>
/// Starts the preview session of a campaign, or of all the agent's preview campaigns: records can be requested, or are pushed.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "GwsDirectPushPreview", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StartGwsDirectPushPreviewCommand : GwsPreviewSessionCmdlet
{
    private protected override string Action => "Start the preview session";

    private protected override Task<GwsOperationResult> SendAsync(
        GwsCampaignIdentity campaign, GwsOperationOptions options, CancellationToken token) =>
        CurrentSession.Outbound.StartPreviewSessionAsync(campaign, options, token);
}
