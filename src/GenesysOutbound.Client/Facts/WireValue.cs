using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Facts;

/// <summary>A value of the server in a finding: shown to its user, masked in a report.</summary>
internal readonly struct WireValue(object? value)
{
    private const int LongestShown = 80;

    /// <summary>The same text with letters and digits replaced.</summary>
    public string Masked => SampleMask.Of(value);

    /// <summary>The JSON type of a value, in the words that findings use.</summary>
    public static string TypeOf(object? value) => value switch
    {
        null => "null",
        string => "text",
        bool => "true or false",
        GwsData => "an object",
        object?[] => "an array",
        _ => "a number",
    };

    /// <summary>Names from the server, each of which is shown only when it looks like a name of the protocol.</summary>
    public static string Names(IEnumerable<string> names)
    {
        var shown = names.Take(12).Select(SampleMask.Name).ToList();
        return shown.Count == 0 ? "nothing" : string.Join(", ", shown);
    }

    public override string ToString()
    {
        var text = value switch
        {
            null => "null",
            string given => given,
            GwsData or object?[] => TypeOf(value),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        };
        return text.Length > LongestShown
            ? PrintableText.Clean(text.Substring(0, LongestShown), ' ') + "..."
            : PrintableText.Clean(text, ' ');
    }
}
