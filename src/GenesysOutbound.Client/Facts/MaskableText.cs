using System;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Client.Facts;

/// <summary>
/// A text that says what of it is the module's own word and what is the server's (<see cref="WireValue"/>,
/// <see cref="WireText"/>), so that a report can leave the latter out.
/// </summary>
internal sealed class MaskableText(FormattableString text)
{
    public string Shown => text.ToString(CultureInfo.InvariantCulture);

    public string Masked =>
        string.Format(CultureInfo.InvariantCulture, text.Format, text.GetArguments().Select(Mask).ToArray());

    private static object? Mask(object? argument) => argument switch
    {
        WireValue value => value.Masked,
        WireText => "(the text is left out)",
        FormattableString inner => new MaskableText(inner).Masked,
        _ => argument,
    };
}

/// <summary>A text that may quote the server, such as the message of an error: left out of a report.</summary>
internal readonly struct WireText(string text)
{
    public override string ToString() => text;
}
