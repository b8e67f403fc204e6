using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Text;
using Newtonsoft.Json;

namespace GenesysOutbound.Client.Wire;

/// <summary>JSON of the wire to plain values and back. Strings stay strings: a text that looks like a date is not touched.</summary>
internal static class WireJson
{
    private const int MaxDepth = 64;

    /// <summary>Reads one JSON value.</summary>
    /// <exception cref="JsonException">The text is not strict enough JSON, too deep, or more than one value.</exception>
    public static object? Parse(string json) => Parse(new StringReader(json));

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="utf8">The text as UTF-8.</param>
    public static object? Parse(ArraySegment<byte> utf8)
    {
        var text = CharBuffers.Instance.Rent(Encoding.UTF8.GetMaxCharCount(utf8.Count));
        try
        {
            return Parse(new CharBufferReader(text, Encoding.UTF8.GetChars(utf8.Array!, utf8.Offset, utf8.Count, text, 0)));
        }
        finally
        {
            CharBuffers.Instance.Return(text);
        }
    }

    private static object? Parse(TextReader text)
    {
        using var reader = new JsonTextReader(text)
        {
            MaxDepth = MaxDepth,
            DateParseHandling = DateParseHandling.None,
            ArrayPool = CharBuffers.Instance,
            PropertyNameTable = KnownMembers.Table,
        };
        if (!Read(reader))
        {
            throw new JsonReaderException("There is no JSON value.");
        }

        var value = Value(reader);
        if (Read(reader))
        {
            throw new JsonReaderException("There is more than one JSON value.");
        }

        return value;
    }

    /// <summary>Reads one JSON value, or says that the text is none.</summary>
    public static bool TryParse(string json, out object? value)
    {
        try
        {
            value = Parse(json);
            return true;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }

    /// <inheritdoc cref="TryParse(string, out object?)"/>
    public static bool TryParse(ArraySegment<byte> utf8, out object? value)
    {
        try
        {
            value = Parse(utf8);
            return true;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
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

    private static bool Read(JsonTextReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                return true;
            }
        }

        return false;
    }

    private static object? Value(JsonTextReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                return Object(reader);
            case JsonToken.StartArray:
                var items = new List<object?>();
                while (Read(reader) && reader.TokenType != JsonToken.EndArray)
                {
                    items.Add(Value(reader));
                }

                return Ended(reader, JsonToken.EndArray, items.ToArray());
            case JsonToken.Integer:
                // Beyond 64 bits: exact as long as a decimal can hold it.
                return reader.Value is not BigInteger big ? reader.Value
                    : BigInteger.Abs(big) <= (BigInteger)decimal.MaxValue ? (object)(decimal)big
                    : (double)big;
            case JsonToken.Float:
            case JsonToken.String:
            case JsonToken.Boolean:
                return reader.Value;
            case JsonToken.Null:
                return null;
            default:
                throw new JsonReaderException("Unexpected " + reader.TokenType + " at line " + reader.LineNumber + ".");
        }
    }

    private static GwsData Object(JsonTextReader reader)
    {
        var data = new GwsData();
        while (Read(reader) && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            if (!Read(reader))
            {
                break;
            }

            data.Set(name, Value(reader));
        }

        return Ended(reader, JsonToken.EndObject, data.Freeze());
    }

    private static T Ended<T>(JsonTextReader reader, JsonToken expected, T value) =>
        reader.TokenType == expected ? value : throw new JsonReaderException("The JSON text ends too early.");

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
            case IFormattable and (byte or sbyte or short or ushort or int or uint or long or ulong or decimal or float or double):
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
