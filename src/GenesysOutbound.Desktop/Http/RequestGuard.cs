using System;
using System.Globalization;
using System.Net;
using GenesysOutbound.Desktop.Security;

namespace GenesysOutbound.Desktop.Http;

/// <summary>
/// Decides on every request, before anything is read of its body, whether it comes from the desktop's own page: the name of the
/// host (a page of another name can be made to resolve to loopback), the origin, and what the browser says about the site that
/// sent it.
/// </summary>
internal sealed class RequestGuard(BrowserAccess access)
{
    /// <summary>The header with the key. A form or a plain request of another page cannot set it.</summary>
    internal const string KeyHeader = "X-Desktop-Key";

    private string _host = string.Empty;
    private string _origin = string.Empty;

    /// <summary>The name of the cookie: with the port, because all ports of a host share their cookies.</summary>
    public string CookieName { get; private set; } = string.Empty;

    /// <summary>The desktop's own origin.</summary>
    public string Origin => _origin;

    /// <summary>Sets the port that the desktop listens on.</summary>
    public void SetPort(int port)
    {
        _host = string.Format(CultureInfo.InvariantCulture, "127.0.0.1:{0}", port);
        _origin = "http://" + _host;
        CookieName = string.Format(CultureInfo.InvariantCulture, "gws-desktop-{0}", port);
    }

    /// <summary>The host, and the origin where the browser states one.</summary>
    public bool IsForUs(HttpListenerRequest request) =>
        string.Equals(request.Headers["Host"], _host, StringComparison.Ordinal)
        && (request.Headers["Origin"] is not { } origin || string.Equals(origin, _origin, StringComparison.Ordinal));

    /// <summary>A request of the page's own scripts: browsers state the origin of every POST.</summary>
    public bool IsFromPage(HttpListenerRequest request) =>
        string.Equals(request.Headers["Origin"], _origin, StringComparison.Ordinal)
        && (request.Headers["Sec-Fetch-Site"] is not { } site || site == "same-origin");

    /// <summary>A request of a browser that was let in.</summary>
    public bool IsAllowed(HttpListenerRequest request) =>
        access.IsAllowed(request.Cookies[CookieName]?.Value, request.Headers[KeyHeader]);
}
