using System;
using System.Text.RegularExpressions;

namespace GenesysOutbound.CometD;

/// <summary>
/// Takes secrets out of text that a person will see, by how they look: the one place that knows. Who also knows the secrets' values takes those
/// out as well, on top of this.
/// </summary>
public static class Redaction
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled;

    private const string SecretName = "(?:client_?id|passw(?:or)?d|pwd|token|secret|credential|authorization|authentication|cookie|session_?id|csrf|xsrf)";

    // The value may be cut off, because long texts are.
    private static readonly Regex JsonMember = new(
        "(\"[^\"]*" + SecretName + "[^\"]*\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"?|[^,\"{\\[}\\]\\s\\\\]+)", Options);

    // JSON inside a JSON string.
    private static readonly Regex EscapedJsonMember = new(
        "(\\\\\"[^\"\\\\]*" + SecretName + "[^\"\\\\]*\\\\\"\\s*:\\s*\\\\\")[^\"\\\\]*", Options);

    private static readonly Regex Header = new(
        "((?:^|[\\s,;\"'])(?:authorization|proxy-authorization|cookie|set-cookie|[a-z-]*(?:csrf|xsrf|token)[a-z-]*)\\s*:\\s*)[^\\r\\n\"]+", Options);

    private static readonly Regex Scheme = new("\\b((?:Basic|Bearer|Negotiate|NTLM)\\s+)[A-Za-z0-9+/_.~=-]{8,}", Options);

    private static readonly Regex UserInfo = new("(://)[^/@\\s\"]+@", Options);

    private static readonly Regex Address = new("(;jsessionid=|[?&][^=&\\s\"]*" + SecretName + "[^=&\\s\"]*=)[^&;\\s\"]+", Options);

    private static readonly Regex CookiePair = new("\\b((?:JSESSIONID|BAYEUX_BROWSER)=)[^;,\\s\"]+", Options);

    /// <summary>The text without secrets.</summary>
    /// <param name="text">A body, a header, an address, a message.</param>
    /// <returns>The same text with <see cref="Mask"/> in the place of each secret.</returns>
    public static string Text(string text)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        text = EscapedJsonMember.Replace(text, "$1" + Mask);
        text = JsonMember.Replace(text, "$1\"" + Mask + "\"");
        text = Scheme.Replace(text, "$1" + Mask);
        text = Header.Replace(text, "$1" + Mask);
        text = UserInfo.Replace(text, "$1" + Mask + "@");
        text = CookiePair.Replace(text, "$1" + Mask);
        return Address.Replace(text, "$1" + Mask);
    }

    /// <summary>Whether the value of an HTTP header must not be shown.</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>True for cookies, authorization, tokens.</returns>
    public static bool IsSecretHeader(string name)
    {
        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        var upper = name.ToUpperInvariant();
        return upper is "SET-COOKIE" or "COOKIE" or "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "WWW-AUTHENTICATE" or "PROXY-AUTHENTICATE"
            || upper.Contains("TOKEN") || upper.Contains("CSRF") || upper.Contains("XSRF") || upper.Contains("SECRET");
    }
}
