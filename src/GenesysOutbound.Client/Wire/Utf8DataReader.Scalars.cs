using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.Client.Wire;

/// <content>Strings and numbers.</content>
internal partial struct Utf8DataReader
{
    [MethodImpl(HotPath.Optimised)]
    private string? Text()
    {
        var start = _at + 1;
        var hash = 2166136261;
        byte all = 0;
        for (var i = start; i < _end; i++)
        {
            var b = _buffer[i];
            if (b == (byte)'"')
            {
                _at = i + 1;
                var length = i - start;
                return length == 0 ? string.Empty
                    : length <= SharedValues.LongestText && all < 0x80 ? SharedValues.Text(_buffer, start, length, hash)
                    : Encoding.UTF8.GetString(_buffer, start, length);
            }

            if (b == (byte)'\\')
            {
                return Escaped(start, i);
            }

            all |= b;
            hash = (hash ^ b) * 16777619;
        }

        _at = _end;
        return (string?)Fail("A string has no end");
    }

    private string? Escaped(int start, int at)
    {
        var text = new StringBuilder();
        var copied = start;
        while (at < _end)
        {
            var b = _buffer[at];
            if (b != (byte)'"' && b != (byte)'\\')
            {
                at++;
                continue;
            }

            text.Append(Encoding.UTF8.GetString(_buffer, copied, at - copied));
            if (b == (byte)'"')
            {
                _at = at + 1;
                return Paired(text);
            }

            if (at + 1 >= _end || !TryUnescape(ref at, out var c))
            {
                _at = at;
                return (string?)Fail("A string has an escape that JSON does not know");
            }

            text.Append(c);
            copied = at;
        }

        _at = _end;
        return (string?)Fail("A string has no end");
    }

    private readonly bool TryUnescape(ref int at, out char c)
    {
        const string escapes = "\"\\/bfnrt";
        const string meanings = "\"\\/\b\f\n\r\t";
        var which = escapes.IndexOf((char)_buffer[at + 1]);
        if (which >= 0)
        {
            c = meanings[which];
            at += 2;
            return true;
        }

        c = '\0';
        if (_buffer[at + 1] != (byte)'u' || at + 6 > _end)
        {
            return false;
        }

        var code = 0;
        for (var i = at + 2; i < at + 6; i++)
        {
            var digit = _buffer[i] switch
            {
                >= (byte)'0' and <= (byte)'9' and var b => b - '0',
                >= (byte)'a' and <= (byte)'f' and var b => b - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' and var b => b - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            code = (code << 4) | digit;
        }

        c = (char)code;
        at += 6;
        return true;
    }

    /// <summary>Half of a surrogate pair is not a character: it could not be written again.</summary>
    private static string Paired(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else
            {
                text[i] = '\ufffd';
            }
        }

        return text.ToString();
    }

    [MethodImpl(HotPath.Optimised)]
    private object? Number()
    {
        var start = _at;
        var end = Utf8Json.SkipNumber(_buffer, start, _end);
        if (end < 0)
        {
            return Fail("This is not a JSON value");
        }

        _at = end;
        var at = _buffer[start] == (byte)'-' ? start + 1 : start;
        if (end - at <= 18)
        {
            long number = 0;
            while (at < end && _buffer[at] is >= (byte)'0' and <= (byte)'9')
            {
                number = (number * 10) + (_buffer[at++] - '0');
            }

            if (at == end)
            {
                return SharedValues.Number(_buffer[start] == (byte)'-' ? -number : number);
            }
        }

        return Large(Encoding.ASCII.GetString(_buffer, start, end - start));
    }

    /// <summary>Beyond 64 bits: exact as long as a decimal can hold it.</summary>
    private static object Large(string text)
    {
        var isWhole = text.IndexOfAny(['.', 'e', 'E']) < 0;
        if (isWhole && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (isWhole && decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact))
        {
            return exact;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real
            : text[0] == '-' ? double.NegativeInfinity
            : double.PositiveInfinity;
    }
}
