using System;
using System.Linq;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// Makes the address of a request from the session's base address and a path, and refuses what would lead elsewhere: another
/// host, or another resource than the path names.
/// </summary>
internal sealed class RequestAddress(Uri baseUri, string? apiRoot = null)
{
    // Origin and path, made once.
    private readonly string _prefix = Origin(baseUri) + Prefix(baseUri.AbsolutePath.TrimEnd('/'), apiRoot);

    /// <summary>
    /// Scheme, host and port of an address, for messages: without a user name, a path or a query, which may hold secrets.
    /// </summary>
    public static string Origin(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>The address of a path, for example <c>/api/v2/me</c>; or an absolute address on the session's server.</summary>
    /// <exception cref="GwsException">The path leads to another server, or is not what it looks like.</exception>
    public Uri Resolve(string path)
    {
        if (path.Any(char.IsControl))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The path '" + path.Truncate() + "' has a control character or a line break; nothing was sent.");
        }

        // "/x" is an absolute file path to some platforms' Uri, so the two cases are distinguished here.
        var isAbsolute = path.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        var text = isAbsolute ? path : _prefix + (path.StartsWith("/", StringComparison.Ordinal) ? path : "/" + path);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The path is not a part of an address; nothing was sent.");
        }

        if (!IsSameOrigin(uri))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The address " + uri.Host
                + " is not the session's server; credentials do not go there.");
        }

        EnsureUnchanged(text, uri);
        return uri;
    }

    /// <summary>Whether credentials and cookies may go to an address.</summary>
    public bool IsSameOrigin(Uri uri) =>
        uri.Scheme == baseUri.Scheme && uri.Port == baseUri.Port && uri.UserInfo.Length == 0
        && string.Equals(uri.Host, baseUri.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Users give the address of the API as well as that of the server; the paths of requests begin with the API's root
    /// themselves.
    /// </summary>
    private static string Prefix(string path, string? apiRoot) =>
        apiRoot is not null && path.EndsWith(apiRoot, StringComparison.OrdinalIgnoreCase)
            ? path.Substring(0, path.Length - apiRoot.Length) : path;

    // A path with dots in it is shortened by the platform, and Windows PowerShell's platform even turns %2F into a slash: the
    // request would go to a resource that nobody named.
    private static void EnsureUnchanged(string text, Uri uri)
    {
        var authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var start = text.IndexOf('/', authority);
        var end = text.IndexOfAny(['?', '#'], authority);
        end = end < 0 ? text.Length : end;
        var path = start < 0 || start > end ? "/" : text.Substring(start, end - start);
        var changed = CountOfSegments(path) != CountOfSegments(uri.AbsolutePath)
            || (uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) && !path.EndsWith("/", StringComparison.Ordinal));
        if (changed || path.IndexOf('\\') >= 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The path has parts such as '..' or a slash in a name, which this platform would change; nothing was sent.");
        }
    }

    private static int CountOfSegments(string path)
    {
        var count = 0;
        foreach (var c in path)
        {
            if (c == '/')
            {
                count++;
            }
        }

        return count;
    }
}
