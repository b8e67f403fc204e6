using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace GenesysOutbound.Hosting;

/// <summary>The base of the commands that list the interactions that the session knows.</summary>
/// <typeparam name="T">The kind of interaction.</typeparam>
public abstract class GwsStoreCmdlet<T> : GwsSessionCmdlet
    where T : class
{
    /// <summary>Only those in these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? State { get; set; }

    /// <summary>Writes those that are named, or all; an error for each that is not known.</summary>
    private protected void WriteKnown(string[]? ids, Func<IEnumerable<T>> all, Func<string, T?> find, Func<T, string?> stateOf, Func<string, CommandError> unknown)
    {
        if (ids is null)
        {
            Write(all(), stateOf);
            return;
        }

        foreach (string id in ids)
        {
            if (find(id) is { } found)
            {
                Write([found], stateOf);
            }
            else
            {
                WriteError(unknown(id).ToErrorRecord());
            }
        }
    }

    private void Write(IEnumerable<T> found, Func<T, string?> stateOf) =>
        WriteObject(found.Where(one => State is null || State.Contains(stateOf(one), StringComparer.OrdinalIgnoreCase)), enumerateCollection: true);
}
