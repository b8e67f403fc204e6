using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace GenesysOutbound.Simulator;

/// <summary>A request that reached the simulator, and what became of it. Credentials, cookies, tokens and client ids are masked.</summary>
public sealed class SimulatorRequest
{
    private static readonly Regex ClientId = new("(\"clientId\"\\s*:\\s*\")[^\"]*\"", RegexOptions.CultureInvariant);

    private readonly string _rawBody;

    internal SimulatorRequest(long sequence, DateTimeOffset at, string method, string path, string query, string rawBody,
        IReadOnlyDictionary<string, string> headers)
    {
        Sequence = sequence;
        At = at;
        Method = method;
        Path = path;
        Query = query;
        Headers = headers;
        _rawBody = rawBody;
    }

    /// <summary>The number of the request, from 1, never reused.</summary>
    public long Sequence { get; }

    /// <summary>When it came, in real time.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path as it was on the wire: still escaped, without the query.</summary>
    public string Path { get; }

    /// <summary>The query without its question mark; empty without one.</summary>
    public string Query { get; }

    /// <summary>The headers; what is secret in them is masked.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as text; empty without one.</summary>
    public string Body => ClientId.Replace(_rawBody, "$1***\"");

    /// <summary>The agent who sent it; null when nobody was authenticated.</summary>
    public string? Agent { get; internal set; }

    /// <summary>The <c>operationName</c>, or for Bayeux the channel of the first message; null when there is neither.</summary>
    public string? Operation { get; internal set; }

    /// <summary>The HTTP status that was answered; 0 while unanswered, or when a fault cut the connection.</summary>
    public int StatusCode { get; internal set; }

    /// <summary>Whether the request took effect, also when its answer was lost by a fault.</summary>
    public bool Processed { get; internal set; }

    /// <summary>The fault that it met; null without one.</summary>
    public SimulatorFaultKind? Fault { get; internal set; }

    /// <summary>Says method, path, operation and status.</summary>
    /// <returns>A short text for people.</returns>
    public override string ToString() => $"{Method} {Path} {Operation} -> {StatusCode}";
}
