using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>Lets a record be given as its handle (a number or text) or as the record, call or operation that it belongs to.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RecordHandleTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Unwrap(inputData);
        return value is IEnumerable and not string and not IDictionary
            ? ((IEnumerable)value).Cast<object?>().Select(Unwrap).Select(Handle).ToArray()
            : Handle(value);
    }

    private static object? Handle(object? value) => value switch
    {
        GwsRecord record => record.RecordHandle,
        GwsCall { RecordHandle: not null } call => call.RecordHandle,
        GwsOperationResult { RecordHandle: not null } result => result.RecordHandle,
        GwsEvent { RecordHandle: not null } gwsEvent => gwsEvent.RecordHandle,
        GwsCall or GwsOperationResult or GwsEvent => throw new ArgumentTransformationMetadataException(
            "This " + value.GetType().Name + " belongs to no outbound record."),
        null => null,
        _ => Text(value),
    };

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
