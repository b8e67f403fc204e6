using System;
using System.Globalization;

namespace GenesysOutbound.Client.Security;

/// <summary>Reads one <c>Set-Cookie</c> header (RFC 6265, sections 5.2 and 5.3).</summary>
internal static class SetCookie
{
    /// <summary>The cookie, or null when the header is to be ignored.</summary>
    public static Cookie? Parse(Uri requestUri, string header, DateTimeOffset now)
    {
        string[] parts = header.Split(';');
        int equals = parts[0].IndexOf('=');
        if (equals < 0 || header.IndexOf('\r') >= 0 || header.IndexOf('\n') >= 0)
        {
            return null;
        }

        string name = parts[0].Substring(0, equals).Trim();
        string value = parts[0].Substring(equals + 1).Trim();
        if (name.Length == 0 || name.Length + value.Length > CookieJar.MaxCookieLength)
        {
            return null;
        }

        string host = requestUri.Host.ToLowerInvariant();
        string domain = string.Empty, path = string.Empty;
        bool secure = false;
        DateTimeOffset? expires = null, maxAge = null;
        for (int i = 1; i < parts.Length; i++)
        {
            int at = parts[i].IndexOf('=');
            string key = (at < 0 ? parts[i] : parts[i].Substring(0, at)).Trim().ToLowerInvariant();
            string text = at < 0 ? string.Empty : parts[i].Substring(at + 1).Trim();
            switch (key)
            {
                case "domain":
                    domain = text.TrimStart('.').ToLowerInvariant();
                    break;
                case "path":
                    path = text;
                    break;
                case "secure":
                    secure = true;
                    break;
                case "expires":
                    expires = CookieDate.Parse(text) ?? expires;
                    break;
                case "max-age":
                    maxAge = MaxAge(text, now) ?? maxAge;
                    break;
                default:
                    break;
            }
        }

        bool hostOnly = domain.Length == 0;
        if (!hostOnly && !Cookie.DomainMatches(host, domain))
        {
            return null;
        }

        // There is no list of public suffixes here; a domain without a dot is one in practice, unless it is the host itself.
        if (!hostOnly && domain != host && domain.IndexOf('.') < 0)
        {
            return null;
        }

        return new Cookie(
            name,
            value,
            hostOnly ? host : domain,
            hostOnly,
            path.StartsWith("/", StringComparison.Ordinal) ? path : Cookie.DefaultPath(requestUri),
            secure,
            maxAge ?? expires);
    }

    private static DateTimeOffset? MaxAge(string text, DateTimeOffset now)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds))
        {
            return null;
        }

        if (seconds <= 0)
        {
            return DateTimeOffset.MinValue;
        }

        return seconds > (long)(DateTimeOffset.MaxValue - now).TotalSeconds ? DateTimeOffset.MaxValue : now.AddSeconds(seconds);
    }
}
