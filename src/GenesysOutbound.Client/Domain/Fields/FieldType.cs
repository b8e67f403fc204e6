using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>The types that a field can have. Source: Service Client API Reference, type Field.</summary>
internal enum FieldType
{
    Int,
    Float,
    Char,
    VarChar,
    Date,
    Time,
    Bool,
    Enum,
}

/// <summary>The types of the value in an update. Source: Service Client API Reference, type Field.</summary>
internal enum FieldValueType
{
    String,
    Number,
    Boolean,
}

/// <summary>The names of the types, as the Service Client API writes them.</summary>
internal static class FieldTypes
{
    private static readonly string[] TypeNames = ["int", "float", "char", "var-char", "date", "time", "bool", "enum"];
    private static readonly string[] ValueTypeNames = ["string", "number", "boolean"];

    public static IReadOnlyList<string> Names => TypeNames;

    public static IReadOnlyList<string> ValueNames => ValueTypeNames;

    public static string Name(this FieldType type) => TypeNames[(int)type];

    public static string Name(this FieldValueType type) => ValueTypeNames[(int)type];

    public static FieldType? Find(string? name)
    {
        var index = Array.IndexOf(TypeNames, name);
        return index < 0 ? null : (FieldType)index;
    }

    public static FieldValueType? FindValue(string? name)
    {
        var index = Array.IndexOf(ValueTypeNames, name);
        return index < 0 ? null : (FieldValueType)index;
    }

    /// <summary>
    /// The type of the value in an update, unless the schema states another. The document shows
    /// time, var-char and enum; the others are inferred.
    /// </summary>
    public static FieldValueType DefaultValueType(this FieldType type) => type switch
    {
        FieldType.Int or FieldType.Float => FieldValueType.Number,
        FieldType.Bool => FieldValueType.Boolean,
        _ => FieldValueType.String,
    };

    /// <summary>Whether an update of such a field can take such a value.</summary>
    public static bool Allows(this FieldType type, FieldValueType valueType) => type switch
    {
        FieldType.Int or FieldType.Float or FieldType.Enum => valueType != FieldValueType.Boolean,
        FieldType.Bool => true,
        _ => valueType == FieldValueType.String,
    };

    public static bool IsText(this FieldType type) => type is FieldType.Char or FieldType.VarChar;
}
