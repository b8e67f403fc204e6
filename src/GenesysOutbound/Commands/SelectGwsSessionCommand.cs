using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Makes a session the current one of this runspace.</summary>
[Cmdlet(VerbsCommon.Select, "GwsSession")]
[OutputType(typeof(GwsSession))]
public sealed class SelectGwsSessionCommand : GwsCmdlet
{
    /// <summary>The session: object, name or id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession Session { get; set; } = null!;

    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Selects.</summary>
    protected override void ProcessRecord() => Attempt(Session, () =>
    {
        Session.EnsureOpen();
        RunspaceSessions.ForCurrentRunspace.Select(Session);
        if (PassThru)
        {
            WriteObject(Session);
        }
    });
}
