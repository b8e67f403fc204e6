using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// Cookies by RFC 6265, one jar a session, shared by all its requests. The platform's container is not used: it takes
/// <c>a=1,2</c> for two cookies, drops a cookie whose <c>Max-Age</c> or <c>Domain</c> it cannot read by throwing away the whole
/// header, sends what HTTP does not allow, goes by the machine's clock alone, and on .NET Framework a cookie without <c>Path</c>
/// that <c>/me</c> sets does not reach its neighbours. Safe to use from several threads.
/// </summary>
internal sealed class CookieJar
{
    /// <summary>No server needs more; a hostile one cannot fill the memory. The oldest is removed.</summary>
    internal const int MaxCookies = 300;

    /// <summary>The largest name and value together that is kept (RFC 6265, section 6.1, asks for at least 4,096).</summary>
    internal const int MaxCookieLength = 16 * 1024;

    private readonly object _gate = new();
    private readonly List<Cookie> _cookies = [];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly Func<DateTimeOffset> _now;
    private long _order;
    private string? _askedFor;
    private string? _askedHost;
    private string? _askedScheme;
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

    /// <summary>
    /// Gets each value that a newer one has replaced, that has expired, or that was not taken: error pages may still repeat it.
    /// </summary>
    public Action<string>? ValueRetired { get; set; }

    /// <summary>The values of all cookies, wherever they go.</summary>
    public List<string> Values()
    {
        lock (_gate)
        {
            RemoveExpired();
            return _cookies.ConvertAll(static cookie => cookie.Value);
        }
    }

    /// <summary>Takes in the <c>Set-Cookie</c> headers of a response, whatever its status.</summary>
    /// <param name="requestUri">The address that was asked.</param>
    /// <param name="setCookieHeaders">The headers' values. Those that RFC 6265 tells to ignore are ignored.</param>
    /// <returns>
    /// The names of cookies that cannot be sent because HTTP does not allow their characters; each name once for a jar.
    /// </returns>
    public IReadOnlyList<string> Store(Uri requestUri, IEnumerable<string> setCookieHeaders)
    {
        List<string>? refused = null;
        foreach (var header in setCookieHeaders)
        {
            var cookie = SetCookie.Parse(requestUri, header, _now());
            if (cookie is null)
            {
                continue;
            }

            if (cookie.IsSendable)
            {
                Put(cookie);
                continue;
            }

            ValueRetired?.Invoke(cookie.Value);
            lock (_gate)
            {
                if (_refused.Count < MaxCookies && _refused.Add(cookie.Name))
                {
                    (refused ??= []).Add(cookie.Name);
                }
            }
        }

        return refused is null ? [] : refused;
    }

    /// <summary>The value of the <c>Cookie</c> header for a request, or null when no cookie goes there.</summary>
    /// <param name="requestUri">The address to be asked.</param>
    /// <returns>Cookies joined by "; ", longer paths first, older ones first among equals.</returns>
    public string? GetCookieHeader(Uri requestUri)
    {
        lock (_gate)
        {
            if (_cookies.Count == 0)
            {
                return null;
            }

            // A session asks thousands of times for addresses in one folder of its server, and has no cookie that ends by the
            // clock, nor one for a part of that folder.
            string path = requestUri.AbsolutePath;
            int folder = path.LastIndexOf('/') + 1;
            if (_askedFor is not null && folder == _askedFor.Length && path.StartsWith(_askedFor, StringComparison.Ordinal)
                && requestUri.Host == _askedHost && requestUri.Scheme == _askedScheme)
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
            _askedFor = _cookies.Exists(c => c.Expires is not null || c.Path.Length > folder) ? null
                : path.Substring(0, folder);
            (_askedHost, _askedScheme) = (requestUri.Host, requestUri.Scheme);
            _answered = header;
            return header;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + " cookies";

    private void Put(Cookie cookie)
    {
        lock (_gate)
        {
            Changed();
            int existing = _cookies.FindIndex(c => c.Name == cookie.Name && c.Domain == cookie.Domain && c.Path == cookie.Path);
            cookie.Order = existing < 0 ? _order++ : _cookies[existing].Order;
            if (existing >= 0)
            {
                if (_cookies[existing].Value != cookie.Value)
                {
                    ValueRetired?.Invoke(_cookies[existing].Value);
                }

                _cookies.RemoveAt(existing);
            }

            if (cookie.Expires is null || cookie.Expires > _now())
            {
                _cookies.Add(cookie);
            }

            if (_cookies.Count > MaxCookies)
            {
                ValueRetired?.Invoke(_cookies[0].Value);
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
        List<Cookie> expired = _cookies.FindAll(c => c.Expires <= now);
        foreach (var cookie in expired)
        {
            ValueRetired?.Invoke(cookie.Value);
            _cookies.Remove(cookie);
        }

        if (expired.Count > 0)
        {
            Changed();
        }
    }
}
