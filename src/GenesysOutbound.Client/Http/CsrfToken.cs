using System.Net.Http.Headers;

namespace GenesysOutbound.Client.Http;

/// <summary>The CSRF header that the server asked for. Its value appears in no text.</summary>
internal sealed class CsrfToken(string header, string value)
{
    private const string HeaderName = "X-CSRF-HEADER";
    private const string DefaultHeader = "X-CSRF-TOKEN";

    public string Header { get; } = header;

    public string Value { get; } = value;

    public override string ToString() => Header;

    /// <summary>The token that an answer brings, under the header that it names; null when it brings none.</summary>
    public static CsrfToken? Read(HttpResponseHeaders headers)
    {
        var header = Single(headers, HeaderName) ?? DefaultHeader;
        return Single(headers, header) is { Length: > 0 } value ? new CsrfToken(header, value) : null;
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
