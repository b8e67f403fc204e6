using System.Collections.Generic;

namespace GenesysOutbound.Desktop.Security;

/// <summary>
/// Who may use the page. A one-time token, which travels in the fragment of the page's address, is exchanged for two secrets: a
/// cookie that scripts cannot read, and a key that only scripts of the page's own origin can read. Both are needed: browsers send
/// a cookie to every port of a host, so the cookie alone could be learned by another server on this machine.
/// </summary>
internal sealed class BrowserAccess
{
    /// <summary>The most browsers that are let in at a time; the one that came first loses its access.</summary>
    internal const int MaxBrowsers = 16;

    private readonly object _gate = new();
    private readonly List<(string Cookie, string Key)> _browsers = [];
    private string _token = Secrets.NewToken();

    /// <summary>The token that has not been used yet. Another takes its place when it is used.</summary>
    public string Token
    {
        get
        {
            lock (_gate)
            {
                return _token;
            }
        }
    }

    /// <summary>Exchanges the token.</summary>
    /// <param name="token">What the page's address carried.</param>
    /// <param name="cookie">The value of the cookie.</param>
    /// <param name="key">The key for the page's scripts.</param>
    /// <returns>Whether the token was the right one. It is used up then.</returns>
    public bool TryExchange(string? token, out string cookie, out string key)
    {
        lock (_gate)
        {
            if (!Secrets.Match(_token, token))
            {
                cookie = key = string.Empty;
                return false;
            }

            _token = Secrets.NewToken();
            cookie = Secrets.NewToken();
            key = Secrets.NewToken();
            if (_browsers.Count == MaxBrowsers)
            {
                _browsers.RemoveAt(0);
            }

            _browsers.Add((cookie, key));
            return true;
        }
    }

    /// <summary>Says whether a request comes from a browser that was let in.</summary>
    public bool IsAllowed(string? cookie, string? key)
    {
        lock (_gate)
        {
            var allowed = false;
            foreach (var browser in _browsers)
            {
                allowed |= Secrets.Match(browser.Cookie, cookie) & Secrets.Match(browser.Key, key);
            }

            return allowed;
        }
    }
}
