using System.Globalization;
using System.Text;

namespace GenesysOutbound.CometD;

/// <summary>Makes texts that may quote a server safe to show: the one place that knows what steers a terminal.</summary>
internal static class PrintableText
{
    /// <summary>
    /// A text with every control and formatting character (escape sequences, line breaks, bidirectional overrides) replaced.
    /// </summary>
    /// <param name="text">Any text, or null.</param>
    /// <param name="replacement">What takes the place of each.</param>
    /// <returns>Text that is safe to show on one line; empty for null.</returns>
    public static string Clean(string? text, char replacement = '\uFFFD')
    {
        if (text is null)
        {
            return string.Empty;
        }

        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (IsUnsafe(text, i))
            {
                return Replace(text, replacement);
            }
        }

        return text;
    }

    private static string Replace(string text, char replacement)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsSurrogatePair(text, i);
            if (IsUnsafe(text, i))
            {
                clean.Append(replacement);
            }
            else
            {
                clean.Append(text, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;
        }

        return clean.ToString();
    }

    /// <summary>
    /// Controls, line and paragraph separators, half surrogate pairs, and format characters (bidirectional overrides, tags) but
    /// the joiners that emoji and some scripts need.
    /// </summary>
    private static bool IsUnsafe(string text, int index)
    {
        // Nearly all text is ASCII, and every name that is shown comes through here.
        var c = text[index];
        if (c < 0x7F)
        {
            return c < ' ';
        }

        return CharUnicodeInfo.GetUnicodeCategory(text, index) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate => true,
            UnicodeCategory.Format => c is not ('\u200C' or '\u200D'),
            _ => false,
        };
    }
}
