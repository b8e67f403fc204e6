using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Hangs up calls.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GwsCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class StopGwsCallCommand : GwsMediaCmdlet
{
    /// <summary>The id of the call.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] CallId { get; set; } = [];

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        OperateAsync(CallId, "call", "Hang up", pipeline, CurrentSession.Voice.HangupAsync);
}
