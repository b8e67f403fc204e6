using System;
using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Sends REST requests: cookies, Basic authentication, CSRF, time limit, redirects, redaction. A request that changes something is sent once;
/// only when the server refused it at the door (401, or 403 without a JSON answer) it is sent a second time, after logging in again.
/// </summary>
internal sealed class GwsHttp : IDisposable
{
    private const int MaxRedirects = 5;
    private const int NotAuthenticated = 20;
    private const string CsrfHeaderName = "X-CSRF-HEADER";
    private const string DefaultCsrfHeader = "X-CSRF-TOKEN";

    private readonly HttpClient _client;
    private readonly Credentials _credentials;
    private readonly Uri _baseUri;
    private readonly string _loginPath;
    private readonly TimeSpan _timeout;
    private readonly int _maxReplyBytes;
    private readonly Action<string>? _trace;
    private readonly SemaphoreSlim _repairGate = new(1, 1);
    private CsrfToken? _csrf;
    private long _repairs;
    private volatile bool _loggedIn;
    private long _requests;

    public GwsHttp(GwsSessionOptions options, CookieJar cookies, Credentials credentials, string loginPath)
    {
        _baseUri = options.Uri;
        _timeout = options.RequestTimeout;
        _maxReplyBytes = options.MaxReplyBytes;
        _trace = options.Trace;
        _credentials = credentials;
        _loginPath = loginPath;
        Cookies = cookies;
        _client = new HttpClient(options.HandlerFactory?.Invoke() ?? NewHandler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public CookieJar Cookies { get; }

    /// <summary>How many requests were sent.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Adds what every request of the session carries: used for the notification channel as well.</summary>
    public void Prepare(HttpRequestMessage request)
    {
        request.Headers.Authorization = _credentials.ToHeader();
        var csrf = Volatile.Read(ref _csrf);
        if (csrf is not null && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Headers.TryAddWithoutValidation(csrf.Header, csrf.Value);
        }
    }

    /// <summary>Sends a request and returns the answer, whatever its status. Logs in again, once, when the server wants that.</summary>
    public async Task<GwsResponse> SendAsync(HttpMethod method, string path, string? bodyJson, CancellationToken cancellationToken)
    {
        var uri = Resolve(path);
        var repairs = Interlocked.Read(ref _repairs);
        var response = await SendOnceAsync(method, uri, bodyJson, cancellationToken).ConfigureAwait(false);
        if (!IsRefusedAtTheDoor(response))
        {
            _loggedIn |= response.HttpStatus is >= 200 and < 300;
            return response;
        }

        // A wrong password must not be tried twice: that is how accounts get locked.
        if (!_loggedIn || (method == HttpMethod.Get && path == _loginPath))
        {
            return response;
        }

        if (!await RepairAsync(repairs, cancellationToken).ConfigureAwait(false))
        {
            return response;
        }

        return await SendOnceAsync(method, uri, bodyJson, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Logs in again and learns the CSRF token anew. Callers that come at the same time share one login.</summary>
    /// <param name="knownRepairs">What <see cref="RepairCount"/> was when the refused request left.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>True when the server accepted the login.</returns>
    public async Task<bool> RepairAsync(long knownRepairs, CancellationToken cancellationToken)
    {
        await _repairGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Interlocked.Read(ref _repairs) != knownRepairs)
            {
                return true;
            }

            Trace("The server refused the session; logging in again.");
            Volatile.Write(ref _csrf, null);
            var login = await SendOnceAsync(HttpMethod.Get, Resolve(_loginPath), null, cancellationToken).ConfigureAwait(false);
            if (login.HttpStatus != 200)
            {
                return false;
            }

            Interlocked.Increment(ref _repairs);
            return true;
        }
        finally
        {
            _repairGate.Release();
        }
    }

    public long RepairCount => Interlocked.Read(ref _repairs);

    public void Dispose()
    {
        _client.Dispose();
        _repairGate.Dispose();
        _credentials.Dispose();
    }

    /// <summary>The usual handler: no cookies and no redirects of its own, enough connections for bulk work on .NET Framework too.</summary>
    public static HttpMessageHandler NewHandler() => new HttpClientHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxConnectionsPerServer = 64,
    };

    private static bool IsRefusedAtTheDoor(GwsResponse response) =>
        response.HttpStatus == 401 || (response.HttpStatus == 403 && response.StatusCode is null) || response.StatusCode == NotAuthenticated;

    private Uri Resolve(string path)
    {
        // "/x" is an absolute file path to some platforms' Uri, so the two cases are told apart by hand.
        if (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            var absolute = new Uri(path, UriKind.Absolute);
            return SameOrigin(absolute)
                ? absolute
                : throw new GwsException(GwsErrorIds.InvalidParameter, "The address " + absolute.Host + " is not the session's server; credentials do not go there.");
        }

        // A path of its own below the base address, for servers behind a prefix.
        var prefix = _baseUri.AbsolutePath.TrimEnd('/');
        return new Uri(_baseUri, prefix + (path.StartsWith("/", StringComparison.Ordinal) ? path : "/" + path));
    }

    private bool SameOrigin(Uri uri) =>
        uri.Scheme == _baseUri.Scheme && uri.Port == _baseUri.Port && string.Equals(uri.Host, _baseUri.Host, StringComparison.OrdinalIgnoreCase);

    private async Task<GwsResponse> SendOnceAsync(HttpMethod method, Uri uri, string? bodyJson, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var (response, location) = await ExchangeAsync(method, uri, bodyJson, cancellationToken).ConfigureAwait(false);
            if (location is null)
            {
                return response;
            }

            var target = new Uri(uri, location);
            if (!SameOrigin(target))
            {
                throw new GwsException(GwsErrorIds.RedirectRefused, "The server redirects to " + target.GetLeftPart(UriPartial.Authority) + ".") { HttpStatus = response.HttpStatus };
            }

            if (method != HttpMethod.Get || redirects == MaxRedirects)
            {
                return response;
            }

            uri = target;
        }
    }

