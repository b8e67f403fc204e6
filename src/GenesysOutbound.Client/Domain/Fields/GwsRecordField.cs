using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>
/// One field of a record, with its definition and its present value. Source: Service Client API Reference, type Field.
/// </summary>
public sealed record GwsRecordField
{
    /// <summary>The name by which the field is updated.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The name for people; the field's own name when there is none.</summary>
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>
    /// The present value (a pending one wins), in the form in which it is updated: <c>HH:MM</c> for a time, <c>MM/DD/YYYY
    /// HH:MM</c> for a date, the key for an enum. Null when the record has none. A value that does not fit the field's type stays
    /// as it came.
    /// </summary>
    public object? Value { get; init; }

    /// <summary>Whether the field can be updated.</summary>
    public bool IsEditable { get; init; }

    /// <summary>Whether the field must have a value.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>The choices of a field of type <c>enum</c>, label by key; else empty.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = OptionTable.Empty;

    /// <summary>
    /// <c>int</c>, <c>float</c>, <c>char</c>, <c>var-char</c>, <c>date</c>, <c>time</c>, <c>bool</c> or <c>enum</c>.
    /// </summary>
    public string FieldType { get; init; } = "var-char";

    /// <summary><c>string</c>, <c>number</c> or <c>boolean</c>: the type of the value in an update.</summary>
    public string ValueType { get; init; } = "string";

    /// <summary>The greatest number of characters of a text, or null when no definition states it.</summary>
    public int? MaxLength { get; init; }

    /// <summary>
    /// Where the definition comes from: <c>System</c>, <c>Schema</c> (the file that was given) or <c>Record</c> (guessed from its
    /// value).
    /// </summary>
    public string Source { get; init; } = FieldSource.Record;

    /// <summary>True when the type was guessed from the record's value, because the field has no definition.</summary>
    public bool IsInferred => Source == FieldSource.Record;

    /// <summary>True when a change of the field is waiting to be sent.</summary>
    public bool IsPending { get; init; }

    /// <summary>The handle of the record.</summary>
    public string RecordHandle { get; init; } = string.Empty;

    /// <summary>The record's own value as the wire carries it: an update keeps its form.</summary>
    internal object? RawValue { get; init; }

    /// <summary>The present value as the wire carries it or will carry it: the pending one, else the record's own.</summary>
    internal object? PresentValue { get; init; }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(Name + " = " + Value);
}
