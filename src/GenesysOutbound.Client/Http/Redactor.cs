using System.Text.RegularExpressions;

namespace GenesysOutbound.Client.Http;

/// <summary>Takes secrets out of text that a person will see. The only place that knows how they look.</summary>
internal static class Redactor
{
    private const string Mask = "***";

    private static readonly Regex JsonSecret = new(
        "(\"[^\"]*(?:password|passwd|secret|token|authorization|cookie|clientId|jsessionid)[^\"]*\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}\\]\\s]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static readonly Regex UserInfo = new("(://)[^/@\\s]+@", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static readonly Regex PathSession = new(
        "(;jsessionid=|[?&][^=&\\s]*(?:password|token|secret)[^=&\\s]*=)[^&;\\s\"]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    /// <summary>True for a header whose value must not be shown.</summary>
    public static bool IsSecretHeader(string name)
    {
        var lower = name.ToUpperInvariant();
        return lower is "SET-COOKIE" or "COOKIE" or "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "WWW-AUTHENTICATE"
            || lower.Contains("TOKEN") || lower.Contains("CSRF") || lower.Contains("XSRF") || lower.Contains("SECRET");
    }

    /// <summary>A body or line without secrets.</summary>
    public static string Text(string text) => PathSession.Replace(UserInfo.Replace(JsonSecret.Replace(text, "$1\"" + Mask + "\""), "$1" + Mask + "@"), "$1" + Mask);
}
