using System;
using System.Globalization;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Formatting;

/// <summary>Turns values that came over the wire into text for a terminal.</summary>
public static class DisplayText
{
    /// <summary>
    /// The text of a value with every control and formatting character (escape sequences, line breaks, bidirectional overrides)
    /// replaced: what a customer wrote into a field never steers the user's terminal.
    /// </summary>
    /// <param name="value">Any value, or null.</param>
    /// <returns>Text that is safe to show on one line.</returns>
    public static string Clean(object? value) => GwsText.Clean(Of(value is PSObject wrapped ? wrapped.BaseObject : value));

    /// <summary>The text of a single value for people: a moment in local time, a number in the user's culture.</summary>
    internal static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        DateTimeOffset moment => moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>A duration for people, in milliseconds.</summary>
    /// <param name="value">A duration.</param>
    /// <returns>The text.</returns>
    public static string Milliseconds(TimeSpan value) => value.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
