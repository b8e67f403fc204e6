using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Changes the state of the agent on the voice channel.</summary>
[Cmdlet(VerbsCommon.Set, "GwsAgentState", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class SetGwsAgentStateCommand : GwsMediaCmdlet
{
    /// <summary>Ready, NotReady, AuxWork or AfterCallWork.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ConvertibleTextTransformation(typeof(GwsAgentState))]
    public GwsAgentState State { get; set; }

    private protected override object ErrorTarget => TargetOf(State);

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        string target = $"agent '{CurrentSession.UserName}'";
        if (await pipeline.ShouldProcessAsync(target, $"Set state {State}").ConfigureAwait(false))
        {
            GwsOperationResult answer = await CurrentSession.Agent.SetStateAsync(State, ReadOptions(), token)
                .ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WithInput(answer)).ConfigureAwait(false);
        }
    }
}
