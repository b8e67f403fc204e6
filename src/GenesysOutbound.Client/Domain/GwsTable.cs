using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>
/// Turns a table of names and values that a caller gives into plain data for the wire: text, numbers, flags, lists and tables.
/// One form for each type of value; what has no such form is an error, not a text that the server would store.
/// </summary>
public static class GwsTable
{
    // Deep enough for user data; a table that contains itself ends here.
    private const int MaxDepth = 16;

    /// <summary>Reads a table.</summary>
    /// <param name="table">The table; its keys become text.</param>
    /// <param name="parameter">What the table is called, for messages.</param>
    /// <param name="unwrap">Takes a value out of the wrapper that the caller's host puts around it, and turns the host's own
    /// objects into tables; or null.</param>
    /// <returns>The data, read-only.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.InvalidParameter"/>: a value has no form on the wire; the message
    /// names it.</exception>
    public static GwsData Read(IDictionary table, string parameter, Func<object?, object?>? unwrap = null)
    {
        if (table is null)
        {
            throw new ArgumentNullException(nameof(table));
        }

        return Table(table, parameter, unwrap ?? (static value => value), 0);
    }

    /// <summary>Reads one value in the form that it has in a table.</summary>
    /// <param name="value">The value.</param>
    /// <param name="parameter">What the value is called, for messages.</param>
    /// <param name="unwrap">As in <see cref="Read"/>.</param>
    /// <returns>Text, a number, a flag, a list, a <see cref="GwsData"/>, or null.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.InvalidParameter"/>: a value has no form on the wire; the message
    /// names it.</exception>
    public static object? ReadValue(object? value, string parameter, Func<object?, object?>? unwrap = null)
    {
        unwrap ??= static given => given;
        return Value(unwrap(value), parameter, unwrap, 0);
    }

    private static GwsData Table(IDictionary table, string path, Func<object?, object?> unwrap, int depth)
    {
        var data = new GwsData();
        foreach (DictionaryEntry entry in table)
        {
            var key = Convert.ToString(unwrap(entry.Key), CultureInfo.InvariantCulture) ?? string.Empty;
            data.Set(key, Value(unwrap(entry.Value), $"{path}.{key}", unwrap, depth + 1));
        }

        return data.Freeze();
    }

    private static object? Value(object? value, string path, Func<object?, object?> unwrap, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Refused(path, "is nested too deeply");
        }

        switch (value)
        {
            case null or DBNull:
                return null;
            case string or bool or long or decimal:
                return value;
            case char or Guid or Uri or Version:
                return value.ToString();
            case Enum:
                return value.ToString();
            case byte or sbyte or short or ushort or int or uint:
                return Convert.ToInt64(value, CultureInfo.InvariantCulture);
            case ulong large:
                return large <= long.MaxValue ? (long)large : (object)large;
            case float or double:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return double.IsNaN(number) || double.IsInfinity(number) ? throw Refused(path, "is not a finite number") : number;
            case DateTime date:
                return DateText.Iso(date);
            case DateTimeOffset moment:
                return moment.ToString("yyyy'-'MM'-'dd HH':'mm':'sszzz", CultureInfo.InvariantCulture);
            case TimeSpan time:
                return time.ToString("c", CultureInfo.InvariantCulture);
            case IDictionary table:
                return Table(table, path, unwrap, depth);
            case IEnumerable items:
                var list = new List<object?>();
                foreach (var item in items)
                {
                    list.Add(Value(unwrap(item), $"{path}[{list.Count.ToString(CultureInfo.InvariantCulture)}]", unwrap, depth
                        + 1));
                }

                return list.ToArray();
            default:
                throw Refused(path,
                    $"is a {value.GetType().FullName}, which has no form in JSON; give text, a number, a flag, a date, a list " +
                    $"or a table");
        }
    }

    private static GwsException Refused(string path, string why) =>
        new(GwsErrorIds.InvalidParameter, $"The value of {path.Truncate()} {why}. Nothing was sent.");
}
