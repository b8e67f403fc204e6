using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GenesysOutbound.Client;

/// <summary>Reads new values of fields of type time.</summary>
internal static class TimeInput
{
    private static readonly Regex ToTheMinute = new(@"^\s*[0-9]{1,2}[:.][0-9]{1,2}\s*$", RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));
    private static readonly Regex EndOfDay = new(@"^\s*24[:.]00?\s*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static string? Read(GwsRecordField field, object given, out object? value)
    {
        value = null;
        if (!TryRead(field, given, out var seconds, out var problem))
        {
            return problem;
        }

        // A time is shown to the minute. What is shown and comes back unchanged must not take the seconds away: 86399 is shown as
        // 23:59.
        if (given is string text && ToTheMinute.IsMatch(text) && !StoredValue.IsEmpty(field.PresentValue)
            && StoredValue.TryTime(field.PresentValue, out var present) && present / 60 == seconds / 60)
        {
            seconds = present;
        }

        value = AsStored(field, seconds);
        return null;
    }

    private static bool TryRead(GwsRecordField field, object given, out int seconds, out string? problem)
    {
        seconds = 0;
        problem = null;
        switch (given)
        {
            case string text when field.Name == SystemFields.Until && EndOfDay.IsMatch(text):
                seconds = GwsTimeOfDay.LastSecond;
                return true;
            case string text:
                return GwsTimeOfDay.TryParse(text, out seconds, out problem);
            case TimeSpan span when span.Ticks % TimeSpan.TicksPerSecond == 0
                && StoredValue.TryTime((long)span.TotalSeconds, out seconds):
                return true;
            case not bool when StoredValue.TryInteger(given, out var number):
                problem = FieldInput.Quote(given) + " is not a second of the day: they go from 0 to 86399.";
                return StoredValue.TryTime(number, out seconds);
            case double or float or decimal:
                // 10.5 may have been 10.50 before the language read it.
                problem = FieldInput.Quote(given) + " is a fraction, not a time: write it as text, '10:30'.";
                return false;
            default:
                problem = FieldInput.Quote(given) + " is not a time of the form HH:MM.";
                return false;
        }
    }

    private static object AsStored(GwsRecordField field, int seconds)
    {
        if (field.Name is SystemFields.From or SystemFields.Until)
        {
            return (long)seconds;
        }

        // A list's own field: as the record carries it; without a value to go by, the form of the definition.
        return field.RawValue switch
        {
            string text when text.Length > 0 && StoredValue.TryInteger(text, out _) => StoredValue.Text((long)seconds),
            string or null => Text(seconds),
            _ => (long)seconds,
        };
    }

    private static string Text(int seconds) =>
        GwsTimeOfDay.ToText(seconds) + (seconds % 60 == 0
            ? string.Empty : ":" + (seconds % 60).ToString("00", CultureInfo.InvariantCulture));
}
