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
        var text = new StringBuilder();
        using (var writer = new JsonTextWriter(new StringWriter(text, CultureInfo.InvariantCulture)))
        {
            Write(writer, value, 0);
        }

        return text.ToString();
    }

    private static void Write(JsonTextWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new JsonWriterException("The value is nested too deeply.");
        }

        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case string text:
                writer.WriteValue(text);
                break;
            case IReadOnlyDictionary<string, object?> data:
                writer.WriteStartObject();
                foreach (var member in data)
                {
                    writer.WritePropertyName(member.Key);
                    Write(writer, member.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IDictionary members:
                Write(writer, new GwsData(members), depth);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case Enum name:
                writer.WriteValue(name.ToString());
                break;
            case decimal whole when whole == decimal.Truncate(whole):
                // A number beyond 64 bits is an id: the writer would make a fraction of it.
                writer.WriteRawValue(whole.ToString("0", CultureInfo.InvariantCulture));
                break;
            case IFormattable and (byte or sbyte or short or ushort or int or uint or long or ulong or decimal or float
                or double):
                writer.WriteValue(value);
                break;
            case bool flag:
                writer.WriteValue(flag);
                break;
            default:
                writer.WriteValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
