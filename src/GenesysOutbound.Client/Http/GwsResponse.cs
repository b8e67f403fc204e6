using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using GenesysOutbound.Client.Http;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>The server's answer to a request, without secrets.</summary>
public sealed record GwsResponse
{
    private IReadOnlyDictionary<string, string>? _headers;

    /// <summary>The HTTP status.</summary>
    public int HttpStatus { get; init; }

    /// <summary>The <c>statusCode</c> of the JSON answer, or null when there is none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The <c>statusMessage</c> of the JSON answer, or null.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>The media type of the answer, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body as text.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>The body as plain values: <see cref="GwsData"/> or an array; null when the body is not JSON.</summary>
    public object? Data { get; init; }

    /// <summary>The headers, without those that carry secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers ??= Shown(WireHeaders);

    /// <summary>The headers as they came, secrets and all. Few ask for them, and taking secrets out costs more than the rest of a small answer.</summary>
    internal HttpResponseHeaders? WireHeaders { get; init; }

    /// <summary>Throws unless the answer is a success, with the error that every operation throws for the same answer.</summary>
    /// <param name="method">The method of the request: of one that changes something, a broken answer leaves the outcome unknown.</param>
    /// <param name="path">The path of the request, for the message.</param>
    /// <returns>The same response.</returns>
    /// <exception cref="GwsException">The server or a proxy refused the request, or the answer is not JSON.</exception>
    public GwsResponse EnsureSuccess(HttpMethod method, string path)
    {
        if (method is null)
        {
            throw new ArgumentNullException(nameof(method));
        }

        var operation = $"{method} {path}";
        return method == HttpMethod.Get || method == HttpMethod.Head
            ? GwsResponseExtensions.EnsureSuccess(this, operation)
            : GwsResponseExtensions.EnsureCarriedOut(this, operation);
    }

    private static Dictionary<string, string> Shown(HttpResponseHeaders? wire)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (wire is not null)
        {
            foreach (var header in wire)
            {
                if (!Redaction.IsSecretHeader(header.Key))
                {
                    headers[header.Key] = Redaction.Text(string.Join(", ", header.Value));
                }
            }
        }

        return headers;
    }

    /// <inheritdoc/>
    public override string ToString() => StatusCode is null ? $"HTTP {HttpStatus}" : $"HTTP {HttpStatus}, statusCode {StatusCode}";
}
