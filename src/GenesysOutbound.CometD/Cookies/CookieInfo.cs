using System;

namespace GenesysOutbound.CometD;

/// <summary>A cookie without its value, to be shown.</summary>
public sealed class CookieInfo
{
    internal CookieInfo(string name, string domain, string path, DateTimeOffset? expires, bool secure, bool hostOnly)
    {
        Name = name;
        Domain = domain;
        Path = path;
        Expires = expires;
        Secure = secure;
        HostOnly = hostOnly;
    }

    /// <summary>The cookie's name.</summary>
    public string Name { get; }

    /// <summary>The host or domain it goes to.</summary>
    public string Domain { get; }

    /// <summary>The path it goes to.</summary>
    public string Path { get; }

    /// <summary>When it ends; null at the end of the session.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>Whether it goes over HTTPS only.</summary>
    public bool Secure { get; }

    /// <summary>Whether it goes to exactly this host and not to its subdomains.</summary>
    public bool HostOnly { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} for {Domain}{Path}";
}
