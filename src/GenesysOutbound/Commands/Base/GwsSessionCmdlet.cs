using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>
/// The base of every command that needs a session: the one given with -Session, else the current one of this runspace.
/// </summary>
public abstract class GwsSessionCmdlet : GwsCmdlet
{
    private GwsSession? _resolved;
    private HashSet<string> _typed = [];

    // Used again for each input: there may be very many.
    private readonly List<string> _piped = [];

    /// <summary>
    /// The session to use: an object from Connect-Gws, or its name or id. Without it the current session of this runspace.
    /// </summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession? Session { get; set; }

    /// <summary>The session of this command; available once BeginProcessing is over.</summary>
    private protected GwsSession CurrentSession => _resolved!;

    /// <inheritdoc/>
    private protected override object? ErrorTarget => _resolved;

    /// <summary>
    /// Notes what was typed, as opposed to what comes down the pipeline later, and finds the session. Without a session no input
    /// can succeed, so its absence ends the command.
    /// </summary>
    protected override void BeginProcessing()
    {
        _typed = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        RunspaceSessions here = RunspaceSessions.ForCurrentRunspace;
        _resolved = Session ?? here.Current;
        if (_resolved is null)
        {
            string others = string.Join(", ", here.Sessions.Select(session => $"'{session.Name}'"));
            ThrowTerminatingError(
                GwsErrorIds.NoSession,
                others.Length == 0
                    ? "There is no session. Open one with Connect-Gws."
                    : $"There is no current session. Choose one of {others} with Select-GwsSession, or give it with -Session.",
                target: null);
        }
    }

    /// <summary>Whether a parameter was typed, and did not come down the pipeline.</summary>
    private protected bool IsTyped(string parameterName) => _typed.Contains(parameterName);

    /// <summary>
    /// Takes out of the bound parameters what came down the pipeline. The engine sets a parameter back to its default before the
    /// next input, but leaves its name in the list, so a value of a later input that it dropped would count as bound.
    /// </summary>
    private protected void ForgetPipedParameters()
    {
        Dictionary<string, object> bound = MyInvocation.BoundParameters;
        if (bound.Count == _typed.Count)
        {
            return;
        }

        _piped.Clear();
        foreach (string name in bound.Keys)
        {
            if (!IsTyped(name))
            {
                _piped.Add(name);
            }
        }

        foreach (string name in _piped)
        {
            bound.Remove(name);
        }
    }

    /// <summary>An empty column of a CSV row is not a value.</summary>
    private protected static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <inheritdoc cref="Given(string?)"/>
    private protected static long? Given(long? value) => value > 0 ? value : null;
}
