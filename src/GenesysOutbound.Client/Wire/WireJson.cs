using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// JSON of the wire to plain values and back. Strings stay strings: a text that looks like a date is not touched.
/// </summary>
internal static class WireJson
{
    private const int MaxDepth = 64;
    private const int LargestKept = 4 * 1024;

    [ThreadStatic]
    private static StringBuilder? t_text;

    /// <summary>Reads one JSON value.</summary>
    /// <exception cref="JsonException">The text is not JSON, nested too deeply, or more than one value.</exception>
    public static object? Parse(string json) => Parse(new ArraySegment<byte>(Encoding.UTF8.GetBytes(json)));

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="utf8">The text as UTF-8.</param>
    public static object? Parse(ArraySegment<byte> utf8) =>
        Utf8DataReader.TryRead(utf8, out var value, out var error) ? value : throw new JsonReaderException(error!);

    /// <summary>Reads one JSON value, or says that the text is not one.</summary>
    public static bool TryParse(string json, out object? value) =>
        TryParse(new ArraySegment<byte>(Encoding.UTF8.GetBytes(json)), out value);

    /// <inheritdoc cref="TryParse(string, out object?)"/>
    public static bool TryParse(ArraySegment<byte> utf8, out object? value)
    {
        var read = Utf8DataReader.TryRead(utf8, out value, out _);
        value = read ? value : null;
        return read;
    }

    /// <summary>Writes plain values as JSON.</summary>
    public static string Write(object? value)
    {
        // Every request has a body: the memory for making it is used again.
        var text = t_text ?? new StringBuilder();
        t_text = null;
        try
        {
            Write(text, value, 0);
            return text.ToString();
        }
        finally
        {
            if (text.Capacity <= LargestKept)
            {
                t_text = text.Clear();
            }
        }
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new JsonWriterException("The value is nested too deeply.");
        }

        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string plain:
                WriteText(text, plain);
                break;
            case GwsData data:
                WriteMembers(text, data, depth);
                break;
            case IReadOnlyDictionary<string, object?> members:
                WriteMembers(text, Copy(members), depth);
                break;
            case IDictionary members:
                WriteMembers(text, new GwsData(members), depth);
                break;
            case IEnumerable items:
                WriteItems(text, items, depth);
                break;
            case Enum name:
                WriteText(text, name.ToString());
                break;
            case long whole:
                text.Append(whole.ToString(CultureInfo.InvariantCulture));
                break;
            case decimal whole when whole == decimal.Truncate(whole):
                // A number beyond 64 bits is an id: the library would make a fraction of it.
                text.Append(whole.ToString("0", CultureInfo.InvariantCulture));
                break;
            case IFormattable and (byte or sbyte or short or ushort or int or uint or ulong or decimal or float or double):
                text.Append(WriteNumber(value));
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            default:
                WriteText(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
                break;
        }
    }

    private static GwsData Copy(IReadOnlyDictionary<string, object?> members)
    {
        var copy = new GwsData();
        foreach (var member in members)
        {
            copy.Set(member.Key, member.Value);
        }

        return copy;
    }

    private static void WriteMembers(StringBuilder text, GwsData data, int depth)
    {
        text.Append('{');
        for (var i = 0; i < data.Count; i++)
        {
            var member = data.MemberAt(i);
            if (i > 0)
            {
                text.Append(',');
            }

            WriteText(text, member.Key);
            text.Append(':');
            Write(text, member.Value, depth + 1);
        }

        text.Append('}');
    }

    private static void WriteItems(StringBuilder text, IEnumerable items, int depth)
    {
        text.Append('[');
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            Write(text, item, depth + 1);
        }

        text.Append(']');
    }

    private static void WriteText(StringBuilder text, string plain)
    {
        foreach (var c in plain)
        {
            if (c is < ' ' or '"' or '\\' or '\u0085' or '\u2028' or '\u2029')
            {
                text.Append(JsonConvert.ToString(plain));
                return;
            }
        }

        text.Append('"').Append(plain).Append('"');
    }

    // What is not a whole number is rare here, and not simple to write.
    private static string WriteNumber(object number)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
        {
            writer.WriteValue(number);
        }

        return text.ToString();
    }
}
