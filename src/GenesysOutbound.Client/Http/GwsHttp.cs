using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Security;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Sends REST requests: cookies, Basic authentication, CSRF, time limit, redirects, redaction. A request that changes something is sent once;
/// only when the server refused it at the door (401, or 403 without a JSON answer) it is sent a second time, after logging in again.
/// </summary>
internal sealed class GwsHttp : IDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxAuthenticationAttempts = 3;
    private const int NotAuthenticated = 20;

    private readonly HttpClient _client;
    private readonly Credentials _credentials;
    private readonly ConnectionHandlers _handlers;
    private readonly RequestFailure _failure;
    private readonly RequestAddress _address;
    private readonly Redactor _redactor;
    private readonly string _loginPath;
    private readonly TimeSpan _timeout;
    private readonly int _maxReplyBytes;
    private readonly Action<string>? _trace;
    private readonly Func<bool>? _isTraceWanted;
    private readonly SemaphoreSlim _repairGate = new(1, 1);
    private CsrfToken? _csrf;
    private long _repairs;
    private volatile bool _loggedIn;
    private volatile bool _passwordRefused;
    private volatile bool _disposed;
    private long _requests;

    public GwsHttp(GwsSessionOptions options, CookieJar cookies, Credentials credentials, string loginPath)
    {
        _timeout = options.RequestTimeout;
        _maxReplyBytes = options.MaxReplyBytes;
        _trace = options.Trace;
        _isTraceWanted = options.IsTraceWanted;
        _credentials = credentials;
        _loginPath = loginPath;
        _address = new RequestAddress(options.Uri);
        _redactor = new Redactor(Secrets);
        _handlers = new ConnectionHandlers(options);
        _failure = new RequestFailure(_handlers, _redactor, _timeout);
        Cookies = cookies;
        BaseUri = options.Uri;
        _client = new HttpClient(_handlers.Create(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Uri BaseUri { get; }

    /// <summary>The secrets that the server gave.</summary>
    public KnownSecrets Seen { get; } = new();

    /// <summary>True once the server refused a password that it had accepted before: from then on it is not sent any more.</summary>
    public bool IsPasswordRefused => _passwordRefused;

    public CookieJar Cookies { get; }

    /// <summary>How many requests were sent.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Adds what every request of the session carries: used for the notification channel as well.</summary>
    public void Prepare(HttpRequestMessage request)
    {
        if (!_passwordRefused)
        {
            request.Headers.Authorization = _credentials.ToHeader();
        }

        var csrf = Volatile.Read(ref _csrf);
        if (csrf is not null && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Headers.TryAddWithoutValidation(csrf.Header, csrf.Value);
        }
    }

    /// <summary>
    /// The address of a path on the session's server. Every request of the session, REST and notifications alike, gets its address here: joined as text,
    /// and refused unless its origin is the session's.
    /// </summary>
    /// <exception cref="GwsException">The path leads to another server, or is not what it looks like.</exception>
    public Uri ResolveAddress(string path) => _address.Resolve(path);

    /// <summary>Sends a request and returns the answer, whatever its status. Logs in again, once, when the server wants that.</summary>
    public async Task<GwsResponse> SendAsync(HttpMethod method, string path, string? bodyJson, CancellationToken cancellationToken)
    {
        var uri = ResolveAddress(path);
        EnsurePasswordNotRefused();
        for (var attempt = 1; ; attempt++)
        {
            var repairs = Interlocked.Read(ref _repairs);
            var response = await SafeRetry.SendAsync(
                method, _timeout, () => SendOnceAsync(method, uri, bodyJson, cancellationToken), Trace, cancellationToken).ConfigureAwait(false);
            if (!IsAuthenticationChallenge(response))
            {
                _loggedIn |= response.HttpStatus is >= 200 and < 300;
                return response;
            }

            // A wrong password must not be tried twice: that is how accounts get locked.
            if (!_loggedIn || (method == HttpMethod.Get && path == _loginPath))
            {
                return response;
            }

            // Refused after a new login as well: final, unless yet another login, of a neighbour, changed cookie and token while it was on its way.
            var isFinal = attempt > 1 && Interlocked.Read(ref _repairs) == repairs;
            if (isFinal || attempt == MaxAuthenticationAttempts || !await ReauthenticateAsync(repairs, cancellationToken).ConfigureAwait(false))
            {
                return response;
            }
        }
    }

    /// <summary>Logs in again and learns the CSRF token anew. Callers that come at the same time share one login.</summary>
    /// <param name="knownRepairs">What <see cref="ReauthenticationCount"/> was when the refused request left.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>True when the server accepted the login.</returns>
    public async Task<bool> ReauthenticateAsync(long knownRepairs, CancellationToken cancellationToken)
    {
        await _repairGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_passwordRefused)
            {
                return false;
            }

            if (Interlocked.Read(ref _repairs) != knownRepairs)
            {
                return true;
            }

            Trace("The server refused the session; logging in again.");
            var login = await SendOnceAsync(HttpMethod.Get, _address.Resolve(_loginPath), null, cancellationToken).ConfigureAwait(false);
            if (login.HttpStatus == 401)
            {
                // Changed or locked meanwhile. Each further request would count as another wrong password.
                _passwordRefused = true;
                Trace("The server does not accept the password any more; it is not sent again.");
            }

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

    public long ReauthenticationCount => Interlocked.Read(ref _repairs);

    public void Dispose()
    {
        // The gate is not disposed of: who waits at it finds out at the next request, with an error that says so.
        _disposed = true;
        _client.Dispose();
        _credentials.Dispose();
    }

    /// <summary>A handler with the session's certificates and proxy.</summary>
    public HttpMessageHandler NewHandler() => _handlers.Create();

    /// <summary>A text for people, without the secrets of this session.</summary>
    public string Clean(string text) => _redactor.Clean(text);

    /// <summary>Shows a line to who traces the session, without secrets.</summary>
    public void Trace(string line)
    {
        if (IsTraced)
        {
            _trace!(_redactor.Line(line));
        }
    }

    /// <summary>Whether a trace line would be read by somebody.</summary>
    public bool IsTraced => _trace is not null && (_isTraceWanted is null || _isTraceWanted());

    private static bool IsAuthenticationChallenge(GwsResponse response) =>
        response.HttpStatus == 401 || (response.HttpStatus == 403 && response.StatusCode is null) || response.StatusCode == NotAuthenticated;

    private void EnsurePasswordNotRefused()
    {
        if (_passwordRefused)
        {
            throw new GwsException(
                GwsErrorIds.AuthenticationFailed, "The server does not accept the password any more; nothing was sent, so that the account is not locked. Connect again.");
        }
    }

    private IEnumerable<string?> Secrets()
    {
        foreach (var value in Seen.Values())
        {
            yield return value;
        }

        if (Cookies.GetCookieHeader(BaseUri) is { } cookies)
        {
            foreach (var cookie in cookies.Split(';'))
            {
                yield return cookie.Substring(cookie.IndexOf('=') + 1).Trim();
            }
        }

        foreach (var secret in _credentials.Secrets())
        {
            yield return secret;
        }
    }

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
            if (!_address.IsSameOrigin(target))
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
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.ExpectContinue = false;
        if (Cookies.GetCookieHeader(uri) is { } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        try
        {
            Prepare(request);
        }
        catch (ObjectDisposedException error)
        {
            throw RequestFailure.Closed(error);
        }

        var content = bodyJson is null ? null : new TrackedContent(bodyJson);
        request.Content = content;

        var number = Interlocked.Increment(ref _requests);
        Trace(!IsTraced ? string.Empty : "> " + number + " " + method + " " + uri.PathAndQuery + (bodyJson is null ? string.Empty : " " + bodyJson));
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using var reply = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            Learn(uri, reply);
            var body = await ReplyBody.ReadAsync(reply.Content, _maxReplyBytes, limit.Token).ConfigureAwait(false);
            var response = ReplyBody.ToResponse(reply, body);
            Trace(!IsTraced ? string.Empty : "< " + number + " " + response.HttpStatus + " in " + watch.ElapsedMilliseconds + " ms " + body);
            var redirected = (int)reply.StatusCode is 301 or 302 or 303 or 307 or 308;
            return (response, redirected ? reply.Headers.Location : null);
        }
        catch (Exception error) when (error is not GwsException)
        {
            Trace(!IsTraced ? string.Empty : "< " + number + " failed after " + watch.ElapsedMilliseconds + " ms: " + error.GetType().Name);
            cancellationToken.ThrowIfCancellationRequested();
            var mayHaveArrived = content is { Started: true } || (content is null && method != HttpMethod.Get && !ConnectionFailures.IsBeforeSending(error));
            throw _disposed && !mayHaveArrived ? RequestFailure.Closed(error) : _failure.ToError(method, uri, error, mayHaveArrived);
        }
    }

    private void Learn(Uri uri, HttpResponseMessage reply)
    {
        if (reply.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Cookies.Store(uri, cookies);
            foreach (var cookie in cookies)
            {
                Seen.AddCookie(cookie);
            }
        }

        if (CsrfToken.Read(reply.Headers) is { } token)
        {
            Seen.Add(token.Value);
            Volatile.Write(ref _csrf, token);
        }
    }
}
