using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GenesysOutbound.Client.Facts;

/// <summary>
/// Masks what a server sent so that its shape can be shown: every letter becomes an x, every digit a 0. Names of the protocol
/// stay, because a report without them says nothing.
/// </summary>
internal static class SampleMask
{
    private const int LongestText = 24;
    private const int LongestName = 60;
    private const int LongestSample = 200;
    private const int MostDigits = 3;

    /// <summary>A value, masked, on one line and at most 200 characters long.</summary>
    public static string Of(object? value)
    {
        var sample = new StringBuilder();
        Append(sample, value, 0);
        return sample.Length <= LongestSample ? sample.ToString() : sample.ToString(0, LongestSample) + "...";
    }

    /// <summary>
    /// A name of a member or of a message type: as it is when it looks like one (letters, digits and the usual marks, no long row
    /// of digits), else masked. A server may use a phone number as the name of a member.
    /// </summary>
    public static string Name(string name)
    {
        var row = 0;
        foreach (var c in name)
        {
            row = c is >= '0' and <= '9' ? row + 1 : 0;
            if (row > MostDigits || !(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '$'
                or ':' or '/'))
            {
                return Text(name);
            }
        }

        return name.Length is > 0 and <= LongestName ? name : Text(name);
    }

    private static void Append(StringBuilder sample, object? value, int depth)
    {
        if (sample.Length > LongestSample)
        {
            return;
        }

        switch (value)
        {
            case null:
                sample.Append("null");
                break;
            case string text:
                sample.Append('"').Append(Text(text)).Append('"');
                break;
            case bool flag:
                sample.Append(flag ? "true" : "false");
                break;
            case GwsData data:
                AppendAll(sample, '{', '}', data.Keys.ToArray(), depth, key =>
                {
                    sample.Append(Name(key)).Append(": ");
                    Append(sample, data[key], depth + 1);
                });
                break;
            case object?[] items:
                AppendAll(sample, '[', ']', items, depth, item => Append(sample, item, depth + 1));
                break;
            default:
                sample.Append(Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty));
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder sample, char open, char close, T[] items, int depth, Action<T> append)
    {
        const int deepest = 4;
        const int most = 12;
        sample.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            sample.Append(i == 0 ? string.Empty : ", ");
            if (depth == deepest || i == most)
            {
                sample.Append("...");
                break;
            }

            append(items[i]);
        }

        sample.Append(close);
    }

    // The rest would steer a terminal, or break the table of a report.
    private static bool IsPlainMark(char c) => c is > ' ' and < '\x7f' and not ('|' or '`');

    private static string Text(string text)
    {
        var masked = new StringBuilder();
        foreach (var c in text.Take(LongestText))
        {
            masked.Append(char.IsDigit(c) ? '0' : char.IsLetter(c) ? 'x' : IsPlainMark(c) ? c : ' ');
        }

        return text.Length > LongestText
            ? masked.Append("... (").Append(text.Length.ToString(CultureInfo.InvariantCulture)).Append(" characters)").ToString()
            : masked.ToString();
    }
}
