using System;
using System.Net.Http.Headers;

namespace GenesysOutbound.Client.Http;

/// <summary>The CSRF header that the server asked for. Its value appears in no text.</summary>
internal sealed class CsrfToken(string header, string value)
{
    /// <summary>The header of a reply that names the header for the token.</summary>
    public const string HeaderName = "X-CSRF-HEADER";
    private const string DefaultHeader = "X-CSRF-TOKEN";
    private const int LongestName = 64;

    public string Header { get; } = header;

    public string Value { get; } = value;

    public override string ToString() => Header;

    /// <summary>
    /// The token that a reply brings, under the header that it names; null when it brings none that can be sent.
    /// </summary>
    public static CsrfToken? Read(HttpResponseHeaders headers)
    {
        var header = Single(headers, HeaderName) ?? DefaultHeader;
        return IsAllowed(header) && Single(headers, header) is { Length: > 0 } value && IsHeaderValue(value)
            ? new CsrfToken(header, value) : null;
    }

    /// <summary>
    /// The server may choose the name of the header, but not have another header set: it must be an extension header (<c>X-</c>)
    /// whose name says that it carries such a token.
    /// </summary>
    private static bool IsAllowed(string name)
    {
        if (name.Length > LongestName || !name.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'))
            {
                return false;
            }
        }

        var upper = name.ToUpperInvariant();
        return upper.Contains("CSRF") || upper.Contains("XSRF") || upper.Contains("TOKEN");
    }

    private static bool IsHeaderValue(string value)
    {
        foreach (var c in value)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static string? Single(HttpResponseHeaders headers, string name)
    {
        if (headers.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value.Trim();
            }
        }

        return null;
    }
}
