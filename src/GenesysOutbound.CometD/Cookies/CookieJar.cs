using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GenesysOutbound.CometD.Cookies;

namespace GenesysOutbound.CometD;

/// <summary>
/// Cookies by RFC 6265, one jar a session, shared by all its requests. The platform's own container is not used because on .NET Framework a
/// cookie without <c>Path</c> that <c>/handshake</c> sets does not reach <c>/connect</c>, and the server then no longer knows the session.
/// Safe to use from several threads. Values appear nowhere but in <see cref="GetCookieHeader"/>.
/// </summary>
public sealed class CookieJar
{
    /// <summary>No server needs more; a hostile one cannot fill the memory. The oldest gives way.</summary>
    internal const int MaxCookies = 300;

    /// <summary>The largest name and value together that is kept (RFC 6265, section 6.1, asks for at least 4,096).</summary>
    internal const int MaxCookieLength = 16 * 1024;

    private readonly object _gate = new();
    private readonly List<Cookie> _cookies = [];
    private readonly Func<DateTimeOffset> _now;
    private long _order;
    private Uri? _askedFor;
    private string? _answered;
    private Cookie[]? _inOrder;

    /// <summary>Makes an empty jar.</summary>
    public CookieJar()
        : this(() => DateTimeOffset.UtcNow)
    {
    }

    /// <summary>Makes an empty jar that goes by a clock of the caller's own.</summary>
    /// <param name="now">The time of day, by which cookies end.</param>
    public CookieJar(Func<DateTimeOffset> now) => _now = now ?? throw new ArgumentNullException(nameof(now));

    /// <summary>How many cookies the jar holds, expired ones not counted.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                RemoveExpired();
                return _cookies.Count;
            }
        }
    }

    /// <summary>Lists the cookies without their values.</summary>
    /// <returns>Names, domains and paths.</returns>
    public IReadOnlyList<CookieInfo> List()
    {
        lock (_gate)
        {
            RemoveExpired();
            return _cookies.ConvertAll(c => new CookieInfo(c.Name, c.Domain, c.Path, c.Expires, c.Secure, c.HostOnly));
        }
    }

    /// <summary>Takes in the <c>Set-Cookie</c> headers of a response, whatever its status.</summary>
    /// <param name="requestUri">The address that was asked.</param>
    /// <param name="setCookieHeaders">The headers' values. Those that RFC 6265 tells to ignore are ignored.</param>
    public void Store(Uri requestUri, IEnumerable<string> setCookieHeaders)
    {
        if (requestUri is null)
        {
            throw new ArgumentNullException(nameof(requestUri));
        }

        if (setCookieHeaders is null)
        {
            throw new ArgumentNullException(nameof(setCookieHeaders));
        }

        foreach (string header in setCookieHeaders)
        {
            Cookie? cookie = SetCookie.Parse(requestUri, header, _now());
            if (cookie is not null)
            {
                Put(cookie);
            }
        }
    }

    /// <summary>The value of the <c>Cookie</c> header for a request, or null when no cookie goes there.</summary>
    /// <param name="requestUri">The address to be asked.</param>
    /// <returns>Cookies joined by "; ", longer paths first, older ones first among equals.</returns>
    public string? GetCookieHeader(Uri requestUri)
    {
        if (requestUri is null)
        {
            throw new ArgumentNullException(nameof(requestUri));
        }

        lock (_gate)
        {
            if (_cookies.Count == 0)
            {
                return null;
            }

            // A session asks thousands of times for the same: one address, and no cookie that ends by the clock.
            if (ReferenceEquals(requestUri, _askedFor))
            {
                return _answered;
            }

            RemoveExpired();
            StringBuilder? text = null;
            foreach (Cookie cookie in _inOrder ??= InOrder())
            {
                if (cookie.GoesTo(requestUri))
                {
                    text = text is null ? new StringBuilder() : text.Append("; ");
                    _ = text.Append(cookie.Name).Append('=').Append(cookie.Value);
                }
            }

            string? header = text?.ToString();
            _askedFor = _cookies.Exists(c => c.Expires is not null) ? null : requestUri;
            _answered = header;
            return header;
        }
    }

    /// <summary>Forgets every cookie.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Changed();
            _cookies.Clear();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + " cookies";

    private void Put(Cookie cookie)
    {
        lock (_gate)
        {
            Changed();
            int old = _cookies.FindIndex(c => c.Name == cookie.Name && c.Domain == cookie.Domain && c.Path == cookie.Path);
            cookie.Order = old < 0 ? _order++ : _cookies[old].Order;
            if (old >= 0)
            {
                _cookies.RemoveAt(old);
            }

            if (cookie.Expires is null || cookie.Expires > _now())
            {
                _cookies.Add(cookie);
            }

            if (_cookies.Count > MaxCookies)
            {
                _cookies.RemoveAt(0);
            }
        }
    }

    private Cookie[] InOrder() => [.. _cookies.OrderByDescending(c => c.Path.Length).ThenBy(c => c.Order)];

    private void Changed()
    {
        _askedFor = null;
        _inOrder = null;
    }

    private void RemoveExpired()
    {
        DateTimeOffset now = _now();
        if (_cookies.RemoveAll(c => c.Expires <= now) > 0)
        {
            Changed();
        }
    }
}
