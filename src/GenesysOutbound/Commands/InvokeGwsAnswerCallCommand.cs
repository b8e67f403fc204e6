using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Answers ringing calls.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsAnswerCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsAnswerCallCommand : GwsCallCmdlet
{
    private protected override string Action => "Answer";

    private protected override Task<GwsOperationResult> OperateAsync(
        GwsVoice voice, string callId, GwsOperationOptions options, CancellationToken cancellationToken) =>
        voice.AnswerAsync(callId, options, cancellationToken);
}
