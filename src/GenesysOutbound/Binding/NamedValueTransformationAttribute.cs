using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>Lets a call result be given by name, number or label; a bad one is answered with the choices.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CallResultTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        if (value is null or GwsCallResult)
        {
            return value;
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return GwsCallResult.TryParse(text, out GwsCallResult? result)
            ? result
            : throw InvalidArgument.Because(
                "'" + text + "' is not a valid call result. Give a number, or one of: "
                + string.Join(", ", GwsCallResult.Known.Where(known => known.IsOffered).Select(known => known.Name)) + ".");
    }
}

/// <summary>Lets a phone type be given by name, number or label; a bad one is answered with the choices.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PhoneTypeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        if (value is GwsPhoneType || !PipedValues.IsGiven(value))
        {
            return value as GwsPhoneType;
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return GwsPhoneType.TryParse(text, out GwsPhoneType? type)
            ? type
            : throw InvalidArgument.Because(
                "'" + text + "' is not a valid phone type. Give a number, or one of: "
                + string.Join(", ", GwsPhoneType.Known.Select(known => known.Name)) + ".");
    }
}
