using System;
using System.Text;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// Masks secrets in a text that a person will see, by the names that stand before them. One pass: the time grows with the length
/// of the text, whatever the text is. <see cref="Redactor"/> masks the values that a session knows as well.
/// </summary>
internal static class Redaction
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "***";

    /// <summary>Longer names are not followed to their end.</summary>
    private const int LongestName = 64;

    private const int ShortestSchemeValue = 8;

    private static readonly string[] SecretNames =
    [
        "clientid", "client_id", "password", "passwd", "pwd", "token", "secret", "credential", "authorization", "authentication",
            "cookie", "sessionid",
        "session_id", "csrf", "xsrf", "bayeux_browser",
    ];

    /// <summary>
    /// Names whose value runs to the end of the line, as a header's does, even when nothing else of the name follows.
    /// </summary>
    private static readonly string[] HeaderNames = ["token", "csrf", "xsrf"];

    private static readonly string[] Schemes = ["basic", "bearer", "negotiate", "ntlm"];

    /// <summary>Returns the text with <see cref="Mask"/> in place of each secret.</summary>
    /// <param name="text">A body, a header, an address, a message.</param>
    public static string Text(string text)
    {
        StringBuilder? clean = null;
        var copied = 0;
        for (var at = 0; at < text.Length;)
        {
            if (!TryFind(text, at, out var next, out var start, out var end, out var mask))
            {
                at = next;
                continue;
            }

            clean ??= new StringBuilder(text.Length);
            clean.Append(text, copied, start - copied).Append(mask);
            copied = end;
            at = end;
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether the value of an HTTP header must not be shown.</summary>
    public static bool IsSecretHeader(string name)
    {
        var upper = name.ToUpperInvariant();
        return upper is "SET-COOKIE" or "COOKIE" or "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "WWW-AUTHENTICATE"
            or "PROXY-AUTHENTICATE"
            || upper.Contains("TOKEN") || upper.Contains("CSRF") || upper.Contains("XSRF") || upper.Contains("SECRET");
    }

    private static bool TryFind(string text, int at, out int next, out int start, out int end, out string mask)
    {
        mask = Mask;
        start = end = 0;
        next = at + 1;
        var c = text[at];
        if (c == ':')
        {
            return TryUserInfo(text, at, ref next, out start, out end);
        }

        // The first letters of all names above.
        if ((c | 0x20) is not ('a' or 'b' or 'c' or 'n' or 'p' or 's' or 't' or 'x'))
        {
            return false;
        }

        if (Match(text, at, Schemes) is { } scheme && (at == 0 || !char.IsLetterOrDigit(text[at - 1])))
        {
            start = SkipBlanks(text, at + scheme.Length);
            end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '+' or '/' or '_' or '.' or '~' or '='
                or '-'))
            {
                end++;
            }

            next = at + scheme.Length;
            return start > next && end - start >= ShortestSchemeValue;
        }

        return Match(text, at, SecretNames) is { } name && TryValue(text, at, name, ref next, out start, out end, out mask);
    }

    private static bool TryUserInfo(string text, int at, ref int next, out int start, out int end)
    {
        start = end = at + 3;
        if (string.CompareOrdinal(text, at, "://", 0, 3) != 0)
        {
            return false;
        }

        while (end < text.Length && text[end] is not ('/' or '@' or '"') && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        next = start;
        return end > start && end < text.Length && text[end] == '@';
    }

    private static bool TryValue(string text, int nameStart, string name, ref int next, out int start, out int end,
        out string mask)
    {
        mask = Mask;
        var at = nameStart + name.Length;
        var longest = Math.Min(text.Length, nameStart + LongestName);
        while (at < longest && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.'))
        {
            at++;
        }

        next = at;
        start = end = at;
        var isWhole = at == nameStart + name.Length;
        var quotes = QuoteAt(text, at);
        at = SkipBlanks(text, at + quotes);
        if (at >= text.Length || text[at] is not (':' or '='))
        {
            return false;
        }

        var isHeader = quotes == 0 && text[at] == ':';
        start = SkipBlanks(text, at + 1);
        if (start >= text.Length)
        {
            return false;
        }

        if (QuoteAt(text, start) is var opening and > 0)
        {
            end = EndOfString(text, start + opening, opening);
            var quote = text.Substring(start, opening);
            mask = quote + Mask + quote;
            return true;
        }

        if (isHeader)
        {
            end = IndexOfAny(text, start, "\r\n\"");
            return end > start && (isWhole || Array.IndexOf(HeaderNames, name) >= 0);
        }

        end = IndexOfAny(text, start, quotes > 0 ? ",}]{[\\\" \t\r\n" : "&;,?\"'<> \t\r\n");
        mask = quotes > 0 ? "\"" + Mask + "\"" : Mask;
        return end > start;
    }

    /// <summary>
    /// The length of the quotation mark at a position: 0 for none, 2 for one that is escaped inside a JSON string.
    /// </summary>
    private static int QuoteAt(string text, int at) =>
        at >= text.Length ? 0
        : text[at] is '"' or '\'' ? 1
        : text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '"' ? 2
        : 0;

    /// <summary>The position after the closing quotation mark; the end of the text when the string is cut off.</summary>
    private static int EndOfString(string text, int at, int quoteLength)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                if (quoteLength == 2 && at + 1 < text.Length && text[at + 1] == '"')
                {
                    return at + 2;
                }

                at++;
            }
            else if (text[at] is '"' or '\'')
            {
                return quoteLength == 2 ? at : at + 1;
            }
        }

        return text.Length;
    }

    private static int IndexOfAny(string text, int at, string ends)
    {
        while (at < text.Length && ends.IndexOf(text[at]) < 0)
        {
            at++;
        }

        return at;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    private static string? Match(string text, int at, string[] names)
    {
        foreach (var name in names)
        {
            if (string.Compare(text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return name;
            }
        }

        return null;
    }
}
