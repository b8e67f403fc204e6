namespace GenesysOutbound.Client;

/// <summary>What was set on a record and has not been sent yet. It goes out when the record is completed. An unchangeable picture.</summary>
public sealed class GwsPendingChanges
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

    internal GwsPendingChanges With(
        GwsCallResult? callResult = null, GwsChainScope? doNotCall = null, GwsSchedule? schedule = null, GwsData? fields = null) => new()
    {
        CallResult = callResult ?? CallResult,
        DoNotCall = doNotCall ?? DoNotCall,
        Schedule = schedule ?? Schedule,
        Fields = fields ?? Fields,
    };

    internal GwsPendingChanges Without(bool callResult = false, bool doNotCall = false, bool schedule = false, bool fields = false) => new()
    {
        CallResult = callResult ? null : CallResult,
        DoNotCall = doNotCall ? null : DoNotCall,
        Schedule = schedule ? null : Schedule,
        Fields = fields ? GwsData.Empty : Fields,
    };

    /// <summary>Without the fields that were sent; others stay pending.</summary>
    internal GwsPendingChanges WithoutFields(System.Collections.Generic.IEnumerable<string> names)
    {
        var sent = new System.Collections.Generic.HashSet<string>(names);
        var rest = new GwsData();
        foreach (var field in Fields)
        {
            if (!sent.Contains(field.Key))
            {
                rest.Set(field.Key, field.Value);
            }
        }

        return With(fields: rest.Freeze());
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (IsEmpty)
        {
            return string.Empty;
        }

        var parts = new System.Collections.Generic.List<string>();
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

        return string.Join("; ", parts);
    }
}
