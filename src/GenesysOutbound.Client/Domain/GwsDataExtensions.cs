using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads typed values from plain data with the variety that servers show: numbers as text, null, absent and empty alike.
/// </summary>
internal static class GwsDataExtensions
{
    /// <summary>Text; null when absent, null or empty. Numbers become text.</summary>
    [MethodImpl(HotPath.Optimised)]
    public static string? Text(this GwsData? data, string key)
    {
        if (data is null || !data.TryGetValue(key, out var value))
        {
            return null;
        }

        return TextOf(value);
    }

    /// <summary>The first of several members that has a value.</summary>
    public static string? Text(this GwsData? data, string key, string otherKey) => data.Text(key) ?? data.Text(otherKey);

    [MethodImpl(HotPath.Optimised)]
    public static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text.Length == 0 ? null : text,
        GwsData or object?[] => null,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number; also from text. Null when there is none.</summary>
    [MethodImpl(HotPath.Optimised)]
    public static long? Number(this GwsData? data, string key)
    {
        if (data is null || !data.TryGetValue(key, out var value))
        {
            return null;
        }

        switch (value)
        {
            case long number:
                return number;
            case double real when real is >= long.MinValue and < long.MaxValue && Math.Floor(real) == real:
                return (long)real;
            case string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var parsed):
                return parsed;
            default:
                return null;
        }
    }

    public static int? Int(this GwsData? data, string key) =>
        data.Number(key) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static bool? Flag(this GwsData? data, string key) =>
        data is null || !data.TryGetValue(key, out var value) ? null : value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        long number => number != 0,
        _ => null,
    };

    [MethodImpl(HotPath.Optimised)]
    public static GwsData? Object(this GwsData? data, string key) =>
        data is not null && data.TryGetValue(key, out var value) ? value as GwsData : null;

    public static object?[] Items(this GwsData? data, string key) =>
        data is not null && data.TryGetValue(key, out var value) && value is object?[] items ? items : [];

    /// <summary>The texts of an array of texts or numbers.</summary>
    public static IReadOnlyList<string> Texts(this GwsData? data, string key)
    {
        var texts = new List<string>();
        foreach (var item in data.Items(key))
        {
            if (TextOf(item) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>A duration in seconds, as text or number.</summary>
    public static TimeSpan? Seconds(this GwsData? data, string key)
    {
        if (data.Number(key) is { } whole)
        {
            return Span(whole);
        }

        return data.Text(key) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture,
            out var seconds)
            ? Span(seconds)
            : null;
    }

    /// <summary>A record handle as the wire carries it in user data: a number when it is one, else text.</summary>
    public static object Handle(string handle) =>
        long.TryParse(handle, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == handle
            ? number
            : handle;

    // A number beyond 36,500 days is not a plausible time span.
    private static TimeSpan? Span(double seconds) =>
        Math.Abs(seconds) <= TimeSpan.FromDays(36500).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
