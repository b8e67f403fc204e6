using System.Globalization;
using System.Text;

namespace GenesysOutbound.CometD.Json;

/// <summary>JSON strings, written and read.</summary>
internal static class JsonText
{
    /// <summary>
    /// Appends a JSON string. Everything outside ASCII is escaped: there are servers that decode a request chunk by chunk and break a
    /// character that the network happened to split.
    /// </summary>
    public static StringBuilder AppendString(this StringBuilder to, string text)
    {
        _ = to.Append('"');
        foreach (char c in text)
        {
            if (c is '"' or '\\')
            {
                _ = to.Append('\\').Append(c);
            }
            else if (c is < ' ' or > '~')
            {
                _ = AppendEscaped(to, c);
            }
            else
            {
                _ = to.Append(c);
            }
        }

        return to.Append('"');
    }

    /// <summary>Appends JSON that is complete already, escaping what is not ASCII.</summary>
    public static StringBuilder AppendJson(this StringBuilder to, string json)
    {
        foreach (char c in json)
        {
            _ = c > '~' ? AppendEscaped(to, c) : to.Append(c);
        }

        return to;
    }

    /// <summary>Whether the text is exactly one JSON value.</summary>
    public static bool IsJson(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        int end = Utf8Json.SkipValue(bytes, Utf8Json.SkipWhiteSpace(bytes, 0, bytes.Length), bytes.Length);
        return end >= 0 && Utf8Json.SkipWhiteSpace(bytes, end, bytes.Length) == bytes.Length;
    }

    /// <summary>Resolves escapes; a broken one stays as it is.</summary>
    public static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                _ = text.Append(raw[i]);
                continue;
            }

            char next = raw[++i];
            if (next == 'u' && i + 4 < raw.Length
                && ushort.TryParse(raw.Substring(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                _ = text.Append((char)code);
                i += 4;
                continue;
            }

            _ = text.Append(next switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                _ => next,
            });
        }

        return text.ToString();
    }

    private static StringBuilder AppendEscaped(StringBuilder to, char c) =>
        to.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
}
