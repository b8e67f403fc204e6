using System.Globalization;
using System.Text;

namespace GenesysOutbound.CometD.Json;

/// <summary>JSON strings, written and read.</summary>
internal static class JsonText
{
    /// <summary>
    /// Appends a JSON string. Everything outside ASCII is escaped: there are servers that decode a request chunk by chunk and
    /// break a character that the network happened to split.
    /// </summary>
    public static StringBuilder AppendString(this StringBuilder to, string text)
    {
        to.Append('"');
        foreach (char c in text)
        {
            if (c is '"' or '\\')
            {
                to.Append('\\').Append(c);
            }
            else if (c is < ' ' or > '~')
            {
                AppendEscaped(to, c);
            }
            else
            {
                to.Append(c);
            }
        }

        return to.Append('"');
    }

    /// <summary>Resolves escapes; a broken one stays as it is.</summary>
    public static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            char next = raw[++i];
            if (next == 'u' && i + 4 < raw.Length
                && ushort.TryParse(raw.Substring(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out ushort code))
            {
                text.Append((char)code);
                i += 4;
                continue;
            }

            text.Append(next switch
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
