namespace GenesysOutbound.Client;

/// <summary>Why one field cannot be updated.</summary>
internal sealed class FieldProblem(string name, string reason)
{
    public string Name { get; } = name;

    public string Reason { get; } = reason;

    public override string ToString() => Name.Length == 0 ? Reason : "'" + StringExtensions.Truncate(Name) + "': " + Reason;
}
