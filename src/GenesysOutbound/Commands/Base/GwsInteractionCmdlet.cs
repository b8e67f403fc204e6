using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Commands;

/// <summary>Lists interactions that the session knows.</summary>
/// <typeparam name="T">The kind of interaction.</typeparam>
public abstract class GwsInteractionCmdlet<T> : GwsSessionCmdlet
    where T : class
{
    /// <summary>Writes those that are named, or all; an error for each that is not known.</summary>
    /// <param name="ids">The ids; null for all.</param>
    /// <param name="all">All that the session knows.</param>
    /// <param name="find">Finds one by its id.</param>
    /// <param name="states">The states of those that are wanted; null for any.</param>
    /// <param name="stateOf">The state of one.</param>
    /// <param name="unknownId">The error id of one that is not known.</param>
    /// <param name="noun">What it is, for the error.</param>
    private protected void WriteHeld(string[]? ids, IReadOnlyList<T> all, Func<string, T?> find, string[]? states,
        Func<T, string?> stateOf, string unknownId, string noun)
    {
        bool IsWanted(T interaction) =>
            states is null || states.Contains(stateOf(interaction), StringComparer.OrdinalIgnoreCase);

        if (ids is null)
        {
            WriteObject(all.Where(IsWanted), enumerateCollection: true);
            return;
        }

        foreach (string id in ids)
        {
            if (find(id) is not { } found)
            {
                WriteError(unknownId, $"The session does not hold the {noun} '{id}'.", id);
            }
            else if (IsWanted(found))
            {
                WriteObject(found);
            }
        }
    }
}
