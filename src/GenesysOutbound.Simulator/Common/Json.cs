using System;
using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Common;

/// <summary>Reads JSON as it is: no dates made out of texts, no depth without end, nothing after the value.</summary>
internal static class Json
{
    private const int MaxDepth = 64;

    private static readonly JsonLoadSettings WithoutComments = new() { CommentHandling = CommentHandling.Ignore };

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static JToken? TryParse(byte[] utf8)
    {
        try
        {
            return Parse(Strict.GetString(utf8));
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or ArgumentException)
        {
            return null;
        }
    }

    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    public static JToken Parse(string text)
    {
        using var reader = new StringReader(text);
        return Read(reader);
    }

    /// <summary>A value that a caller passes, as JSON.</summary>
    public static JToken FromValue(object? value) => value switch
    {
        null => JValue.CreateNull(),
        JToken token => token,
        string or bool or int or long or double or decimal or float => new JValue(value),
        _ => new JValue(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>A text, number or other scalar as text, anything else as JSON; null for null and for nothing.</summary>
    public static string? TextOf(JToken? token) => token switch
    {
        null => null,
        JValue value => Convert.ToString(value.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null,
        _ => token.ToString(Formatting.None),
    };

    private static JToken Read(TextReader text)
    {
        using var reader = new JsonTextReader(text)
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = MaxDepth,
        };
        var token = JToken.ReadFrom(reader, WithoutComments);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("There is more after the value.");
            }
        }

        return token;
    }
}
