using System;
using System.Collections.Generic;

namespace GenesysOutbound.Desktop;

/// <summary>How a <see cref="GwsDesktop"/> is started. Every value has a default that works.</summary>
public sealed record GwsDesktopOptions
{
    /// <summary>The TCP port on loopback; 0 (the default) takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// A page of another origin that the desktop frames and whose messages it answers as a host of the Service Client API; null
    /// for none. Its origin is allowed without being named in <see cref="AllowedOrigins"/>.
    /// </summary>
    public Uri? ClientUri { get; init; }

    /// <summary>
    /// Origins whose pages may use the Service Client API when they are in the frame, for example because the client page leads
    /// to them: <c>https://crm.example.com</c>, or with the methods that they may call, <c>https://crm.example.com (agent.*,
    /// voice.dial)</c>. An entry for the origin of <see cref="ClientUri"/> limits that page's methods.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Whether page and host show everything and change nothing.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The most requests of the client page in any second; one more puts it into quarantine.</summary>
    public int RateLimit { get; init; } = 50;

    /// <summary>How long a client page in quarantine is refused everything.</summary>
    public TimeSpan RateLimitQuarantine { get; init; } = TimeSpan.FromSeconds(30);
}
