using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Hosting;

/// <summary>The base of every command that needs a session: the one given with -Session, else the current one of this runspace.</summary>
public abstract class GwsSessionCmdlet : GwsCmdlet
{
    private GwsSession? _resolved;

    /// <summary>
    /// <para type="description">The session to use: an object from Connect-Gws, or its name or id. Without it the current session of this
    /// runspace is used.</para>
    /// </summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession? Session { get; set; }

    /// <summary>The session of this command; there is one once BeginProcessing is over.</summary>
    private protected GwsSession CurrentSession => _resolved!;

    /// <summary>Finds the session. Without one no input can succeed, so its lack ends the command.</summary>
    protected override void BeginProcessing()
    {
        _resolved = Session ?? RunspaceSessions.ForCurrentRunspace.Current;
        if (_resolved is null)
        {
            string others = string.Join(", ", RunspaceSessions.ForCurrentRunspace.Sessions.Select(session => "'" + session.Name + "'"));
            string message = others.Length == 0
                ? "There is no session. Open one with Connect-Gws."
                : "There is no current session. Choose one of " + others + " with Select-GwsSession, or give it with -Session.";
            ThrowTerminatingError(CommandErrors.Of(GwsErrorIds.NoSession, message, target: null).ToErrorRecord());
        }
    }

    /// <summary>A property that a CSV row leaves empty says nothing.</summary>
    private protected static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value!.Trim();

    /// <inheritdoc cref="Given(string?)"/>
    private protected static long? Given(long? value) => value > 0 ? value : null;
}
