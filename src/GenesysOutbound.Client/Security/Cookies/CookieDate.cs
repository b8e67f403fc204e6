using System;

namespace GenesysOutbound.Client.Security;

/// <summary>The forgiving date parser of RFC 6265, section 5.1.1: servers write expiry dates in many ways.</summary>
internal static class CookieDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
        "dec"];

    public static DateTimeOffset? Parse(string text)
    {
        int? hour = null, minute = null, second = null, day = null, month = null, year = null;
        foreach (string token in text.Split([' ', '\t', ',', ';', '-', '/', '(', ')', '"'],
            StringSplitOptions.RemoveEmptyEntries))
        {
            if (hour is null && TryTime(token, out int h, out int m, out int s))
            {
                (hour, minute, second) = (h, m, s);
            }
            else if (day is null && LeadingNumber(token, 1, 2) is int d)
            {
                day = d;
            }
            else if (month is null && token.Length >= 3
                && Array.IndexOf(Months, token.Substring(0, 3).ToLowerInvariant()) is >= 0 and int mon)
            {
                month = mon + 1;
            }
            else if (year is null && LeadingNumber(token, 2, 4) is int y)
            {
                year = y < 70 ? y + 2000 : y < 100 ? y + 1900 : y;
            }
        }

        if (hour is null || day is null || month is null || year is null || hour > 23 || minute > 59 || second > 59
            || year < 1601 || day < 1 || day > DateTime.DaysInMonth(year.Value, month.Value))
        {
            return null;
        }

        return new DateTimeOffset(year.Value, month.Value, day.Value, hour.Value, minute!.Value, second!.Value, TimeSpan.Zero);
    }

    private static bool TryTime(string token, out int hour, out int minute, out int second)
    {
        hour = minute = second = 0;
        string[] parts = token.Split(':');
        if (parts.Length != 3 || LeadingNumber(parts[0], 1, 2) is not int h || LeadingNumber(parts[1], 1, 2) is not int m
            || LeadingNumber(parts[2], 1, 2) is not int s)
        {
            return false;
        }

        (hour, minute, second) = (h, m, s);
        return true;
    }

    private static int? LeadingNumber(string token, int least, int most)
    {
        int digits = 0, value = 0;
        while (digits < token.Length && token[digits] is >= '0' and <= '9')
        {
            if (digits == most)
            {
                return null;
            }

            value = (value * 10) + (token[digits++] - '0');
        }

        return digits >= least ? value : null;
    }
}
