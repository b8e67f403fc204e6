using System;
using System.Collections.Generic;
using System.Text;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// Masks secrets in what a session says: by value, whichever way the value is spelled, and by name. Texts are cut first, so that
/// the time is bounded; a secret that crosses the cut is masked as a whole.
/// </summary>
internal sealed class Redactor(KnownSecrets secrets)
{
    private const int LongestText = 16 * 1024;

    private const int LongestLine = 4096;

    private const int LongestKey = 64;

    /// <summary>
    /// A text without secrets and without what steers a terminal, for exceptions, warnings and reasons. Cut after 16,384
    /// characters.
    /// </summary>
    public string Clean(string text) => Clean(text, LongestText);

    /// <summary>A line for a trace, without secrets. Cut after 4,096 characters.</summary>
    public string Line(string text) =>
        Clean(text, LongestLine) + (text.Length > LongestLine ? "... (" + text.Length + " characters)" : string.Empty);

    private string Clean(string text, int limit)
    {
        if (text.Length == 0)
        {
            return text;
        }

        // A secret that begins before the cut is recognised by its first characters.
        var shown = Math.Min(text.Length, limit);
        var found = Find(text, Math.Min(text.Length, limit + LongestKey), shown);
        return GwsText.Clean(Redaction.Text(found is null ? text.Substring(0, shown) : Mask(text, shown, found)));
    }

    /// <summary>
    /// The places of secrets, as their ends by their beginnings; null when there is none. A place is found by the first
    /// characters of a secret and ends where the text stops to agree with it: no input makes this take longer than its length.
    /// </summary>
    private SortedDictionary<int, int>? Find(string text, int window, int shown)
    {
        SortedDictionary<int, int>? found = null;
        foreach (var spelling in secrets.Spellings())
        {
            var key = spelling.Length <= LongestKey ? spelling : spelling.Substring(0, LongestKey);
            for (var at = 0; at < shown;)
            {
                // Hexadecimal digits of escapes come in either case.
                at = text.IndexOf(key, at, window - at, StringComparison.OrdinalIgnoreCase);
                if (at < 0)
                {
                    break;
                }

                var end = at + key.Length;
                for (var i = key.Length; i < spelling.Length && end < shown
                    && char.ToUpperInvariant(text[end]) == char.ToUpperInvariant(spelling[i]); i++)
                {
                    end++;
                }

                found ??= [];
                found[at] = found.TryGetValue(at, out var known) ? Math.Max(known, end) : end;
                at = end;
            }
        }

        return found;
    }

    private static string Mask(string text, int shown, SortedDictionary<int, int> found)
    {
        var clean = new StringBuilder(shown);
        var copied = 0;
        foreach (var place in found)
        {
            if (place.Key >= shown)
            {
                break;
            }

            if (place.Key >= copied)
            {
                clean.Append(text, copied, place.Key - copied).Append(Redaction.Mask);
            }

            copied = Math.Max(copied, place.Value);
        }

        return copied < shown ? clean.Append(text, copied, shown - copied).ToString() : clean.ToString();
    }
}
