using System;

namespace GenesysOutbound.Client;

/// <summary>Reads new values of fields of type date. Such a field has no zone, so nothing is converted.</summary>
internal static class DateInput
{
    public static string? Read(GwsRecordField field, object given, out object? value)
    {
        value = null;
        DateTime date;
        switch (given)
        {
            case DateTime time:
                date = time;
                break;
            case string text:
                if (!DateText.TryRead(text, out date, out var problem))
                {
                    return problem;
                }

                break;
            case DateTimeOffset:
                return FieldInput.Quote(given)
                    + " has an offset from UTC, which the field cannot keep: give a DateTime or a text of the form "
                    + RecordTime.Pattern + ".";
            default:
                return FieldInput.Quote(given) + " is not a date of the form " + RecordTime.Pattern + ".";
        }

        // A date is shown to the minute. What is shown and comes back unchanged must not take the seconds away.
        if (given is string shown && !DateText.TryReadIso(shown, out _)
            && DateText.TryRead(field.PresentValue as string, out var present, out _)
                && DateText.Show(present) == DateText.Show(date))
        {
            date = present;
        }

        // As the record carries dates; without a value to go by, the form of the vendor's sample of a record.
        var stored = field.RawValue as string;
        value = RecordTime.TryReadLocal(stored, out _, out _) ? DateText.Show(date) : DateText.Iso(date);
        return null;
    }
}
