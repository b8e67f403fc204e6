using System;
using System.Collections.Generic;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Formatting;

/// <summary>
/// Makes the custom fields of a record reachable as properties, so that they complete at the prompt and become CSV columns.
/// </summary>
internal static class RecordMembers
{
    /// <summary>Names under which the outbound server sends what a record has typed properties for.</summary>
    private const string SystemPrefix = "GSW_";

    /// <summary>Names that mean something to the engine on every object. A pair of that name stays in UserData only.</summary>
    private static readonly HashSet<string> ReservedNames =
        new(StringComparer.OrdinalIgnoreCase) { string.Empty, "PSObject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames" };

    /// <summary>Returns what is to be written for a value: a record with its custom fields, anything else as it is.</summary>
    public static object? Decorate(object? value)
    {
        if (value is not GwsRecord record || record.UserData.Count == 0)
        {
            return value;
        }

        var decorated = PSObject.AsPSObject(record);
        foreach (KeyValuePair<string, object?> field in (IReadOnlyDictionary<string, object?>)record.UserData)
        {
            // The name of a property reaches the terminal with Get-Member and Format-List.
            if (!ReservedNames.Contains(field.Key)
                && GwsText.Clean(field.Key) == field.Key
                && !field.Key.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase)
                && decorated.Properties[field.Key] is null)
            {
                decorated.Properties.Add(new PSNoteProperty(field.Key, field.Value));
            }
        }

        return decorated;
    }
}
