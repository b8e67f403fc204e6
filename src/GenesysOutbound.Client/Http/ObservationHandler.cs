using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client.Http;

/// <summary>Who observes the exchanges of a session, if anybody.</summary>
internal sealed class ObserverSlot
{
    private volatile IExchangeObserver? _observer;

    public IExchangeObserver? Observer
    {
        get => _observer;
        set => _observer = value;
    }
}

/// <summary>
/// Shows each exchange to the session's observer, for REST calls and for the notification channel alike, as it is on the wire.
/// Without an observer it does nothing.
/// </summary>
internal sealed class ObservationHandler(ObserverSlot slot, int maxReplyBytes, Func<string, string> redact,
    HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>A larger reply is not looked into: it holds events, and the session reads them.</summary>
    private const int LargestRead = 1024 * 1024;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        slot.Observer is { } observer
            ? ObserveAsync(request, observer, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> ObserveAsync(HttpRequestMessage request, IExchangeObserver observer,
        CancellationToken cancellationToken)
    {
        var body = request.Content switch
        {
            null => null,
            OnceContent once => once.Text(),
            var other => await other.ReadAsStringAsync().ConfigureAwait(false),
        };
        var exchange = new ObservedExchange
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.PathAndQuery,
            Sent = body is not null && WireJson.TryParse(body, out var sent) ? sent : null,
            HasCredentials = request.Headers.Authorization is not null,
        };
        var watch = Stopwatch.StartNew();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

            // The platform takes this header away where it decompresses, and the buffered reply does not keep it.
            var encoding = response.Content?.Headers.ContentEncoding.FirstOrDefault();
            var reply = await BufferedReply.OfAsync(response, maxReplyBytes, cancellationToken).ConfigureAwait(false);
            exchange = exchange with { Took = watch.Elapsed, ContentEncoding = encoding };
            observer.Observe(Complete(exchange, response, reply));
            return response;
        }
        catch
        {
            observer.Observe(exchange with { Took = watch.Elapsed });
            throw;
        }
    }

    private ObservedExchange Complete(ObservedExchange exchange, HttpResponseMessage response, BufferedReply reply)
    {
        var token = CsrfToken.Read(response.Headers);
        return exchange with
        {
            Status = (int)response.StatusCode,
            Headers = response.Headers
                .Where(header => !Security.Redaction.IsSecretHeader(header.Key))
                .ToDictionary(header => header.Key, header => redact(string.Join(", ", header.Value)),
                    StringComparer.OrdinalIgnoreCase),
            NewCookies = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? Names(cookies) : [],
            CsrfHeader = token is not null && response.Headers.Contains(CsrfToken.HeaderName) ? token.Header : null,
            CsrfMark = token?.Value.GetHashCode(),
            ContentType = reply.Type?.MediaType,
            Reply = reply.Utf8.Count is > 0 and <= LargestRead && WireJson.TryParse(reply.Utf8, out var value) ? value : null,
        };
    }

    private static List<string> Names(IEnumerable<string> cookies) =>
        cookies.Select(cookie => cookie.Split('=')[0].Trim()).Where(name => name.Length > 0).ToList();
}
