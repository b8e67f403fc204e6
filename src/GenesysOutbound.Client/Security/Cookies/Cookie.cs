using System;

namespace GenesysOutbound.Client.Security;

/// <summary>A stored cookie and the rule where it goes (RFC 6265, sections 5.1.3 and 5.1.4).</summary>
internal sealed class Cookie
{
    public Cookie(string name, string value, string domain, bool hostOnly, string path, bool secure, DateTimeOffset? expires)
    {
        Name = name;
        Value = value;
        Domain = domain;
        HostOnly = hostOnly;
        Path = path;
        Secure = secure;
        Expires = expires;
    }

    public string Name { get; }

    public string Value { get; }

    public string Domain { get; }

    public bool HostOnly { get; }

    public string Path { get; }

    public bool Secure { get; }

    public DateTimeOffset? Expires { get; }

    public long Order { get; set; }

    /// <summary>Whether the cookie can stand in a header: HTTP allows printable ASCII.</summary>
    public bool IsSendable => IsPrintable(Name) && IsPrintable(Value);

    public bool GoesTo(Uri uri) =>
        (!Secure || uri.Scheme == Uri.UriSchemeHttps)
        && (HostOnly
            ? string.Equals(uri.Host, Domain, StringComparison.OrdinalIgnoreCase)
            : DomainMatches(uri.Host.ToLowerInvariant(), Domain))
        && PathMatches(uri.AbsolutePath, Path);

    public static bool DomainMatches(string host, string domain) =>
        host == domain
        || (host.Length > domain.Length
            && host.EndsWith(domain, StringComparison.Ordinal)
            && host[host.Length - domain.Length - 1] == '.'
            && Uri.CheckHostName(host) == UriHostNameType.Dns);

    public static bool PathMatches(string requestPath, string cookiePath) =>
        requestPath == cookiePath
        || (requestPath.StartsWith(cookiePath, StringComparison.Ordinal)
            && (cookiePath.EndsWith("/", StringComparison.Ordinal) || requestPath[cookiePath.Length] == '/'));

    /// <summary>
    /// The directory of the request: what a cookie without a path gets. .NET Framework takes the whole path instead.
    /// </summary>
    public static string DefaultPath(Uri uri)
    {
        string path = uri.AbsolutePath;
        int last = path.LastIndexOf('/');
        return last <= 0 ? "/" : path.Substring(0, last);
    }

    private static bool IsPrintable(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Shows the name only.</summary>
    public override string ToString() => Name;
}
