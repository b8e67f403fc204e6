using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>What PowerShell's wrappers around values mean.</summary>
internal static class PSObjectExtensions
{
    private static readonly string RecordTypeName = typeof(GwsRecord).FullName!;

    /// <summary>The value without the wrapper that PowerShell puts around what came out of a script.</summary>
    public static object? Unwrap(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>
    /// What an error points back to: the object that came down the pipeline, so that it can be piped in again; else what was
    /// given as a value.
    /// </summary>
    /// <param name="input">The piped object, or null.</param>
    /// <param name="given">The handle, id, name or value that was given.</param>
    public static object? OrGiven(this PSObject? input, object? given) => input is { BaseObject: not string } ? input : given;

    /// <summary>
    /// Whether it is a record of a session, also one that came from a file of objects, a job or another machine (Deserialized.*),
    /// or that Select-Object made (Selected.*). A row of a file (CSV:*) is not: there somebody wrote the values down.
    /// </summary>
    public static bool IsRecord(this PSObject? value) => value is not null
        && (value.BaseObject is GwsRecord
            || (value.TypeNames.Any(name => name.EndsWith("." + RecordTypeName, StringComparison.Ordinal))
                && !value.TypeNames.Any(name => name.StartsWith("CSV:", StringComparison.Ordinal)))
            || HasMembersOfRecord(value));

    /// <summary>
    /// Select-Object of what Select-Object made, or a way through JSON, leaves no name of the type. In a row of a file everything
    /// is text.
    /// </summary>
    private static bool HasMembersOfRecord(PSObject value) => value.BaseObject is PSCustomObject
        && value.Properties[nameof(GwsRecord.IsRestored)]?.Value.Unwrap() is bool
        && value.Properties[nameof(GwsRecord.InteractionId)] is not null;
}
