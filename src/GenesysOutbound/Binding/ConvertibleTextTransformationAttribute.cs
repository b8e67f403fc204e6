using System;
using System.Globalization;
using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Binding;

/// <summary>
/// Refuses a text that would steer a terminal and that the engine cannot convert to the parameter's type: the engine's error
/// quotes the text as it is, and a script may have it from a field of a record. Every other argument is left to the engine.
/// </summary>
/// <param name="type">The type of the parameter.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConvertibleTextTransformationAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Check(inputData, type);

    /// <summary>Returns an argument that the engine may have.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="type">The type of the parameter.</param>
    public static object? Check(object? argument, Type type) =>
        argument.Unwrap() is string text && GwsText.Clean(text) != text

            // The engine converts in the user's culture.
            && !LanguagePrimitives.TryConvertTo(text, type, CultureInfo.CurrentCulture, out _)
            ? throw InvalidArgument.Because($"'{text}' is not a valid value: {PipedValues.Reason(text, type)}")
            : argument;
}
