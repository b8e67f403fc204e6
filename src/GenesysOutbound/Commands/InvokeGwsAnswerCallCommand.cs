using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Answers ringing calls.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GwsAnswerCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class InvokeGwsAnswerCallCommand : GwsMediaCmdlet
{
    /// <summary>The id of the call.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] CallId { get; set; } = [];

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        OperateAsync(CallId, "call", "Answer", pipeline, CurrentSession.Voice.AnswerAsync);
}
