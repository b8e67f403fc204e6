using System;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Desktop.Security;

/// <summary>
/// An origin whose pages may use the Service Client API, and the methods that they may call. Written as the vendor's option
/// <c>service-client-api.accepted-web-content-origins</c> writes it: <c>http://host:port</c>, or <c>http://host:port (agent.*,
/// voice.dial)</c>.
/// </summary>
internal sealed class AllowedOrigin
{
    private readonly string[] _patterns;

    private AllowedOrigin(string origin, string[] patterns)
    {
        Origin = origin;
        _patterns = patterns;
    }

    /// <summary>The origin as browsers write it: scheme, host, and the port unless it is the scheme's own.</summary>
    public string Origin { get; }

    /// <summary>Reads an entry.</summary>
    /// <param name="text">The entry.</param>
    /// <returns>The origin.</returns>
    /// <exception cref="ArgumentException">It is not an origin.</exception>
    public static AllowedOrigin Parse(string text)
    {
        var open = text.IndexOf('(');
        var address = (open < 0 ? text : text.Substring(0, open)).Trim();
        var patterns = Array.Empty<string>();
        if (open >= 0)
        {
            var close = text.TrimEnd();
            if (!close.EndsWith(")", StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    $"'{text}' has no closing bracket after its methods; write for example 'https://crm.example.com (agent.*, " +
                    $"voice.dial)'.");
            }

            patterns = close.Substring(open + 1, close.Length - open - 2)
                .Split(',').Select(pattern => pattern.Trim()).Where(pattern => pattern.Length > 0).ToArray();
            if (patterns.Length == 0)
            {
                throw new ArgumentException($"'{text}' allows no method; leave the brackets out to allow every method.");
            }
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsolutePath != "/" || uri.Query.Length > 0
            || uri.Fragment.Length > 0)
        {
            throw new ArgumentException(
                $"'{address}' is not an origin; write the scheme, the host and the port, for example " +
                $"'https://crm.example.com:8443'.");
        }

        return new AllowedOrigin(Of(uri), patterns);
    }

    /// <summary>The origin of a page, with every method allowed.</summary>
    public static AllowedOrigin OfPage(Uri page) => new(Of(page), []);

    /// <summary>Says whether a method may be called: <c>agent.get</c> by <c>agent.get</c>, <c>agent.*</c> or <c>*</c>.</summary>
    public bool Allows(string method) => _patterns.Length == 0 || _patterns.Any(pattern => Fits(pattern, method));

    /// <inheritdoc/>
    public override string ToString() => _patterns.Length == 0 ? Origin : $"{Origin} ({string.Join(", ", _patterns)})";

    private static string Of(Uri uri)
    {
        if (uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            throw new ArgumentException($"'{uri}' is not an address of http or https without a user name.");
        }

        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        var port = uri.IsDefaultPort ? string.Empty : ":" + uri.Port.ToString(CultureInfo.InvariantCulture);
        return $"{uri.Scheme}://{host}{port}".ToLowerInvariant();
    }

    private static bool Fits(string pattern, string method) =>
        pattern == "*"
        || string.Equals(pattern, method, StringComparison.OrdinalIgnoreCase)
        || (pattern.EndsWith(".*", StringComparison.Ordinal)
            && method.StartsWith(pattern.Substring(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase));
}
