namespace GenesysOutbound.Client;

/// <summary>One row of the table of errors.</summary>
public sealed record GwsErrorInfo
{
    internal GwsErrorInfo(string id, GwsErrorCategory category, string source, string meaning)
    {
        Id = id;
        Category = category;
        Source = source;
        Meaning = meaning;
    }

    /// <summary>The stable identifier, in Pascal case. Scripts may rely on it.</summary>
    public string Id { get; }

    /// <summary>The kind of failure.</summary>
    public GwsErrorCategory Category { get; }

    /// <summary>
    /// Where the error comes from: <c>client</c>, <c>HTTP</c>, <c>GWS</c> (a statusCode) or <c>OCS</c> (an event).
    /// </summary>
    public string Source { get; }

    /// <summary>What the error means, in one sentence.</summary>
    public string Meaning { get; }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(Id);
}
