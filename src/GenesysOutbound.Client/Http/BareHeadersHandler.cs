using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Gives a request only a part of what the requests of a session carry, to see what the server makes of it. What the reply brings
/// (cookies, a token) is not taken in: the session goes on as it was.
/// </summary>
internal sealed class BareHeadersHandler(CookieJar cookies, Credentials credentials, RequestIdentity identity,
    HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The platform's handler for such a request: one that leaves a compressed reply as it is.</summary>
    public static HttpMessageHandler Platform(HttpMessageHandler made)
    {
        if (made is HttpClientHandler handler)
        {
            handler.AutomaticDecompression = DecompressionMethods.None;
        }

        return made;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (identity != RequestIdentity.Anonymous && cookies.GetCookieHeader(request.RequestUri!) is { } text)
        {
            request.Headers.TryAddWithoutValidation("Cookie", text);
        }

        if (identity == RequestIdentity.Compressed)
        {
            request.Headers.Authorization = credentials.ToHeader();
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
