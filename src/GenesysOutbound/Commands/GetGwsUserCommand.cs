using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Shows the user of the session, with features and settings.</summary>
[Cmdlet(VerbsCommon.Get, "GwsUser")]
[OutputType(typeof(GwsUser))]
public sealed class GetGwsUserCommand : GwsSessionCmdlet
{
    /// <summary>Asks the server anew.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Writes the user.</summary>
    protected override void ProcessRecord()
    {
        GwsSession session = CurrentSession;
        if (Refresh)
        {
            Submit(session, session.Agent.RefreshUserAsync);
        }
        else
        {
            WriteObject(session.User);
        }
    }
}
