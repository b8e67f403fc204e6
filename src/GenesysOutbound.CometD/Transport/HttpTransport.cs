using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Platform;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// HTTP long polling: two connections, so that nothing waits behind a held poll and the poll is never cancelled to send
/// something.
/// </summary>
internal sealed class HttpTransport : IBayeuxTransport
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "UTF-8" };

    private readonly BayeuxClientOptions _options;
    private readonly IClock _clock;
    private readonly BayeuxConnection _session;
    private readonly BayeuxConnection _sender;

    public HttpTransport(BayeuxClientOptions options, IClock clock)
    {
        _options = options;
        _clock = clock;
        var cookies = new CookieContainer();
        Func<HttpMessageHandler> factory = options.HandlerFactory ?? (() => DefaultHandler.Create(options.Endpoint, cookies));
        _session = new BayeuxConnection(factory);
        _sender = new BayeuxConnection(factory);
    }

    /// <inheritdoc/>
    public async Task<TransportOutcome> SendAsync(BayeuxRequest request, CancellationTokenSource giveUp)
    {
        BayeuxConnection connection = request.Connection == ConnectionKind.Poll ? _session : _sender;
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
            connection.Turn.Release();
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _sender.Dispose();
    }

    private static void AfterFailure(BayeuxConnection connection, BayeuxRequest request, TransportFailure? failure)
    {
        if (failure is null or { Kind: BayeuxErrorKind.HttpStatus })
        {
            return;
        }

        if (failure.Kind is BayeuxErrorKind.Transport or BayeuxErrorKind.Timeout)
        {
            connection.Renew();
        }
    }

    private async Task<TransportOutcome> ExchangeAsync(BayeuxConnection connection, BayeuxRequest request,
        CancellationToken giveUp)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _options.Endpoint);
        message.Content = new ByteArrayContent(request.Body) { Headers = { ContentType = Json } };
        message.Headers.ExpectContinue = false;
        using HttpResponseMessage response = await connection.GetInvoker().SendAsync(message, giveUp).ConfigureAwait(false);
        return await ReadAsync(connection, request, response, giveUp).ConfigureAwait(false);
    }

    private async Task<TransportOutcome> ReadAsync(BayeuxConnection connection, BayeuxRequest request,
        HttpResponseMessage response, CancellationToken giveUp)
    {
        int status = (int)response.StatusCode;
        if (status != 200)
        {
            string text = "HTTP " + status.ToString(CultureInfo.InvariantCulture) + Redirect(status, response);

            // Refused before the Bayeux server saw it, or by it: 4xx. Anything else may have cost a reply that was on its way.
            return new TransportOutcome(new TransportFailure(BayeuxErrorKind.HttpStatus, text, fateUnknown: status >= 500,
                httpStatus: status));
        }

        using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        byte[] scratch = ScratchBuffers.Rent();
        ArraySegment<byte> body = await BoundedBody
            .ReadAsync(stream, response.Content.Headers.ContentLength, _options.MaxReplyBytes, scratch, giveUp)
                .ConfigureAwait(false);
        bool owned = !ReferenceEquals(body.Array, scratch);
        ParsedReply? reply = connection.Parser.Parse(body.Array!, body.Count, owned, _clock.UtcNow, out string? error);

        // Not after a failure: a read that was given up may still be writing into it. A parsed reply refers to copies only.
        ScratchBuffers.Return(scratch);
        return reply is not null
            ? new TransportOutcome(reply)
            : new TransportOutcome(new TransportFailure(BayeuxErrorKind.Protocol, "not a Bayeux reply: " + error
                + ContentTypeOf(response), true, status, isBrokenReply: ReplyParser.HoldsMessages(body.Array!, body.Count)));
    }

    /// <summary>Where a redirect leads, without what may be a secret in an address.</summary>
    private static string Redirect(int status, HttpResponseMessage response) =>
        status is < 300 or >= 400 ? string.Empty
        : response.Headers.Location is not { } location ? " (a redirect, not followed)"
        : " (a redirect to " + (location.IsAbsoluteUri
            ? location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : location.OriginalString.Split('?', ';', '#')[0]) + ", not followed)";

    private static string ContentTypeOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is string type && type != "application/json"
            ? " (" + type + ")" : string.Empty;

    private static TransportFailure Explain(Exception error, BayeuxRequest request, bool gaveUp)
    {
        if (request.Abandoned)
        {
            return new TransportFailure(BayeuxErrorKind.Closed, "given up", false);
        }

        if (gaveUp)
        {
            return new TransportFailure(
                BayeuxErrorKind.Timeout, "no reply within " + request.Timeout.ToString(CultureInfo.InvariantCulture) + " ms",
                    true, cause: error);
        }

        if (error is BayeuxException { Kind: BayeuxErrorKind.Unauthorized } refused)
        {
            return new TransportFailure(BayeuxErrorKind.Unauthorized, refused.Message, false, refused.HttpStatus,
                refused.InnerException);
        }

        if (error is ReplyTooLargeException)
        {
            return new TransportFailure(
                BayeuxErrorKind.ReplyTooLarge, error.Message.TrimEnd('.').Replace("The reply", "the reply"), true, cause: error);
        }

        return new TransportFailure(
            BayeuxErrorKind.Transport, ConnectionFailure.Describe(error), !ConnectionFailure.IsBeforeSending(error),
                cause: error);
    }
}
