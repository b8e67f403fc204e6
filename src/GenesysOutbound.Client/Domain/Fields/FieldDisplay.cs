namespace GenesysOutbound.Client;

/// <summary>Turns what a record carries into what the list of fields shows: the form in which the field is updated.</summary>
internal static class FieldDisplay
{
    /// <summary>The shown value. A value that does not fit the type is shown unchanged.</summary>
    public static object? Of(FieldType type, FieldValueType valueType, object? raw)
    {
        if (StoredValue.IsEmpty(raw))
        {
            return type.IsText() ? raw : null;
        }

        switch (type)
        {
            case FieldType.Time when StoredValue.TryTime(raw, out var seconds):
                return GwsTimeOfDay.ToText(seconds);
            case FieldType.Date when DateText.TryRead(raw as string, out var date, out _):
                return DateText.Show(date);
            case FieldType.Int or FieldType.Enum when valueType == FieldValueType.Number
                && StoredValue.TryInteger(raw, out var number):
                return number;
            case FieldType.Float when valueType == FieldValueType.Number && StoredValue.TryNumber(raw, out var number):
                return number;
            case FieldType.Bool when valueType == FieldValueType.Boolean && StoredValue.TryFlag(raw, out var flag):
                return flag;
            default:
                return valueType == FieldValueType.String && raw is not GwsData and not object?[] ? StoredValue.Text(raw!) : raw;
        }
    }

    /// <summary>The type of a field without a definition. Text stays text, also when it looks like a number or a date.</summary>
    public static FieldType Infer(object? raw) => raw switch
    {
        bool => FieldType.Bool,
        decimal or double or float => FieldType.Float,
        long or int => FieldType.Int,
        _ => FieldType.VarChar,
    };
}
