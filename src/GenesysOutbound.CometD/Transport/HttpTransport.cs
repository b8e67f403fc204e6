using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Json;
using GenesysOutbound.CometD.Protocol;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// HTTP long polling: two connections, so that nothing waits behind a held poll and the poll is never cancelled to send something.
/// </summary>
internal sealed class HttpTransport : IBayeuxTransport
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "UTF-8" };

    private readonly BayeuxClientOptions _options;
    private readonly IClock _clock;
    private readonly BayeuxConnection _session;
    private readonly BayeuxConnection _sender;
    private readonly Tracer? _tracer;
    private readonly Uri _handshake;
    private readonly Uri _connect;
    private readonly Uri _disconnect;

    public HttpTransport(BayeuxClientOptions options, IClock clock)
    {
        _options = options;
        _clock = clock;
        Func<HttpMessageHandler> factory = options.HandlerFactory ?? (() => DefaultHandler.Create(options.Endpoint));
        _session = new BayeuxConnection(factory);
        _sender = new BayeuxConnection(factory);
        _tracer = options.Trace is null ? null : new Tracer(options.Trace, options.IsTraceWanted, clock);
        _handshake = Address("handshake");
        _connect = Address("connect");
        _disconnect = Address("disconnect");
    }

    /// <inheritdoc/>
    public async Task<TransportOutcome> SendAsync(BayeuxRequest request, CancellationTokenSource giveUp)
    {
        BayeuxConnection connection = request.Connection == ConnectionKind.Poll ? _session : _sender;
        _tracer?.Request(request);
        TransportOutcome outcome;
        bool turn = false;
        try
        {
            giveUp.CancelAfter(TimeSpan.FromMilliseconds(request.Timeout));
            await connection.Turn.WaitAsync(giveUp.Token).ConfigureAwait(false);
            turn = true;
            outcome = await ExchangeAsync(connection, request, giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            outcome = new TransportOutcome(Explain(error, request, giveUp.IsCancellationRequested));
        }

        AfterFailure(connection, request, outcome.Failure);
        if (turn)
        {
            _ = connection.Turn.Release();
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _sender.Dispose();
    }

    private void AfterFailure(BayeuxConnection connection, BayeuxRequest request, TransportFailure? failure)
    {
        if (failure is null or { Kind: BayeuxErrorKind.HttpStatus })
        {
            return;
        }

        _tracer?.Failure(request, failure.Text);
        if (failure.Kind is BayeuxErrorKind.Transport or BayeuxErrorKind.Timeout)
        {
            connection.Renew();
        }
    }

    private async Task<TransportOutcome> ExchangeAsync(BayeuxConnection connection, BayeuxRequest request, CancellationToken giveUp)
    {
        Uri uri = Address(request.Kind);
        using var message = new HttpRequestMessage(HttpMethod.Post, uri);
        HttpContent content = request.Kind == RequestKind.Send ? new OnceContent(request.Body) : new ByteArrayContent(request.Body);
        content.Headers.ContentType = Json;
        message.Content = content;
        message.Headers.ExpectContinue = false;

        // Before cookies and headers are read: a login in between must count as later than what this request carries.
        request.CredentialVersion = _options.CredentialVersion?.Invoke() ?? 0;
        if (_options.Cookies.GetCookieHeader(uri) is string cookies)
        {
            _ = message.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        try
        {
            _options.PrepareRequest?.Invoke(message);
        }
        catch (Exception error)
        {
            return new TransportOutcome(new TransportFailure(
                BayeuxErrorKind.Transport, "the hook that prepares requests threw " + error.GetType().Name, false, cause: error));
        }

        using HttpResponseMessage response = await connection.GetClient()
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, giveUp).ConfigureAwait(false);

        // .NET Framework's streams do not look at the token while they read; closing the response ends the read.
        using CancellationTokenRegistration close = DefaultHandler.IsNetFramework
            ? giveUp.Register(static state => ((IDisposable)state!).Dispose(), response)
            : default;
        if (response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? setCookies))
        {
            _options.Cookies.Store(uri, setCookies);
        }

        return await ReadAsync(connection, request, response, giveUp).ConfigureAwait(false);
    }

    private async Task<TransportOutcome> ReadAsync(BayeuxConnection connection, BayeuxRequest request, HttpResponseMessage response, CancellationToken giveUp)
    {
        int status = (int)response.StatusCode;
        if (status != 200)
        {
            string text = "HTTP " + status.ToString(CultureInfo.InvariantCulture) + (status is >= 300 and < 400 ? " (a redirect, not followed)" : string.Empty);
            _tracer?.Reply(request, status, [], 0, text);

            // Refused before the Bayeux server saw it, or by it: 4xx. Anything else may have cost a reply that was on its way.
            return new TransportOutcome(new TransportFailure(BayeuxErrorKind.HttpStatus, text, fateUnknown: status >= 500, httpStatus: status));
        }

        using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        if (!await connection.Body.ReadAsync(stream, response.Content.Headers.ContentLength, _options.MaxReplyBytes, giveUp).ConfigureAwait(false))
        {
            return new TransportOutcome(new TransportFailure(
                BayeuxErrorKind.ReplyTooLarge, "the reply is larger than " + _options.MaxReplyBytes.ToString(CultureInfo.InvariantCulture) + " bytes", true));
        }

        BodyReader body = connection.Body;
        _tracer?.Reply(request, status, body.Buffer, body.Count, null);
        ParsedReply? reply = connection.Parser.Parse(body.Buffer, body.Count, body.Owned, _clock.UtcNow, out string? error);
        return reply is not null
            ? new TransportOutcome(reply)
            : new TransportOutcome(new TransportFailure(BayeuxErrorKind.Protocol, "not a Bayeux reply: " + error + ContentTypeOf(response), true, status));
    }

    private static string ContentTypeOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is string type && type != "application/json" ? " (" + type + ")" : string.Empty;

    private Uri Address(RequestKind kind) => kind switch
    {
        RequestKind.Handshake => _handshake,
        RequestKind.Connect => _connect,
        RequestKind.Disconnect => _disconnect,
        _ => _options.Endpoint,
    };

    private Uri Address(string type)
    {
        // Only where the address ends in a plain directory: a query or a file name would be broken by it.
        Uri endpoint = _options.Endpoint;
        string path = endpoint.AbsolutePath.TrimEnd('/');
        return !_options.AppendMessageTypeToUrl || endpoint.Query.Length > 0 || path.IndexOf('.', path.LastIndexOf('/') + 1) >= 0
            ? endpoint
            : new UriBuilder(endpoint) { Path = path + "/" + type }.Uri;
    }

    private static TransportFailure Explain(Exception error, BayeuxRequest request, bool gaveUp)
    {
        if (request.Abandoned)
        {
            return new TransportFailure(BayeuxErrorKind.Closed, "given up", false);
        }

        if (gaveUp)
        {
            return new TransportFailure(
                BayeuxErrorKind.Timeout, "no reply within " + request.Timeout.ToString(CultureInfo.InvariantCulture) + " ms", true, cause: error);
        }

        return new TransportFailure(BayeuxErrorKind.Transport, ConnectFailure.Describe(error), !ConnectFailure.NeverSent(error), cause: error);
    }
}
