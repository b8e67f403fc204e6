using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Http;

/// <summary>A request as it was read off the wire.</summary>
internal sealed class HttpRequest
{
    public HttpRequest(string method, string target, bool http10)
    {
        Method = method;
        var question = target.IndexOf('?');
        Path = question < 0 ? target : target.Substring(0, question);
        Query = question < 0 ? string.Empty : target.Substring(question + 1);
        KeepAlive = !http10;
    }

    public string Method { get; }

    /// <summary>The path, still escaped.</summary>
    public string Path { get; }

    public string Query { get; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; set; } = [];

    public bool KeepAlive { get; set; }

    /// <summary>
    /// Whether the request is answered before its connection is dropped, because it may itself be what drops the connections.
    /// </summary>
    public bool IsAnsweredBeforeDrop { get; set; }

    /// <summary>About how much memory the request takes: the body, the texts of the head, and the objects around them.</summary>
    public int EstimatedBytes
    {
        get
        {
            var bytes = 1000L + Body.Length + (2 * (Path.Length + Query.Length));
            foreach (var header in Headers)
            {
                bytes += 100 + (2 * (header.Key.Length + header.Value.Length));
            }

            return (int)Math.Min(bytes, int.MaxValue);
        }
    }

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    public void AddHeader(string name, string value)
    {
        if (Headers.TryGetValue(name, out var before))
        {
            value = before + (string.Equals(name, "Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ", ") + value;
        }

        Headers[name] = value;
    }

    public string? Cookie(string name)
    {
        var header = Header("Cookie");
        if (header is null)
        {
            return null;
        }

        foreach (var pair in header.Split(';'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && string.Equals(pair.Substring(0, equals).Trim(), name, StringComparison.Ordinal))
            {
                return pair.Substring(equals + 1).Trim().Trim('"');
            }
        }

        return null;
    }

    /// <summary>Whether the query has this value for this name, as in <c>subresources=*</c>.</summary>
    public bool QueryHas(string name, string value)
    {
        foreach (var pair in Query.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && pair.Substring(0, equals) == name && Uri.UnescapeDataString(pair.Substring(equals + 1)) == value)
            {
                return true;
            }
        }

        return false;
    }
}
