using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Closes sessions: exactly those that are given, or else the current one.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Gws", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectGwsCommand : GwsCmdlet
{
    private GwsSession? _session;

    /// <summary>The sessions to close: objects, names or ids. Without it the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession? Session { get; set; }

    private protected override object? ErrorTarget => _session;

    /// <summary>Closes one session.</summary>
    protected override void ProcessRecord()
    {
        _session = Session ?? RunspaceSessions.ForCurrentRunspace.Current;
        if (_session is null)
        {
            WriteError(GwsErrorIds.NoSession, "There is no current session to close.", target: null);
        }
        else if (AskShouldProcess($"session '{_session.Name}'", "Disconnect"))
        {
            base.ProcessRecord();
        }
    }

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        IReadOnlyList<string> known = _session!.Warnings;
        await _session.DisconnectAsync(token).ConfigureAwait(false);
        pipeline.WriteWarnings(_session.Warnings.Except(known));
        await pipeline.InvokeAsync(() =>
        {
            RunspaceSessions.ForCurrentRunspace.Remove(_session);
            return true;
        }).ConfigureAwait(false);
    }
}
