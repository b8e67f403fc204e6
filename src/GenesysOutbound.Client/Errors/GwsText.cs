using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>Texts that may quote a server, made safe to show.</summary>
public static class GwsText
{
    /// <summary>
    /// A text with every control and formatting character (escape sequences, line breaks, bidirectional overrides) replaced by
    /// U+FFFD: what a server or a customer wrote never steers the user's terminal.
    /// </summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>Text that is safe to show on one line; empty for null.</returns>
    public static string Clean(string? text) => PrintableText.Clean(text);
}
