namespace GenesysOutbound.Client;

/// <summary>Where the definition of a field comes from.</summary>
internal static class FieldSource
{
    public const string System = nameof(System);
    public const string Schema = nameof(Schema);
    public const string Record = nameof(Record);
}
