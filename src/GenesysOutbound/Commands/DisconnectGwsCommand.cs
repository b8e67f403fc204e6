using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Closes sessions: exactly those that are given, or else the current one.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Gws", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectGwsCommand : GwsCmdlet
{
    /// <summary>The sessions to close: objects, names or ids. Without it the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession? Session { get; set; }

    /// <summary>Closes one session.</summary>
    protected override void ProcessRecord()
    {
        RunspaceSessions here = RunspaceSessions.ForCurrentRunspace;
        GwsSession? session = Session ?? here.Current;
        if (session is null)
        {
            WriteError(CommandErrors.Of(GwsErrorIds.NoSession, "There is no current session to close.", target: null).ToErrorRecord());
            return;
        }

        if (ShouldProcess("session '" + session.Name + "'", "Disconnect"))
        {
            Submit(session, async (pipeline, token) =>
            {
                await session.DisconnectAsync(token).ConfigureAwait(false);
                _ = await pipeline.InvokeOnPipelineAsync(() =>
                {
                    here.Remove(session);
                    return true;
                }).ConfigureAwait(false);
            });
        }
    }
}
