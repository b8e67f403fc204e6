using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace GenesysOutbound.CometD.Json;

/// <summary>
/// A forward-only JSON scanner over UTF-8 bytes: finds where values end without building anything. Bytes and offsets, because
/// netstandard2.0 on .NET Framework has no Span. It checks the grammar (brackets, commas, colons, literals, numbers) and is
/// lenient in two things that a server may get wrong without harm: control characters inside strings and invalid UTF-8.
/// Nothing here throws on any input; a broken document shows as -1.
/// </summary>
internal static class Utf8Json
{
    /// <summary>Deeper nesting is refused: it is an attack or a mistake, and the stack is finite.</summary>
    public const int MaxDepth = 256;

    /// <summary>So many bytes of a string are looked at one by one.</summary>
    private const int Short = 24;

    /// <summary>The position of the next byte that is not white space, or <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipWhiteSpace(byte[] buffer, int position, int end) =>
        position < end && buffer[position] <= (byte)' ' ? SkipMoreWhiteSpace(buffer, position, end) : position;

    /// <summary>The position after the value that starts at <paramref name="position"/>, or -1.</summary>
    [MethodImpl(HotPath.Optimised)]
    public static int SkipValue(byte[] buffer, int position, int end, int depth = 0)
    {
        if (position >= end || depth > MaxDepth)
        {
            return -1;
        }

        return buffer[position] switch
        {
            (byte)'"' => SkipString(buffer, position, end),
            (byte)'{' => SkipObject(buffer, position, end, depth),
            (byte)'[' => SkipArray(buffer, position, end, depth),
            (byte)'t' => SkipLiteral(buffer, position, end, "true"),
            (byte)'f' => SkipLiteral(buffer, position, end, "false"),
            (byte)'n' => SkipLiteral(buffer, position, end, "null"),
            _ => SkipNumber(buffer, position, end),
        };
    }

    /// <summary>The position after the string whose opening quote is at <paramref name="position"/>, or -1.</summary>
    [MethodImpl(HotPath.Optimised)]
    public static int SkipString(byte[] buffer, int position, int end)
    {
        // Names and most values are short: for them a call of the platform's search costs more than looking at every byte.
        int near = Math.Min(end, position + Short);
        for (int at = position + 1; at < near; at++)
        {
            byte b = buffer[at];
            if (b == (byte)'"')
            {
                return at + 1;
            }

            if (b == (byte)'\\')
            {
                // What it escapes cannot end the string.
                at++;
            }
        }

        return SkipLongString(buffer, position, end);
    }

    [MethodImpl(HotPath.Optimised)]
    private static int SkipLongString(byte[] buffer, int position, int end)
    {
        int from = position + 1;
        while (from < end)
        {
            // The platform's search is vectorised; it is what makes long strings cheap.
            int quote = Array.IndexOf(buffer, (byte)'"', from, end - from);
            if (quote < 0)
            {
                return -1;
            }

            int slash = quote - 1;
            while (slash > position && buffer[slash] == (byte)'\\')
            {
                slash--;
            }

            if (((quote - slash) & 1) == 1)
            {
                return quote + 1;
            }

            from = quote + 1;
        }

        return -1;
    }

    /// <summary>Finds a member of the object at <paramref name="start"/>; when a name comes twice the last one counts.</summary>
    public static bool TryGetMember(byte[] buffer, int start, int length, string name, out int valueStart, out int valueLength)
    {
        var members = new MemberReader(buffer, start, start + length);
        bool found = false;
        valueStart = valueLength = 0;
        while (members.MoveNext())
        {
            if (members.NameIs(name))
            {
                (valueStart, valueLength, found) = (members.ValueStart, members.ValueLength, true);
            }
        }

        return found;
    }

    /// <summary>A string member's text; null when it is missing or no string.</summary>
    public static string? GetString(byte[] buffer, int start, int length, string name) =>
        TryGetMember(buffer, start, length, name, out int at, out int size) ? AsString(buffer, at, size) : null;

    /// <summary>The text of a string value; null for anything else.</summary>
    public static string? AsString(byte[] buffer, int start, int length)
    {
        if (length < 2 || buffer[start] != (byte)'"')
        {
            return null;
        }

        string raw = Encoding.UTF8.GetString(buffer, start + 1, length - 2);
        return raw.IndexOf('\\') < 0 ? raw : JsonText.Unescape(raw);
    }