    private async Task<(GwsResponse Response, Uri? Location)> ExchangeAsync(HttpMethod method, Uri uri, string? bodyJson, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.ExpectContinue = false;
        if (Cookies.GetCookieHeader(uri) is { } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        Prepare(request);
        var content = bodyJson is null ? null : new TrackedContent(bodyJson);
        request.Content = content;

        var number = Interlocked.Increment(ref _requests);
        Trace(_trace is null ? string.Empty : "> " + number + " " + method + " " + uri.PathAndQuery + (bodyJson is null ? string.Empty : " " + bodyJson));
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using var reply = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            Learn(uri, reply);
            var body = await ReplyBody.ReadAsync(reply.Content, _maxReplyBytes, limit.Token).ConfigureAwait(false);
            var response = ReplyBody.ToResponse(reply, body);
            Trace(_trace is null ? string.Empty : "< " + number + " " + response.HttpStatus + " in " + watch.ElapsedMilliseconds + " ms " + body);
            var redirected = (int)reply.StatusCode is 301 or 302 or 303 or 307 or 308;
            return (response, redirected ? reply.Headers.Location : null);
        }
        catch (Exception error) when (error is not GwsException)
        {
            Trace(_trace is null ? string.Empty : "< " + number + " failed after " + watch.ElapsedMilliseconds + " ms: " + error.GetType().Name);
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure(method, uri, error, mayHaveArrived: content is { Started: true } || (content is null && method != HttpMethod.Get && !IsBeforeSending(error)));
        }
    }

    private void Learn(Uri uri, HttpResponseMessage reply)
    {
        if (reply.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Cookies.Store(uri, cookies);
        }

        var header = Single(reply.Headers, CsrfHeaderName) ?? DefaultCsrfHeader;
        if (Single(reply.Headers, header) is { Length: > 0 } value)
        {
            Volatile.Write(ref _csrf, new CsrfToken(header, value));
        }
    }

    private static string? Single(HttpResponseHeaders headers, string name)
    {
        if (headers.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value.Trim();
            }
        }

        return null;
    }

    private GwsException Failure(HttpMethod method, Uri uri, Exception error, bool mayHaveArrived)
    {
        var where = uri.GetLeftPart(UriPartial.Authority);
        var timedOut = error is OperationCanceledException;
        if (mayHaveArrived)
        {
            return new GwsException(
                GwsErrorIds.OutcomeUnknown,
                (timedOut ? "No answer from " + where + " in " + _timeout.TotalSeconds + " s" : "The connection to " + where + " broke") + " after " + method + " was written; it is not known whether the server carried it out.",
                error);
        }

        return timedOut
            ? new GwsException(GwsErrorIds.ConnectTimeout, "No answer from " + where + " in " + _timeout.TotalSeconds + " s.", error)
            : new GwsException(GwsErrorIds.ConnectionFailed, "Cannot reach " + where + ": " + Cause(error), error);
    }

    private static bool IsBeforeSending(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData
                or SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.TryAgain })
            {
                return true;
            }
        }

        return false;
    }

    private static string Cause(Exception error)
    {
        var deepest = error;
        while (deepest.InnerException is { } inner)
        {
            deepest = inner;
        }

        return Redactor.Text(deepest.Message);
    }

    private void Trace(string line)
    {
        if (_trace is not null)
        {
            _trace(Redactor.Text(line));
        }
    }
}
