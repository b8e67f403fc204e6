using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Security;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.CometD.Platform;
using GenesysOutbound.CometD.Transport;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// The HTTP side of a session. REST requests and the notification channel go through the same chain of handlers:
/// re-authentication, then cookies, credentials and CSRF token, then the trace, then the platform's handler. This class makes
/// REST requests of it: address, time limit, redirects, errors.
/// </summary>
internal sealed class GwsHttp : IDisposable
{
    private const int MaxRedirects = 5;

    /// <summary>An answer to a REST request is one resource or a page of them; what waits for a poll may be more.</summary>
    private const int MaxRestBytes = 16 * 1024 * 1024;

    private readonly HttpMessageInvoker _rest;
    private readonly HttpMessageInvoker _login;
    private readonly Authenticator _authenticator;
    private readonly SessionHeaders _headers;
    private readonly Credentials _credentials;
    private readonly ConnectionHandlers _platform;
    private readonly RequestFailure _failure;
    private readonly RequestAddress _address;
    private readonly KnownSecrets _secrets;
    private readonly Redactor _redactor;
    private readonly HttpTrace _trace;
    private readonly ObserverSlot _observed = new();
    private readonly TimeSpan _timeout;
    private readonly RequestLimits _limits;
    private readonly int _maxReplyBytes;
    private readonly int _maxRestBytes;
    private volatile bool _disposed;
    private long _requests;
    private long _traced;

    public GwsHttp(
        GwsSessionOptions options, CookieJar cookies, Credentials credentials, LoginBinding binding, CancellationToken closing)
    {
        Cookies = cookies;
        _timeout = options.RequestTimeout;
        _limits = new RequestLimits(Deadlines, _timeout);
        _maxReplyBytes = options.MaxReplyBytes;
        _maxRestBytes = Math.Min(options.MaxReplyBytes, MaxRestBytes);
        _credentials = credentials;
        _address = new RequestAddress(options.Uri, binding.ApiRoot);
        _secrets = new KnownSecrets(cookies, credentials);
        _redactor = new Redactor(_secrets);
        _trace = new HttpTrace(options.Trace, options.IsTraceWanted, _redactor);
        _headers = new SessionHeaders(cookies, credentials, _secrets, text => Warned?.Invoke(text));
        _platform = new ConnectionHandlers(options);
        Observer = options.Observer;
        _failure = new RequestFailure(_platform, _redactor, _timeout);
        var connection = NewConnection();
        var login = _address.Resolve(binding.LoginPath);
        _login = new HttpMessageInvoker(connection, disposeHandler: false);
        _authenticator = new Authenticator(
            stop => ExchangeAsync(_login!, HttpMethod.Get, login, null, stop), response =>
                binding.HasUser(response.Data as GwsData), Trace, closing);
        _rest = new HttpMessageInvoker(new ReauthenticationHandler(_authenticator, _maxRestBytes, readsReplies: true,
            connection));
    }

    /// <summary>The time limits of the session's requests and operations.</summary>
    public DeadlineQueue Deadlines { get; } = new();

    /// <summary>The session's cookies.</summary>
    public CookieJar Cookies { get; }

    /// <summary>Sees every exchange of this session, from the next one on; null for nobody.</summary>
    public IExchangeObserver? Observer
    {
        get => _observed.Observer;
        set => _observed.Observer = value;
    }

    /// <summary>Gets each warning about what the server sends.</summary>
    public Action<string>? Warned { get; set; }

    /// <summary>What keeps the session from logging in again at this moment; null when nothing does.</summary>
    public string? LoginObstacle => _authenticator.Obstacle;

    /// <summary>Called when <see cref="LoginObstacle"/> changes.</summary>
    public Action? LoginObstacleChanged
    {
        set => _authenticator.ObstacleChanged = value;
    }

    /// <summary>How many REST requests were sent.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>
    /// The absolute address of a path, on the session's server. Every request of a session, of either kind, gets its address
    /// here.
    /// </summary>
    /// <exception cref="GwsException">The path leads elsewhere.</exception>
    public Uri ResolveAddress(string path) => _address.Resolve(path);

    /// <summary>Sends a request and returns the answer, whatever its status. Logs in again when the server wants that.</summary>
    public Task<GwsResponse> SendAsync(HttpMethod method, string path, string? bodyJson, CancellationToken cancellationToken)
    {
        var uri = _address.Resolve(path);
        return method == HttpMethod.Get || method == HttpMethod.Head
            ? SafeRetry.SendAsync(_timeout, () => FollowAsync(method, uri, cancellationToken), Trace, cancellationToken)
            : ExchangeAsync(_rest, method, uri, bodyJson is null ? null : new OnceContent(bodyJson), cancellationToken,
                checksRedirect: true);
    }

