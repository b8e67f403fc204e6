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
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or GwsCallResult)
        {
            return value;
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return GwsCallResult.TryParse(text, out GwsCallResult? result)
            ? result
            : throw new ArgumentTransformationMetadataException(
                "'" + text + "' is no call result. Give a number, or one of: "
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
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or GwsPhoneType)
        {
            return value;
        }

        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return GwsPhoneType.TryParse(text, out GwsPhoneType? type)
            ? type
            : throw new ArgumentTransformationMetadataException(
                "'" + text + "' is no phone type. Give a number, or one of: "
                + string.Join(", ", GwsPhoneType.Known.Select(known => known.Name)) + ".");
    }
}
