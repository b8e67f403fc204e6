using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Formatting;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>
/// Says whether a session is alive, by asking the server. It writes true or false, and the reason as a verbose message.
/// </summary>
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

    private protected override object? ErrorTarget => Session;

    /// <summary>Asks the server, when there is a session.</summary>
    protected override void ProcessRecord()
    {
        if ((Session ??= RunspaceSessions.ForCurrentRunspace.Current) is not null)
        {
            base.ProcessRecord();
            return;
        }

        WriteVerbose("There is no current session.");
        WriteObject(false);
    }

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        bool isAlive = false;
        try
        {
            TimeSpan took = await Session!.ProbeAsync(token).ConfigureAwait(false);
            isAlive = Session.State == GwsSessionState.Connected;
            pipeline.WriteVerbose(
                $"Session '{Session.Name}' is {Session.State}; the server answered in {DisplayText.Milliseconds(took)} ms.");
        }
        catch (GwsException e)
        {
            pipeline.WriteVerbose(e.Message);
        }

        await pipeline.WriteObjectAsync(isAlive).ConfigureAwait(false);
    }
}
