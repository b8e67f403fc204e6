using System.Collections.Generic;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Formatting;

/// <summary>Makes the custom fields of a record reachable as properties, so that they complete at the prompt and become CSV columns.</summary>
internal static class RecordMembers
{
    /// <summary>Names under which the outbound server sends what a record has typed properties for.</summary>
    private const string SystemPrefix = "GSW_";

    /// <summary>Returns what is to be written for a value: a record with its custom fields, anything else as it is.</summary>
    public static object? Decorate(object? value)
    {
        if (value is not GwsRecord record || record.UserData.Count == 0)
        {
            return value;
        }

        PSObject decorated = PSObject.AsPSObject(record);
        foreach (KeyValuePair<string, object?> field in (IReadOnlyDictionary<string, object?>)record.UserData)
        {
            if (!field.Key.StartsWith(SystemPrefix, System.StringComparison.OrdinalIgnoreCase) && decorated.Properties[field.Key] is null)
            {
                decorated.Properties.Add(new PSNoteProperty(field.Key, field.Value));
            }
        }

        return decorated;
    }
}
