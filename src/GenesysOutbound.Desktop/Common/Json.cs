using System.Collections;
using System.Collections.Generic;
using System.IO;
using GenesysOutbound.Client;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop;

/// <summary>JSON between the browser and the plain values of the client library.</summary>
internal static class Json
{
    /// <summary>No message of the page or of the Service Client API nests deeper.</summary>
    private const int MaxDepth = 16;

    /// <summary>Reads an object; null for anything that is not one object of JSON.</summary>
    public static JObject? TryParseObject(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            // A text that looks like a date must stay the text that it is.
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = MaxDepth,
        };
        try
        {
            var parsed = JToken.ReadFrom(reader);
            return parsed is JObject message && !reader.Read() ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value of the client library as JSON.</summary>
    public static JToken FromValue(object? value) => value switch
    {
        null => JValue.CreateNull(),
        GwsData data => FromData(data),
        object?[] items => FromItems(items),
        _ => new JValue(value),
    };

    /// <summary>An object of the client library as JSON, with every member under its own name.</summary>
    public static JObject FromData(GwsData data)
    {
        var json = new JObject();
        foreach (var member in data)
        {
            json[member.Key] = FromValue(member.Value);
        }

        return json;
    }

    /// <summary>
    /// A value from the browser as a plain value; lists and objects stay recognizable, so that the field rules can refuse them.
    /// </summary>
    public static object? ToValue(JToken? token) => token switch
    {
        JValue value => value.Value,
        JArray items => ToItems(items),
        JObject json => ToDictionary(json),
        _ => null,
    };

    /// <summary>The members of an object as plain values.</summary>
    public static IDictionary ToDictionary(JObject json)
    {
        // Ordered as they came: messages about fields name them in this order.
        var values = new System.Collections.Specialized.OrderedDictionary();
        foreach (var member in json)
        {
            values[member.Key] = ToValue(member.Value);
        }

        return values;
    }

    /// <summary>Texts as an array.</summary>
    public static JArray FromTexts(IEnumerable<string> texts)
    {
        var array = new JArray();
        foreach (var text in texts)
        {
            array.Add(text);
        }

        return array;
    }

    /// <summary>JSON on one line.</summary>
    public static string ToLine(JToken token) => token.ToString(Formatting.None);

    private static JArray FromItems(object?[] items)
    {
        var array = new JArray();
        foreach (var item in items)
        {
            array.Add(FromValue(item));
        }

        return array;
    }

    private static object?[] ToItems(JArray items)
    {
        var values = new object?[items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ToValue(items[i]);
        }

        return values;
    }
}
