using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Adds what every request of a session carries (cookies, Basic authentication, the CSRF token) and takes in what every reply
/// brings, for REST calls and for the notification channel alike. One instance state a session; one handler object for each
/// connection.
/// </summary>
internal sealed class SessionHeadersHandler(SessionHeaders headers, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        headers.Apply(request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        headers.Learn(request.RequestUri!, response);
        return response;
    }
}

/// <summary>The cookies, the credentials and the CSRF token of a session.</summary>
internal sealed class SessionHeaders(CookieJar cookies, Credentials credentials, KnownSecrets secrets, Action<string> warn)
{
    private CsrfToken? _csrf;

    public void Apply(HttpRequestMessage request)
    {
        // A request that is sent again after a new login carries what that login brought.
        request.Headers.Remove("Cookie");
        if (cookies.GetCookieHeader(request.RequestUri!) is { } text)
        {
            request.Headers.TryAddWithoutValidation("Cookie", text);
        }

        request.Headers.Authorization = credentials.ToHeader();
        if (Volatile.Read(ref _csrf) is { } csrf && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Headers.Remove(csrf.Header);
            request.Headers.TryAddWithoutValidation(csrf.Header, csrf.Value);
        }
    }

    public void Learn(Uri address, HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Set-Cookie", out var texts))
        {
            foreach (var name in cookies.Store(address, texts))
            {
                warn("The cookie '" + name
                    + "' of the server holds characters that HTTP does not allow in a request; it is ignored.");
            }
        }

        if (CsrfToken.Read(response.Headers) is { } token)
        {
            secrets.SetCsrfToken(token.Value);
            Volatile.Write(ref _csrf, token);
        }
    }
}
