using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>
/// Takes a table of names and values as a hashtable or a custom object, and its values without PowerShell's wrappers. A value
/// without a form in JSON is refused here, where the user still sees which one it is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TableTransformationAttribute : ArgumentTransformationAttribute
{
    private const int DeepestNesting = 16;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is PSObject { BaseObject: PSCustomObject } custom)
        {
            return FromProperties(custom, 0);
        }

        object? value = inputData.Unwrap();
        return !PipedValues.IsGiven(value) ? null
            : value is IDictionary table ? FromTable(table, 0)
            : throw new ArgumentTransformationMetadataException(
                $"'{value}' is not a valid table of names and values. Give a hashtable, as in @{{ custom1 = 'x' }}, or a " +
                    $"custom object.");
    }

    /// <summary>A value as the wire can carry it: text, a number, true or false, null, a table or a list.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">What it is called, for the error.</param>
    /// <param name="depth">How deep it is nested.</param>
    /// <param name="objectsAsTables">Whether any object may be given, as a table of its properties.</param>
    /// <exception cref="ArgumentTransformationMetadataException">It has no form in JSON.</exception>
    public static object? ToPlain(object? value, string name, int depth = 0, bool objectsAsTables = false)
    {
        if (depth > DeepestNesting)
        {
            throw new ArgumentTransformationMetadataException(
                $"The value of '{name}' is nested more than {DeepestNesting} levels deep.");
        }

        if (value is PSObject { BaseObject: PSCustomObject } custom)
        {
            return FromProperties(custom, depth + 1, objectsAsTables);
        }

        object? plain = value.Unwrap();
        switch (plain)
        {
            case null or DBNull:
                return null;
            case string or bool or decimal or double or long:
                return plain;
            case float number:
                return (double)number;
            case byte or sbyte or short or ushort or int or uint:
                return Convert.ToInt64(plain, CultureInfo.InvariantCulture);
            case ulong large:
                return (decimal)large;
            case DateTime time:
                return time.ToString("yyyy'-'MM'-'dd HH':'mm':'ss", CultureInfo.InvariantCulture);
            case DateTimeOffset moment:
                return moment.ToString("yyyy'-'MM'-'dd HH':'mm':'sszzz", CultureInfo.InvariantCulture);
            case char or Enum or Guid or Uri or Version or TimeSpan:
                return plain is IFormattable formattable
                    ? formattable.ToString(null, CultureInfo.InvariantCulture) : plain.ToString();
            case SwitchParameter flag:
                return flag.IsPresent;
            case IDictionary table:
                return FromTable(table, depth + 1, objectsAsTables);
            case IEnumerable items:
                return items.Cast<object?>().Select(item => ToPlain(item, name, depth + 1, objectsAsTables)).ToArray();
            case object other when objectsAsTables
                && other is not (ScriptBlock or Type or Delegate or System.Security.SecureString):
                return FromProperties(PSObject.AsPSObject(other), depth + 1, objectsAsTables);
            default:
                throw new ArgumentTransformationMetadataException(
                    $"The value of '{name}' is a {plain.GetType().FullName}, which has no form in JSON. Give text, a number, " +
                        $"a date, true or false, "
                    + "a table or a list.");
        }
    }

    private static GwsData FromTable(IDictionary table, int depth, bool objectsAsTables = false)
    {
        var data = new GwsData();
        foreach (DictionaryEntry entry in table)
        {
            string name = Convert.ToString(entry.Key.Unwrap(), CultureInfo.InvariantCulture) ?? string.Empty;
            data.Set(name, ToPlain(entry.Value, name, depth, objectsAsTables));
        }

        return data;
    }

    private static GwsData FromProperties(PSObject custom, int depth, bool objectsAsTables = false)
    {
        var data = new GwsData();
        foreach (PSPropertyInfo property in custom.Properties)
        {
            data.Set(property.Name, ToPlain(property.Value, property.Name, depth, objectsAsTables));
        }

        return data;
    }
}
