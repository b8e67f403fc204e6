using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>The choices of an enum: label by key, in the order in which they were given.</summary>
internal sealed class OptionTable : IReadOnlyDictionary<string, string>
{
    public static readonly OptionTable Empty = new([]);

    private readonly List<KeyValuePair<string, string>> _rows;
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    public OptionTable(IEnumerable<KeyValuePair<string, string>> rows)
    {
        _rows = [.. rows];
        foreach (var row in _rows)
        {
            _labels.Add(row.Key, row.Value);
        }
    }

    public int Count => _rows.Count;

    public IEnumerable<string> Keys => _rows.Select(row => row.Key);

    public IEnumerable<string> Values => _rows.Select(row => row.Value);

    public string this[string key] => _labels[key];

    /// <summary>
    /// Finds the key that a text means: a key as it is written, a number that is one, else a label that no other choice has,
    /// without regard to case and separators. Null when there is none.
    /// </summary>
    public static string? FindKey(IReadOnlyDictionary<string, string> options, string text)
    {
        text = text.Trim();
        if (options.ContainsKey(text))
        {
            return text;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var key = number.ToString(CultureInfo.InvariantCulture);
            return options.ContainsKey(key) ? key : null;
        }

        var folded = NameNormalizer.Normalize(text);
        var keys = options.Where(row => folded.Length > 0 && NameNormalizer.Normalize(row.Value) == folded).Select(row => row.Key)
            .Take(2).ToList();
        return keys.Count == 1 ? keys[0] : null;
    }

    /// <summary>The choices for a message.</summary>
    public static string Describe(IReadOnlyDictionary<string, string> options)
    {
        const int Most = 20;
        var rows = string.Join(", ", options.Take(Most)
            .Select(row => row.Value.Length == 0 ? row.Key : row.Key + " (" + row.Value + ")"));
        return options.Count > Most
            ? rows + ", and " + (options.Count - Most).ToString(CultureInfo.InvariantCulture) + " more" : rows;
    }

    public bool ContainsKey(string key) => _labels.ContainsKey(key);

    public bool TryGetValue(string key, out string value)
    {
        var found = _labels.TryGetValue(key, out var label);
        value = label ?? string.Empty;
        return found;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
