using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>
/// Immutable snapshot of the changes that were set on a record and have not been sent. Completing the record sends them.
/// </summary>
public sealed record GwsPendingChanges
{
    internal static readonly GwsPendingChanges None = new();

    /// <summary>The call result, or null.</summary>
    public GwsCallResult? CallResult { get; init; }

    /// <summary>The scope of Do Not Call, or null when it is not set.</summary>
    public GwsChainScope? DoNotCall { get; init; }

    /// <summary>The callback, or null.</summary>
    public GwsSchedule? Schedule { get; init; }

    /// <summary>Field changes, by name; empty when there are none.</summary>
    public GwsData Fields { get; init; } = GwsData.Empty;

    /// <summary>True when there is nothing to send.</summary>
    public bool IsEmpty => CallResult is null && DoNotCall is null && Schedule is null && Fields.Count == 0;

    /// <summary>Without the fields that were sent; others stay pending.</summary>
    internal GwsPendingChanges WithoutFields(IEnumerable<string> names)
    {
        var sent = new HashSet<string>(names);
        var rest = new GwsData();
        foreach (var field in Fields)
        {
            if (!sent.Contains(field.Key))
            {
                rest.Set(field.Key, field.Value);
            }
        }

        return this with { Fields = rest.Freeze() };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (IsEmpty)
        {
            return string.Empty;
        }

        var parts = new List<string>();
        if (Fields.Count > 0)
        {
            parts.Add("Fields " + string.Join(", ", Fields.Keys));
        }

        if (Schedule is not null)
        {
            parts.Add("Callback " + Schedule);
        }

        if (DoNotCall is not null)
        {
            parts.Add("DoNotCall " + DoNotCall);
        }

        if (CallResult is not null)
        {
            parts.Add("CallResult " + CallResult);
        }

        return GwsText.Clean(string.Join("; ", parts));
    }
}
