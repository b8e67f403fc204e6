using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Hangs up calls.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GwsCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StopGwsCallCommand : GwsCallCmdlet
{
    private protected override string Action => "Hang up";

    private protected override Task<GwsOperationResult> OperateAsync(
        GwsVoice voice, string callId, GwsOperationOptions options, CancellationToken cancellationToken) =>
        voice.HangupAsync(callId, options, cancellationToken);
}
