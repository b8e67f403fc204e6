using System;
using System.Management.Automation;
using GenesysOutbound.Formatting;

namespace GenesysOutbound.Binding;

/// <summary>
/// The error of an argument that cannot be used. It quotes the argument, which may be a field of a piped record, so its text is
/// made safe to show.
/// </summary>
internal static class InvalidArgument
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is wrong with which value, and what to do.</param>
    /// <param name="cause">The error behind it, or null.</param>
    public static ArgumentTransformationMetadataException Because(string message, Exception? cause = null) =>
        new(DisplayText.Clean(message), cause);
}
