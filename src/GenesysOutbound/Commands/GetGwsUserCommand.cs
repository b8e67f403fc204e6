using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Shows the user of the session, with features and settings.</summary>
[Cmdlet(VerbsCommon.Get, "GwsUser")]
[OutputType(typeof(GwsUser))]
public sealed class GetGwsUserCommand : GwsSessionCmdlet
{
    /// <summary>Asks the server again.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Writes the user.</summary>
    protected override void ProcessRecord()
    {
        if (Refresh)
        {
            base.ProcessRecord();
        }
        else
        {
            WriteObject(CurrentSession.User);
        }
    }

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        await pipeline.WriteObjectAsync(await CurrentSession.Agent.RefreshUserAsync(token).ConfigureAwait(false))
            .ConfigureAwait(false);
}
