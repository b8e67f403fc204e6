using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GenesysOutbound.Simulator.Http;

namespace GenesysOutbound.Simulator;

/// <summary>
/// A request that reached the simulator, and what became of it. Credentials, cookies, tokens and client ids are masked.
/// </summary>
public sealed class SimulatorRequest
{
    private static readonly Regex ClientId = new("(\"clientId\"\\s*:\\s*\")[^\"]*\"", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", "X-CSRF-TOKEN", "Proxy-Authorization", "X-Simulator-Token",
    };

    /// <summary>How much of an answer is kept.</summary>
    internal const int MaxReplyBytes = 1024;

    private readonly HttpRequest _request;

    internal SimulatorRequest(long sequence, DateTimeOffset at, HttpRequest request)
    {
        Sequence = sequence;
        At = at;
        _request = request;
        Bytes = request.EstimatedBytes + (2 * MaxReplyBytes);
    }

    /// <summary>About how much memory the request takes in the log.</summary>
    internal int Bytes { get; }

    /// <summary>The number of the request, from 1, never reused.</summary>
    public long Sequence { get; }

    /// <summary>When it came, in real time.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The HTTP method.</summary>
    public string Method => _request.Method;

    /// <summary>The path as it was on the wire: still escaped, without the query.</summary>
    public string Path => _request.Path;

    /// <summary>The query without its question mark; empty without one.</summary>
    public string Query => _request.Query;

    /// <summary>The headers; what is secret in them is masked.</summary>
    public IReadOnlyDictionary<string, string> Headers
        => _request.Headers.ToDictionary(
            h => h.Key, h => Secret.Contains(h.Key) ? "***" : h.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The body as text; empty without one.</summary>
    public string Body => Mask(Encoding.UTF8.GetString(_request.Body));

    /// <summary>The agent who sent it; null when the request was not authenticated.</summary>
    public string? Agent { get; internal init; }

    /// <summary>The <c>operationName</c>, or for Bayeux the channel of the first message; null when there is neither.</summary>
    public string? Operation { get; internal init; }

    /// <summary>The <c>referenceId</c> of the body as text; null without one.</summary>
    public string? ReferenceId { get; internal init; }

    /// <summary>How long the answer took, with the time that the request was held or delayed; zero while unanswered.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The HTTP status that was answered; 0 while unanswered, or when a fault cut the connection.</summary>
    public int StatusCode { get; internal set; }

    /// <summary>Whether the request took effect, also when its answer was lost by a fault.</summary>
    public bool Processed { get; internal set; }

    /// <summary>The fault that it met; null without one.</summary>
    public SimulatorFaultKind? Fault { get; internal set; }

    /// <summary>The beginning of the answer's body, kept while the page is open.</summary>
    internal string Reply { get; set; } = string.Empty;

    /// <summary>Masks the Bayeux client ids in a text.</summary>
    internal static string Mask(string text) => ClientId.Replace(text, "$1***\"");

    /// <summary>The method, the path, the operation and the status.</summary>
    /// <returns>A short text for people.</returns>
    public override string ToString() => $"{Method} {Path} {Operation} -> {StatusCode}";
}
