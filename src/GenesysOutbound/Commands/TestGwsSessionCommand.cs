using System;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Says whether a session is alive, by asking the server. It writes true or false, and the reason as a verbose message.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GwsSession")]
[OutputType(typeof(bool))]
public sealed class TestGwsSessionCommand : GwsCmdlet
{
    /// <summary>The session: object, name or id. Without it the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession? Session { get; set; }

    /// <summary>Asks.</summary>
    protected override void ProcessRecord()
    {
        GwsSession? session = Session ?? RunspaceSessions.ForCurrentRunspace.Current;
        if (session is null)
        {
            WriteVerbose("There is no current session.");
            WriteObject(false);
            return;
        }

        Submit(session, async (pipeline, token) =>
        {
            bool alive = false;
            try
            {
                TimeSpan took = await session.ProbeAsync(token).ConfigureAwait(false);
                alive = session.State == GwsSessionState.Connected;
                pipeline.WriteVerbose("Session '" + session.Name + "' is " + session.State + "; the server answered in "
                    + Formatting.DisplayText.Milliseconds(took) + " ms.");
            }
            catch (GwsException e)
            {
                pipeline.WriteVerbose(e.Message);
            }

            await pipeline.WriteObjectAsync(alive).ConfigureAwait(false);
        });
    }
}
