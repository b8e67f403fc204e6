using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads the definition of one field. Its members are those of the Service Client API's type Field, so that an answer of
/// getRecordFields can be pasted as it is: <c>value</c> is passed over, <c>type</c> is understood as <c>fieldType</c>, and
/// <c>GWS_FROM</c> as <c>GSW_FROM</c>.
/// </summary>
internal static class FieldSchemaEntry
{
    private static readonly string[] Members =
    [
        "name", "displayName", "description", "fieldType", "type", "valueType", "isEditable", "isMandatory", "options",
            "maxLength", "value",
    ];

    public static FieldDefinition Read(SchemaObject entry)
    {
        entry.AllowOnly(Members);
        var name = SystemFieldTable.Correct(entry.Text("name")?.Trim() ?? throw entry.Missing("name"));
        if (name.Length == 0)
        {
            throw new FieldSchemaException(entry["name"]!, "a field has no name.");
        }

        var system = SystemFieldTable.IsUpdatable(name) ? SystemFieldTable.Find(name) : null;
        var given = Type(entry);
        var type = given ?? SystemFieldTable.Find(name)?.Type ?? throw entry.Missing("fieldType");
        if (system is not null && system.Type != type)
        {
            throw new FieldSchemaException(entry["fieldType"]
                ?? entry["type"]!, system.Name + " is always of type " + system.Type!.Value.Name() + ".");
        }

        var valueType = ValueType(entry, type);
        return new FieldDefinition(system?.Name ?? name)
        {
            DisplayName = entry.Text("displayName"),
            Type = type,
            ValueType = valueType,
            IsEditable = entry.Flag("isEditable"),
            IsMandatory = entry.Flag("isMandatory"),
            Options = Options(entry, type, valueType ?? system?.ValueType, isRequired: system is null),
            MaxLength = MaxLength(entry, type),
        };
    }

    private static FieldType? Type(SchemaObject entry)
    {
        var member = entry["fieldType"] is null ? "type" : "fieldType";
        if (member == "fieldType" && entry.Text("type") is { } other && other != entry.Text("fieldType"))
        {
            throw new FieldSchemaException(entry["type"]!, "'type' and 'fieldType' say different things.");
        }

        return entry.Text(member) is not { } text
            ? null
            : FieldTypes.Find(text) ?? throw new FieldSchemaException(
                entry[member]!, "'" + StringExtensions.Truncate(text) + "' is not a type of field; there are "
                    + string.Join(", ", FieldTypes.Names) + ".");
    }

    private static FieldValueType? ValueType(SchemaObject entry, FieldType type)
    {
        if (entry.Text("valueType") is not { } text)
        {
            return null;
        }

        var valueType = FieldTypes.FindValue(text) ?? throw new FieldSchemaException(
            entry["valueType"]!, "'" + StringExtensions.Truncate(text) + "' is not a type of value; there are "
                + string.Join(", ", FieldTypes.ValueNames) + ".");
        return type.Allows(valueType)
            ? valueType
            : throw new FieldSchemaException(entry["valueType"]!, "a field of type " + type.Name()
                + " cannot have values of type " + text + ".");
    }

    private static OptionTable? Options(SchemaObject entry, FieldType type, FieldValueType? valueType, bool isRequired)
    {
        var options = entry.ObjectOrNone("options");
        if (type != FieldType.Enum)
        {
            return options is null ? null : throw new FieldSchemaException(entry["options"]!,
                "only a field of type enum has options.");
        }

        if (options is null)
        {
            return isRequired ? throw entry.Missing("options") : null;
        }

        if (!options.Members.Any())
        {
            throw new FieldSchemaException(entry["options"]!, "an enum needs at least one option.");
        }

        return new OptionTable(options.Members.Select(member =>
            new KeyValuePair<string, string>(Key(member, valueType), Label(options, member))));
    }

    private static string Key(JProperty member, FieldValueType? valueType)
    {
        if (valueType == FieldValueType.Number
            && !(long.TryParse(member.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number.ToString(CultureInfo.InvariantCulture) == member.Name))
        {
            throw new FieldSchemaException(member, "the key '" + StringExtensions.Truncate(member.Name)
                + "' is not a whole number, as the valueType wants it.");
        }

        return member.Name;
    }

    private static string Label(SchemaObject options, JProperty member) =>
        options.Text(member.Name) ?? throw new FieldSchemaException(member, "an option has no label.");

    private static int? MaxLength(SchemaObject entry, FieldType type)
    {
        if (entry.Integer("maxLength") is not { } length)
        {
            return null;
        }

        if (type != FieldType.VarChar)
        {
            throw new FieldSchemaException(entry["maxLength"]!, "only a field of type var-char has a length.");
        }

        return length is > 0 and <= int.MaxValue
            ? (int)length
            : throw new FieldSchemaException(entry["maxLength"]!, "the length must be 1 or more.");
    }
}
