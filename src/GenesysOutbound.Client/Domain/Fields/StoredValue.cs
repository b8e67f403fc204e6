using System;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads and writes the values that records carry: numbers as numbers or as text, dates in either form, empty for nothing.
/// </summary>
internal static class StoredValue
{
    /// <summary>True for what stands for "no value": null and empty text.</summary>
    public static bool IsEmpty(object? raw) => raw is null or string { Length: 0 };

    /// <summary>A whole number, from any number type that holds one exactly or from text.</summary>
    public static bool TryInteger(object? raw, out long number)
    {
        number = 0;
        switch (raw)
        {
            case string text:
                return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);
            case double or float:
                var real = Convert.ToDouble(raw, CultureInfo.InvariantCulture);
                number = real is >= -9007199254740992 and <= 9007199254740992 ? (long)real : 0;
                return number == real;
            case decimal exact:
                var fits = exact is >= long.MinValue and <= long.MaxValue && decimal.Truncate(exact) == exact;
                number = fits ? (long)exact : 0;
                return fits;
            case ulong large:
                number = unchecked((long)large);
                return large <= long.MaxValue;
            case long or int or short or sbyte or byte or ushort or uint:
                number = Convert.ToInt64(raw, CultureInfo.InvariantCulture);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A number: a <see cref="decimal"/> when it fits, else a finite <see cref="double"/>.</summary>
    public static bool TryNumber(object? raw, out object number)
    {
        number = 0m;
        switch (raw)
        {
            case double or float:
                // By its shortest text: a float of 16.64 is 16.64 and not 16.6399993896484.
                return TryNumber(((IFormattable)raw).ToString("R", CultureInfo.InvariantCulture), out number);
            case string text:
                var isReal = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
                    && !double.IsNaN(real) && !double.IsInfinity(real);

                // A number too small for a decimal would become 0 there.
                var isExact = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                    && (exact != 0 || real == 0);
                number = isExact ? exact : real;
                return isReal;
            case decimal or long or int or short or sbyte or byte or ushort or uint or ulong:
                number = Convert.ToDecimal(raw, CultureInfo.InvariantCulture);
                return true;
            default:
                return false;
        }
    }

    public static bool TryFlag(object? raw, out bool flag)
    {
        flag = false;
        switch (raw)
        {
            case bool value:
                flag = value;
                return true;
            case string text when bool.TryParse(text, out flag):
                return true;
            default:
                var isFlag = TryInteger(raw, out var number) && number is 0 or 1;
                flag = isFlag && number == 1;
                return isFlag;
        }
    }

    /// <summary>
    /// A time of the day, from seconds (as number or text) or from <c>HH:MM</c>. Nothing that a record says is ambiguous: a
    /// number is seconds.
    /// </summary>
    public static bool TryTime(object? raw, out int seconds)
    {
        if (TryInteger(raw, out var number))
        {
            seconds = number is >= 0 and <= GwsTimeOfDay.LastSecond ? (int)number : 0;
            return seconds == number;
        }

        return GwsTimeOfDay.TryParse(raw as string, out seconds);
    }

    /// <summary>The text of a single value, culture-free.</summary>
    public static string Text(object raw) => raw switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double or float => ((IFormattable)raw).ToString("R", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => raw.ToString() ?? string.Empty,
    };
}
