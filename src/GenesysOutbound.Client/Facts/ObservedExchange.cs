using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Facts;

/// <summary>
/// A request and its reply as they went over the wire. It holds no secret: of cookies, credentials and tokens only that they were
/// there.
/// </summary>
internal sealed record ObservedExchange
{
    public string Method { get; init; } = string.Empty;

    /// <summary>The path with its query.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The body that was sent, as plain values; null when there was none.</summary>
    public object? Sent { get; init; }

    /// <summary>Whether the request carried an Authorization header.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>The HTTP status; 0 when no reply came.</summary>
    public int Status { get; init; }

    /// <summary>The headers of the reply, without those that carry secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of the cookies that the reply set.</summary>
    public IReadOnlyList<string> NewCookies { get; init; } = [];

    /// <summary>The name of the header that the reply wants the CSRF token in; null when it has none.</summary>
    public string? CsrfHeader { get; init; }

    /// <summary>Equal for equal CSRF tokens; null when the reply has none.</summary>
    public int? CsrfMark { get; init; }

    public string? ContentType { get; init; }

    /// <summary>How the body was compressed; null when it was not, or when the platform has decompressed it.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The body of the reply as plain values; null when it is not JSON or too large to be looked at.</summary>
    public object? Reply { get; init; }

    /// <summary>From the request's beginning to the reply's end.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>Gets each exchange of a session, on the thread that carried it out. Must return at once and not throw.</summary>
internal interface IExchangeObserver
{
    void Observe(ObservedExchange exchange);
}
