using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Changes the state of the agent on the voice channel.</summary>
[Cmdlet(VerbsCommon.Set, "GwsAgentState", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class SetGwsAgentStateCommand : GwsOperationCmdlet
{
    /// <summary>Ready, NotReady, AuxWork or AfterCallWork.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public GwsAgentState State { get; set; }

    /// <summary>Changes the state.</summary>
    protected override void ProcessRecord()
    {
        if (ShouldProcess("agent '" + CurrentSession.UserName + "'", "Set state " + State))
        {
            GwsSession session = CurrentSession;
            GwsAgentState state = State;
            GwsOperationOptions options = ReadOptions();
            Submit(state, token => session.Agent.SetStateAsync(state, options, token));
        }
    }
}
