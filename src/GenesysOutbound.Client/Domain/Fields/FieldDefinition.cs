using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>What is said about a field, by a schema or by the table of system fields. Null means: says nothing.</summary>
internal sealed record FieldDefinition(string Name)
{
    public string? DisplayName { get; init; }

    public FieldType? Type { get; init; }

    public FieldValueType? ValueType { get; init; }

    public bool? IsEditable { get; init; }

    public bool? IsMandatory { get; init; }

    /// <summary>The choices of an enum, label by key, in the order given.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>The greatest number of characters of a var-char.</summary>
    public int? MaxLength { get; init; }

    /// <summary>This definition, completed by another where it says nothing.</summary>
    public FieldDefinition Over(FieldDefinition other) => this with
    {
        Name = other.Name,
        DisplayName = DisplayName ?? other.DisplayName,
        Type = Type ?? other.Type,
        ValueType = ValueType ?? other.ValueType,
        IsEditable = IsEditable ?? other.IsEditable,
        IsMandatory = IsMandatory ?? other.IsMandatory,
        Options = Options ?? other.Options,
        MaxLength = MaxLength ?? other.MaxLength,
    };
}
