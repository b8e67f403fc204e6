using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Rejects ringing calls that a queue delivered; each goes back to its queue. Any other call is refused with an error.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsRejectCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsRejectCallCommand : GwsCallCmdlet
{
    private protected override string Action => "Reject (back to its queue)";

    private protected override Task<GwsOperationResult> OperateAsync(
        GwsVoice voice, string callId, GwsOperationOptions options, CancellationToken cancellationToken) =>
        voice.RejectAsync(callId, options, cancellationToken);
}
