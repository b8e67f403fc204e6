using System;
using System.Collections.Generic;
using System.Globalization;

namespace GenesysOutbound.Simulator.Page;

/// <summary>The parameters of a URL. An empty one counts as absent.</summary>
internal sealed class QueryString
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public QueryString(string query)
    {
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && equals < pair.Length - 1)
            {
                _values[Decode(pair.Substring(0, equals))] = Decode(pair.Substring(equals + 1));
            }
        }
    }

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public bool Flag(string name) => Text(name) == "true";

    /// <exception cref="ArgumentException">The value is not a whole number from 0 to the limit.</exception>
    public int Number(string name, int otherwise, int limit) => (int)Long(name, otherwise, limit);

    /// <exception cref="ArgumentException">The value is not a whole number from 0 to the limit.</exception>
    public long Long(string name, long otherwise, long limit)
        => Text(name) is not string text ? otherwise
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= limit ? value
            : throw new ArgumentException($"'{name}' is '{text}'; it must be a whole number from 0 to {limit}.");

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
