namespace GenesysOutbound.Client;

/// <summary>Why one field cannot be updated.</summary>
internal sealed record FieldProblem(string Name, string Reason)
{
    public override string ToString() => Name.Length == 0 ? Reason : "'" + StringExtensions.Truncate(Name) + "': " + Reason;
}
