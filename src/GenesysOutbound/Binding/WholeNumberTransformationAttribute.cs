using System;
using System.Globalization;
using System.Management.Automation;

namespace GenesysOutbound.Binding;

/// <summary>
/// Reads a whole number that a file gives as text. The engine gives such text to the parser of its language, which allocates more
/// than a kilobyte for each row. What is not plain digits is left to the engine, which reads it or refuses it as always, unless
/// its error would quote what steers a terminal.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholeNumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>As many digits always fit.</summary>
    private const int MostDigits = 18;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is string { Length: > 0 and <= MostDigits } text
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : ConvertibleTextTransformationAttribute.Check(inputData, typeof(long));
}
