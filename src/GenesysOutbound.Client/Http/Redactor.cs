using System;
using System.Collections.Generic;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Takes secrets out of what a session says: by how they look, and by value, because a server or a proxy may repeat a cookie or a token in
/// any place. Values are asked for when they are needed and not kept.
/// </summary>
internal sealed class Redactor(Func<IEnumerable<string?>> secrets)
{
    /// <summary>Shorter values are not looked for: they would be found everywhere.</summary>
    private const int ShortestSecret = 6;

    private const int LongestLine = 4096;

    /// <summary>Longer than any secret, so that none is cut in two and then not recognised.</summary>
    private const int Margin = 2048;

    /// <summary>A text without secrets, by how they look alone.</summary>
    public static string Text(string text) => Redaction.Text(text);

    /// <summary>A text without secrets; for exceptions and warnings.</summary>
    public string Clean(string text)
    {
        foreach (var secret in secrets())
        {
            if (secret is { Length: >= ShortestSecret } && text.IndexOf(secret, StringComparison.Ordinal) >= 0)
            {
                text = text.Replace(secret, Redaction.Mask);
            }
        }

        return Redaction.Text(text);
    }

    /// <summary>A line for a trace: without secrets, and cut.</summary>
    public string Line(string text)
    {
        var length = text.Length;
        if (length <= LongestLine)
        {
            return Clean(text);
        }

        var clean = Clean(text.Substring(0, Math.Min(length, LongestLine + Margin)));
        return clean.Substring(0, Math.Min(clean.Length, LongestLine)) + "... (" + length + " characters)";
    }
}
