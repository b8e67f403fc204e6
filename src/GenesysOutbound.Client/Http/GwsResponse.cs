using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Security;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>
/// The server's answer to a request. Headers and <see cref="StatusMessage"/> hold no secrets of the session; <see cref="Body"/>
/// and <see cref="Data"/> are what the server sent.
/// </summary>
public sealed record GwsResponse
{
    private IReadOnlyDictionary<string, string>? _headers;
    private string? _body;
    private ArraySegment<byte> _utf8;
    private Redactor? _redactor;

    /// <summary>The HTTP status.</summary>
    public int HttpStatus { get; init; }

    /// <summary>The <c>statusCode</c> of the JSON answer, or null when there is none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The <c>statusMessage</c> of the JSON answer, or null.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>The media type of the answer, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body as text.</summary>
    public string Body
    {
        get => _body ??= _utf8.Count == 0 ? string.Empty : Encoding.UTF8.GetString(_utf8.Array!, _utf8.Offset, _utf8.Count);
        init => _body = value;
    }

    /// <summary>The body as plain values: <see cref="GwsData"/> or an array; null when the body is not JSON.</summary>
    public object? Data { get; init; }

    /// <summary>The headers, without those that carry secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers ??= Shown();

    /// <summary>
    /// The headers as they came, secrets and all. Few ask for them, and taking secrets out costs more than the rest of a small
    /// answer.
    /// </summary>
    internal HttpResponseHeaders? WireHeaders { get; init; }

    /// <summary>Where the answer redirects to, as the server says it; null for an answer that does not.</summary>
    internal Uri? RedirectsTo { get; init; }

    /// <summary>Throws unless the answer is a success, with the error that every operation throws for the same answer.</summary>
    /// <param name="method">The method of the request: of one that changes something, a broken answer leaves the outcome
    /// unknown.</param>
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

    internal static GwsResponse Of(HttpResponseMessage reply, BufferedReply body, Redactor redactor)
    {
        var utf8 = body.Utf8;
        object? data = null;
        if (utf8.Count > 0)
        {
            // A byte order mark is not part of the text.
            var array = utf8.Array!;
            if (utf8.Count >= 3 && array[utf8.Offset] == 0xEF && array[utf8.Offset + 1] == 0xBB && array[utf8.Offset + 2] == 0xBF)
            {
                utf8 = new ArraySegment<byte>(array, utf8.Offset + 3, utf8.Count - 3);
            }

            _ = WireJson.TryParse(utf8, out data);
        }

        var top = data as GwsData;
        var message = top.Text("statusMessage", "errorDescription");
        return new GwsResponse
        {
            HttpStatus = (int)reply.StatusCode,
            StatusCode = top.Int("statusCode"),
            StatusMessage = message is null ? null : redactor.Clean(message),
            ContentType = body.Type?.MediaType,
            Data = data,
            WireHeaders = reply.Headers,
            _utf8 = utf8,
            _redactor = redactor,
        };
    }

    private Dictionary<string, string> Shown()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (WireHeaders is not null)
        {
            foreach (var header in WireHeaders)
            {
                if (!Redaction.IsSecretHeader(header.Key))
                {
                    var text = string.Join(", ", header.Value);
                    headers[header.Key] = _redactor is null ? Redaction.Text(text) : _redactor.Clean(text);
                }
            }
        }

        return headers;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        StatusCode is null ? $"HTTP {HttpStatus}" : $"HTTP {HttpStatus}, statusCode {StatusCode}";
}
