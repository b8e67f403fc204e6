using System;
using System.Collections;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads one new value by the type of its field and turns it into what the wire carries. Text is read where a number, a flag or
/// an enum is wanted, because the cells of a CSV file are text; a number is never taken for text, because a number has no leading
/// zeros.
/// </summary>
internal static class FieldInput
{
    /// <summary>True for what stands for "no value": null, empty text, and blanks where the field is not a text field.</summary>
    public static bool IsEmpty(GwsRecordField field, object? given) =>
        StoredValue.IsEmpty(given) || (given is string text && string.IsNullOrWhiteSpace(text)
            && (!TypeOf(field).IsText() || field.IsMandatory));

    /// <summary>Reads a value that is not empty.</summary>
    /// <param name="field">The field.</param>
    /// <param name="given">What the caller gave.</param>
    /// <param name="force">Takes any single value for a field whose type was only guessed.</param>
    /// <param name="value">The value for the wire.</param>
    /// <returns>The problem, or null.</returns>
    public static string? Read(GwsRecordField field, object given, bool force, out object? value)
    {
        value = null;
        if (given is IDictionary or (IEnumerable and not string))
        {
            return "A single value is wanted, not a list.";
        }

        var problem = TypeOf(field) switch
        {
            FieldType.Int => WholeNumber(field, given, out value),
            FieldType.Float => Number(field, given, out value),
            FieldType.Bool => Flag(field, given, out value),
            FieldType.Time => TimeInput.Read(field, given, out value),
            FieldType.Date => DateInput.Read(field, given, out value),
            FieldType.Enum => Choice(field, given, out value),
            var type => Text(field, type, given, out value),
        };
        return problem is not null && force && field.IsInferred && IsPlain(given, out value) ? null : problem;
    }

    /// <summary>What was given, for a message.</summary>
    public static string Quote(object given) => "'" + StringExtensions.Truncate(StoredValue.Text(given)) + "'";

    private static FieldType TypeOf(GwsRecordField field) => FieldTypes.Find(field.FieldType) ?? FieldType.VarChar;

    private static string? WholeNumber(GwsRecordField field, object given, out object? value)
    {
        var ok = StoredValue.TryInteger(given, out var number);
        value = ok ? AsStored(field, number) : null;
        return ok ? null : Quote(given) + " is not a whole number.";
    }

    private static string? Number(GwsRecordField field, object given, out object? value)
    {
        var ok = StoredValue.TryNumber(given, out var number);
        value = ok ? AsStored(field, number) : null;
        return ok ? null : Quote(given) + " is not a number; the decimal point is a point.";
    }

    private static string? Flag(GwsRecordField field, object given, out object? value)
    {
        var ok = StoredValue.TryFlag(given, out var flag);
        value = !ok ? null : field.RawValue switch
        {
            null or bool or "" when field.ValueType == "boolean" => flag,
            bool => flag,
            "0" or "1" => flag ? "1" : "0",
            string => flag ? "true" : "false",
            _ => field.ValueType == "string" ? flag ? "true" : "false" : flag ? 1L : 0L,
        };
        return ok ? null : Quote(given) + " is neither true nor false.";
    }

    private static string? Text(GwsRecordField field, FieldType type, object given, out object? value)
    {
        value = null;
        if (given is char character)
        {
            given = character.ToString();
        }

        // A guessed text that is empty says nothing of what belongs there.
        if (given is not string text)
        {
            return field.IsInferred && StoredValue.IsEmpty(field.RawValue) && IsPlain(given, out value)
                ? null
                : Quote(given) + " is not text; write it in quotation marks.";
        }

        value = text;
        if (type == FieldType.Char)
        {
            return new StringInfo(text).LengthInTextElements == 1 ? null : Quote(given) + " is not a single character.";
        }

        return field.MaxLength is { } limit && text.Length > limit
            ? "The text has " + Figure(text.Length) + " characters; the field takes " + Figure(limit) + "."
            : null;
    }

    private static string? Choice(GwsRecordField field, object given, out object? value)
    {
        value = null;
        var text = given is GwsPhoneType phone ? Figure(phone.Number) : StoredValue.Text(given);
        var key = OptionTable.FindKey(field.Options, text);
        if (key is null && field.Name == SystemFields.PhoneType && GwsPhoneType.TryParse(text, out var type))
        {
            // The REST API's own name, for example BusinessWithExt.
            key = OptionTable.FindKey(field.Options, Figure(type.Number));
        }

        if (key is null)
        {
            return Quote(given) + " is not one of the choices: " + OptionTable.Describe(field.Options) + ".";
        }

        value = field.ValueType == "number" ? long.Parse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : key;
        return null;
    }

    // The record's own form wins: some servers carry numbers as text.
    private static object AsStored(GwsRecordField field, object number)
    {
        var asText = StoredValue.IsEmpty(field.RawValue) ? field.ValueType == "string" : field.RawValue is string;
        return asText ? StoredValue.Text(number) : number;
    }

    private static bool IsPlain(object given, out object? value)
    {
        value = given switch
        {
            string or bool => given,
            char character => character.ToString(),
            DateTime date => DateText.Iso(date),
            _ when StoredValue.TryInteger(given, out var number) => number,
            _ when StoredValue.TryNumber(given, out var number) => number,
            _ => null,
        };
        return value is not null;
    }

    private static string Figure(int number) => number.ToString(CultureInfo.InvariantCulture);
}