    /// <summary>
    /// Sends a command and returns the answer, whatever its status. Logs in again when the server wants that, and sends the
    /// command after it unless it was abandoned meanwhile.
    /// </summary>
    public Task<GwsResponse> SendCommandAsync(
        HttpMethod method, string path, OnceContent content, CancellationToken cancellationToken) =>
        ExchangeAsync(_rest, method, _address.Resolve(path), content, cancellationToken, checksRedirect: true);

    /// <summary>The error of a command that was turned away and could not wait longer for the login.</summary>
    public GwsException NotLoggedInInTime() => _authenticator.NotInTime();

    /// <summary>The names of the cookies that a request to a path carries.</summary>
    public IReadOnlyList<string> CookieNames(string path) =>
        (Cookies.GetCookieHeader(_address.Resolve(path)) ?? string.Empty)
            .Split([';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(static cookie => cookie.Split('=')[0].Trim())
            .ToList();

    /// <summary>
    /// A GET that carries only a part of what the session's requests carry, over a connection of its own. Nothing of the session
    /// changes, whatever the answer is.
    /// </summary>
    public async Task<GwsResponse> GetBareAsync(string path, RequestIdentity identity, CancellationToken cancellationToken)
    {
        using var invoker = new HttpMessageInvoker(
            new BareHeadersHandler(Cookies, _credentials, identity, Watched(BareHeadersHandler.Platform(_platform.Create()))));
        return await ExchangeAsync(invoker, HttpMethod.Get, _address.Resolve(path), null, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// A handler for one connection of the notification channel, with everything that a request of this session needs.
    /// </summary>
    public HttpMessageHandler NewNotificationHandler() =>
        new NotificationHandler(new ReauthenticationHandler(_authenticator, _maxReplyBytes, readsReplies: false,
            NewConnection()));

    /// <summary>Remembers the Bayeux client id as a secret.</summary>
    public void SetClientId(string clientId) => _secrets.SetClientId(clientId);

    /// <summary>A text for people, without the secrets of this session.</summary>
    public string Clean(string text) => _redactor.Clean(text);

    /// <summary>Writes a line of the trace, without secrets.</summary>
    public void Trace(string line) => _trace.Write(line);

    public void Dispose()
    {
        _disposed = true;

        // Ends what is under way; the invoker's own end lets it go on.
        Deadlines.Dispose();
        _rest.Dispose();
        _credentials.Dispose();
    }

    private SessionHeadersHandler NewConnection() => new(_headers, Watched(_platform.Create()));

    private TraceHandler Watched(HttpMessageHandler platform) =>
        new(_trace, _maxReplyBytes, () => Interlocked.Increment(ref _traced),
            new ObservationHandler(_observed, _maxReplyBytes, Clean, platform));

    private async Task<GwsResponse> FollowAsync(HttpMethod method, Uri uri, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await ExchangeAsync(_rest, method, uri, null, cancellationToken).ConfigureAwait(false);
            if (response.RedirectsTo is null || redirects == MaxRedirects)
            {
                return response;
            }

            uri = Target(uri, response.RedirectsTo, response);
        }
    }

    private Uri Target(Uri uri, Uri location, GwsResponse response)
    {
        var target = new Uri(uri, location);
        return _address.IsSameOrigin(target)
            ? target
            : throw new GwsException(GwsErrorIds.RedirectRefused, "The server redirects to " + RequestAddress.Origin(target)
                + ".")
            {
                HttpStatus = response.HttpStatus,
            };
    }

    private async Task<GwsResponse> ExchangeAsync(
        HttpMessageInvoker invoker, HttpMethod method, Uri uri, OnceContent? content, CancellationToken cancellationToken,
        bool checksRedirect = false)
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (DefaultHandler.IsNetFramework)
        {
            // Elsewhere it is the default, and saying so makes objects.
            request.Headers.ExpectContinue = false;
        }

        request.Content = content;
        Interlocked.Increment(ref _requests);
        var limit = _limits.Begin(cancellationToken);
        try
        {
            using var reply = await invoker.SendAsync(request, limit.Token).ConfigureAwait(false);
            var body = await BufferedReply.OfAsync(reply, _maxRestBytes, limit.Token, setsHeaders: false)
                .ConfigureAwait(false);
            var response = GwsResponse.Of(reply, body, _redactor);
            return (int)reply.StatusCode is 301 or 302 or 303 or 307 or 308 && reply.Headers.Location is { } location
                ? response with { RedirectsTo = checksRedirect ? Target(uri, location, response) : location } : response;
        }
        catch (GwsException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (Exception error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mayHaveArrived = content is { Started: true }
                || (content is null && method != HttpMethod.Get && !ConnectionFailure.IsBeforeSending(error));
            throw _disposed ? _failure.Closed(method, error, mayHaveArrived)
                : _failure.ToError(method, uri, error, mayHaveArrived);
        }
        finally
        {
            _limits.End(limit);
        }
    }
}
