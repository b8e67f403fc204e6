using System.Management.Automation;
using System.Management.Automation.Runspaces;
using GenesysOutbound.Client;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Formatting;

/// <summary>What the views show of a session beside its own properties.</summary>
internal static class SessionMembers
{
    /// <summary>A star for the session that commands take when they are given none.</summary>
    /// <param name="instance">A session.</param>
    /// <returns>A star, or nothing.</returns>
    public static string Mark(object? instance)
    {
        // A copy of a session, from a file or a job, is never the current one.
        object? value = instance is PSObject wrapped ? wrapped.BaseObject : instance;
        return value is GwsSession session && Runspace.DefaultRunspace is not null
            && ReferenceEquals(RunspaceSessions.ForCurrentRunspace.Current, session) ? "*" : string.Empty;
    }
}
