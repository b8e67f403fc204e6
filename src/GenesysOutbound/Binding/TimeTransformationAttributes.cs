using System;
using System.Globalization;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>
/// Takes a time without an offset as one on this computer's clock. The engine's own conversion would move a time that the clocks
/// skip in spring, without an error; this one refuses it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CallerTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        if (value is string text
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime read)
                && read.Kind == DateTimeKind.Unspecified)
        {
            value = read;
        }

        try
        {
            return value is DateTime time ? GwsCallerTime.ToMoment(time)
                : ConvertibleTextTransformationAttribute.Check(inputData, typeof(DateTimeOffset));
        }
        catch (GwsException e)
        {
            throw InvalidArgument.Because(e.Message, e);
        }
    }
}

/// <summary>
/// Reads a time of the day as records and people write it: seconds from midnight, HH:MM, HH.MM. The engine's own conversion would
/// take a number for ticks.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeOfDayTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        switch (value)
        {
            case DateTime time:
                return time.TimeOfDay;
            case DateTimeOffset moment:
                return moment.TimeOfDay;
            case IFormattable timeOnly when value.GetType().FullName == "System.TimeOnly":
                // A type of newer platforms than the one that this assembly is built for.
                return TimeSpan.Parse(timeOnly.ToString("HH:mm:ss", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            case int or long when Convert.ToInt64(value, CultureInfo.InvariantCulture) is >= 0 and <= GwsTimeOfDay.LastSecond
                and var seconds:
                return TimeSpan.FromSeconds(seconds);
            case string text when GwsTimeOfDay.TryParse(text, out int read):
                return TimeSpan.FromSeconds(read);
            case string empty when string.IsNullOrWhiteSpace(empty):
                return inputData;
            case string or int or long or double or decimal:
                throw InvalidArgument.Because(
                    "'" + Convert.ToString(value, CultureInfo.InvariantCulture)
                        + "' is not a valid time of day. Write HH:MM, or seconds from midnight (0 to 86399).");
            default:
                return inputData;
        }
    }
}