    /// <summary>A whole number, a fraction cut off; null for anything else. A number in quotes is taken as a number.</summary>
    public static long? AsNumber(byte[] buffer, int start, int length)
    {
        if (length > 2 && buffer[start] == (byte)'"')
        {
            start++;
            length -= 2;
        }

        if (length is 0 or > 40 || buffer[start] is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9')))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(buffer, start, length);
        if (!double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture,
            out double value)
            || double.IsNaN(value))
        {
            return null;
        }

        return value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;
    }

    /// <summary>True or false; null for anything else.</summary>
    public static bool? AsBoolean(byte[] buffer, int start, int length) =>
        length == 4 && buffer[start] == (byte)'t' ? true : length == 5 && buffer[start] == (byte)'f' ? false : null;

    /// <summary>Servers write JSON without white space, so this is the rare case and stays out of the callers.</summary>
    [MethodImpl(HotPath.Optimised)]
    private static int SkipMoreWhiteSpace(byte[] buffer, int position, int end)
    {
        while (position < end && buffer[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }

    [MethodImpl(HotPath.Optimised)]
    private static int SkipObject(byte[] buffer, int position, int end, int depth)
    {
        position = SkipWhiteSpace(buffer, position + 1, end);
        if (position < end && buffer[position] == (byte)'}')
        {
            return position + 1;
        }

        while (position < end && buffer[position] == (byte)'"')
        {
            position = SkipString(buffer, position, end);
            if (position < 0)
            {
                return -1;
            }

            position = SkipWhiteSpace(buffer, position, end);
            if (position >= end || buffer[position] != (byte)':')
            {
                return -1;
            }

            position = SkipValue(buffer, SkipWhiteSpace(buffer, position + 1, end), end, depth + 1);
            if (position < 0)
            {
                return -1;
            }

            position = SkipSeparator(buffer, position, end, (byte)'}', out bool closed);
            if (closed)
            {
                return position;
            }
        }

        return -1;
    }

    [MethodImpl(HotPath.Optimised)]
    private static int SkipArray(byte[] buffer, int position, int end, int depth)
    {
        position = SkipWhiteSpace(buffer, position + 1, end);
        if (position < end && buffer[position] == (byte)']')
        {
            return position + 1;
        }

        while (position < end)
        {
            position = SkipValue(buffer, position, end, depth + 1);
            if (position < 0)
            {
                return -1;
            }

            position = SkipSeparator(buffer, position, end, (byte)']', out bool closed);
            if (closed)
            {
                return position;
            }
        }

        return -1;
    }

    /// <summary>
    /// Behind an element: to the next one, or past the end of the object or array; then, and when there is neither, it is closed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipSeparator(byte[] buffer, int position, int end, byte close, out bool closed)
    {
        position = SkipWhiteSpace(buffer, position, end);
        closed = position >= end || buffer[position] != (byte)',';
        if (!closed)
        {
            return SkipWhiteSpace(buffer, position + 1, end);
        }

        return position < end && buffer[position] == close ? position + 1 : -1;
    }

    [MethodImpl(HotPath.Optimised)]
    private static int SkipLiteral(byte[] buffer, int position, int end, string literal)
    {
        if (end - position < literal.Length)
        {
            return -1;
        }

        for (int i = 0; i < literal.Length; i++)
        {
            if (buffer[position + i] != literal[i])
            {
                return -1;
            }
        }

        return position + literal.Length;
    }

    [MethodImpl(HotPath.Optimised)]
    public static int SkipNumber(byte[] buffer, int position, int end)
    {
        if (buffer[position] == (byte)'-')
        {
            position++;
        }

        int digits = SkipDigits(buffer, position, end);
        if (digits == position || (buffer[position] == (byte)'0' && digits > position + 1))
        {
            return -1;
        }

        position = digits;
        if (position < end && buffer[position] == (byte)'.')
        {
            digits = SkipDigits(buffer, position + 1, end);
            if (digits == position + 1)
            {
                return -1;
            }

            position = digits;
        }

        if (position < end && buffer[position] is (byte)'e' or (byte)'E')
        {
            position++;
            if (position < end && buffer[position] is (byte)'+' or (byte)'-')
            {
                position++;
            }

            digits = SkipDigits(buffer, position, end);
            return digits == position ? -1 : digits;
        }

        return position;
    }

    [MethodImpl(HotPath.Optimised)]
    private static int SkipDigits(byte[] buffer, int position, int end)
    {
        while (position < end && buffer[position] is >= (byte)'0' and <= (byte)'9')
        {
            position++;
        }

        return position;
    }
}
