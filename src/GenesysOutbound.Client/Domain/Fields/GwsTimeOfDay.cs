using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GenesysOutbound.Client;

/// <summary>
/// Times of the day as records carry them (whole seconds from midnight in the record's zone, 0 to 86399) and as people write them
/// (<c>HH:MM</c>). Sources: Service Client API Reference, getRecordFields and getChainedRecords.
/// </summary>
public static class GwsTimeOfDay
{
    /// <summary>The last second of the day.</summary>
    public const int LastSecond = 86399;

    // Below this a bare number could as well be an hour (9) or hours and minutes (930).
    private const int LargestClockReading = 2400;

    // The vendor's sample writes 10.15 and 23:45 in one call.
    private static readonly Regex Form = new(
        @"^\s*([0-9]{1,2})[:.]([0-9]{1,2})(?:[:.]([0-9]{1,2}))?\s*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Writes a time as <c>HH:MM</c>; seconds beyond the minute are left out.</summary>
    /// <param name="seconds">Seconds from midnight, 0 to 86399.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not a second of a day.</exception>
    public static string ToText(int seconds)
    {
        if (seconds is < 0 or > LastSecond)
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A day has the seconds 0 to 86399.");
        }

        return (seconds / 3600).ToString("00", CultureInfo.InvariantCulture) + ":" + (seconds / 60 % 60)
            .ToString("00", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Reads a time: <c>HH:MM</c> or <c>HH:MM:SS</c>, with dots or colons, padded or not; or a number of seconds from midnight. A
    /// number that could also be an hour or hours and minutes (1 to 2400) is not read. <c>24:00</c> is not a time of the day.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="seconds">Seconds from midnight.</param>
    /// <returns>True when it could be read.</returns>
    public static bool TryParse(string? text, out int seconds) => TryParse(text, out seconds, out _);

    /// <summary>Reads a time, as <see cref="TryParse(string, out int)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Seconds from midnight.</returns>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.InvalidParameter"/>: not a time.</exception>
    public static int Parse(string text) =>
        TryParse(text, out var seconds, out var problem)
            ? seconds : throw new GwsException(GwsErrorIds.InvalidParameter, problem!);

    internal static bool TryParse(string? text, out int seconds, out string? problem)
    {
        seconds = 0;
        problem = null;
        var match = Form.Match(text ?? string.Empty);
        if (match.Success)
        {
            int hour = Figure(match, 1), minute = Figure(match, 2), second = match.Groups[3].Success ? Figure(match, 3) : 0;
            if (hour > 23 || minute > 59 || second > 59)
            {
                problem = "'" + text + "' is not a time of the day: it goes from 00:00 to 23:59.";
                return false;
            }

            seconds = (hour * 3600) + (minute * 60) + second;
            return true;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
        {
            problem = "'" + StringExtensions.Truncate(text) + "' is not a time of the form HH:MM.";
        }
        else if (number is > 0 and <= LargestClockReading)
        {
            problem = "'" + text
                + "' could be an hour, hours and minutes, or seconds: write HH:MM, or give the seconds as a number.";
        }
        else if (number > LastSecond)
        {
            problem = "'" + StringExtensions.Truncate(text) + "' is not a second of the day: they go from 0 to 86399.";
        }
        else
        {
            seconds = (int)number;
        }

        return problem is null;
    }

    private static int Figure(Match match, int group) =>
        int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);
}
