using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>
/// Lets a record be given as its handle (a number or text) or as the record, call or operation that it belongs to.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RecordHandleTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Handle(inputData);

    /// <summary>The handle that a value is or has; null for null.</summary>
    internal static string? Handle(object? input) => input.Unwrap() switch
    {
        GwsRecord record => record.RecordHandle,
        GwsCall { RecordHandle: not null } call => call.RecordHandle,
        GwsOperationResult { RecordHandle: not null } result => result.RecordHandle,
        GwsEvent { RecordHandle: not null } gwsEvent => gwsEvent.RecordHandle,
        GwsCall or GwsOperationResult or GwsEvent => throw InvalidArgument.Because(
            $"This {input.Unwrap()!.GetType().Name} does not belong to an outbound record."),
        null => null,
        string text => text,

        // The engine keeps how a number was typed: 0x10 and 007 are the handles "0x10" and "007", not 16 and 7.
        _ when input is PSObject typed => typed.ToString(null, CultureInfo.InvariantCulture),
        object other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}

/// <summary>
/// The same for a parameter that takes many. One handle becomes a list of one here: the engine then has the parameter's own type
/// at its first try, and does not look the property up again to convert it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RecordHandleListTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Unwrap() is IEnumerable many and not string and not IDictionary)
        {
            return many.Cast<object?>().Select(RecordHandleTransformationAttribute.Handle).ToArray();
        }

        return RecordHandleTransformationAttribute.Handle(inputData) is { } handle ? new[] { handle } : null;
    }
}
