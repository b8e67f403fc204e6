using System;

namespace GenesysOutbound.Simulator.Http;

/// <summary>
/// Parses the head of a request strictly: what two programs could read in two ways is refused (RFC 9112), so that a request never
/// means something else here than to a proxy in front of the simulator.
/// </summary>
internal static class HttpHead
{
    private const int MaxHeaders = 200;

    /// <exception cref="HttpFormatException">The head is not valid.</exception>
    public static HttpRequest Parse(string head)
    {
        var lines = head.Split(["\r\n"], StringSplitOptions.None);
        var parts = lines[0].Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]) || parts[1].Length == 0 || parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw new HttpFormatException(400, "The request line is not valid.");
        }

        if (lines.Length > MaxHeaders + 1)
        {
            throw new HttpFormatException(431, $"The request has more than {MaxHeaders} headers.");
        }

        var request = new HttpRequest(parts[0], Target(parts[1]), parts[2] == "HTTP/1.0");
        for (var i = 1; i < lines.Length; i++)
        {
            AddHeader(request, lines[i]);
        }

        if (request.Header("Host") is null && parts[2] == "HTTP/1.1")
        {
            throw new HttpFormatException(400, "The request has no Host header.");
        }

        if (request.Header("Transfer-Encoding") is not null && request.Header("Content-Length") is not null)
        {
            throw new HttpFormatException(400, "The request has both Content-Length and Transfer-Encoding.");
        }

        if (request.Header("Connection") is string connection)
        {
            request.KeepAlive = !Contains(connection, "close") && (request.KeepAlive || Contains(connection, "keep-alive"));
        }

        return request;
    }

    private static void AddHeader(HttpRequest request, string line)
    {
        if (line.Length > 0 && line[0] is ' ' or '\t')
        {
            throw new HttpFormatException(400, "A header is folded over several lines.");
        }

        var colon = line.IndexOf(':');
        if (colon <= 0 || !IsToken(line.Substring(0, colon)) || line.IndexOfAny(['\r', '\n', '\0']) >= 0)
        {
            throw new HttpFormatException(400, "A header line is not valid.");
        }

        request.AddHeader(line.Substring(0, colon), line.Substring(colon + 1).Trim());
    }

    /// <summary>Clients of a proxy send whole addresses; only the path matters here.</summary>
    private static string Target(string target)
    {
        if (!target.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return target;
        }

        var slash = target.IndexOf('/', 7);
        return slash < 0 ? "/" : target.Substring(slash);
    }

    private static bool IsToken(string text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or >= (char)127 || "\"(),/:;<=>?@[\\]{}".IndexOf(c) >= 0)
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
