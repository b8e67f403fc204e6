using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Lists the sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "GwsSession", DefaultParameterSetName = NameSet)]
[OutputType(typeof(GwsSession))]
public sealed class GetGwsSessionCommand : GwsCmdlet
{
    private const string NameSet = "Name";
    private const string CurrentSet = "Current";

    /// <summary>Names or ids; wildcards are allowed. Without it all.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the current session.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CurrentSet)]
    public SwitchParameter Current { get; set; }

    /// <summary>Writes the sessions.</summary>
    protected override void ProcessRecord()
    {
        RunspaceSessions here = RunspaceSessions.ForCurrentRunspace;
        if (Current)
        {
            if (here.Current is { } current)
            {
                WriteObject(current);
            }

            return;
        }

        foreach (string name in Name)
        {
            var wanted = new NamePattern(name);
            IReadOnlyList<GwsSession> named = wanted.Choose(here.Sessions, session => session.Name);
            GwsSession[] found = [.. here.Sessions.Where(session =>
                named.Contains(session) || session.Id.ToString(CultureInfo.InvariantCulture) == name)];
            if (found.Length == 0 && !wanted.IsPattern)
            {
                WriteError(GwsErrorIds.SessionNotFound, $"There is no session '{name}' in this runspace.", name);
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
