using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>
/// Rejects ringing calls that a queue delivered; each goes back to its queue. Any other call is refused with an error.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsRejectCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsRejectCallCommand : GwsMediaCmdlet
{
    /// <summary>The id of the call.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] CallId { get; set; } = [];

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        OperateAsync(CallId, "call", "Reject (back to its queue)", pipeline, CurrentSession.Voice.RejectAsync);
}
