using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.ServerTest;

/// <summary>
/// The last look at what goes into a report: names, numbers and addresses that the session knows are replaced wherever they
/// stand, and nothing of the server is markup.
/// </summary>
internal sealed class ReportMask(IReadOnlyList<string> privateTexts)
{
    private const string Mask = "***";

    /// <summary>Shorter texts are part of too many words.</summary>
    private const int Shortest = 3;

    private static readonly Regex s_hosts = new(
        @"(?<![\w./-])(?:\d{1,3}(?:\.\d{1,3}){3}|(?!ASP\.NET\b)[A-Za-z][\w-]*(?:\.[\w-]+)+)(?::\d+)?",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>A header without the names and addresses of hosts.</summary>
    public static string Hosts(string header)
    {
        try
        {
            return s_hosts.Replace(header, Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>A text without what the session knows to be private.</summary>
    public string Text(string text)
    {
        foreach (var secret in privateTexts.Where(item => item.Length >= Shortest))
        {
            text = Replace(text, secret);
        }

        return text;
    }

    /// <summary>A text that is nothing but text in Markdown, on one line.</summary>
    public static string Markdown(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in PrintableText.Clean(text, ' '))
        {
            _ = c switch
            {
                '|' => safe.Append("\\|"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                '[' or ']' => safe.Append('\\').Append(c),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    // As a word: a user called "end" must not take the word "endpoint" apart.
    private static string Replace(string text, string secret)
    {
        for (var at = 0; (at = text.IndexOf(secret, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = at + secret.Length;
            var isWord = (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            text = isWord ? text.Substring(0, at) + Mask + text.Substring(end) : text;
            at = isWord ? at + Mask.Length : end;
        }

        return text;
    }
}
