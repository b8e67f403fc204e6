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
    /// Whether it is a record of a session, also one that came from a file of objects, a job or another machine (Deserialized.*),
    /// or that Select-Object made (Selected.*).
    /// </summary>
    public static bool IsRecord(this PSObject? value) => value is not null
        && (value.BaseObject is GwsRecord
            || value.TypeNames.Any(name => name.EndsWith("." + RecordTypeName, StringComparison.Ordinal)));
}
