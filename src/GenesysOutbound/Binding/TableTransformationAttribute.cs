using System;
using System.Collections;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>
/// Takes a table of names and values as a hashtable or a custom object, and its values without PowerShell's wrappers. A value
/// without a form in JSON is refused here, where the user still sees which one it is.
/// </summary>
/// <param name="parameter">The parameter's name, for errors.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TableTransformationAttribute(string parameter) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = TableValues.Unwrap(inputData);
        if (!PipedValues.IsGiven(value))
        {
            return null;
        }

        if (value is not IDictionary table)
        {
            throw InvalidArgument.Because(
                $"'{value}' is not a valid table of names and values. Give a hashtable, as in @{{ custom1 = 'x' }}, or a " +
                    $"custom object.");
        }

        try
        {
            return TableValues.Read(table, parameter);
        }
        catch (GwsException refused)
        {
            throw InvalidArgument.Because(refused.Message, refused);
        }
    }
}
