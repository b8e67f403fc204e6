using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Tells the Bayeux client, in its own terms, that the server refused the user: polling on would only lock the account.
/// </summary>
internal sealed class NotificationHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (GwsException error) when (error.ErrorId == GwsErrorIds.AuthenticationFailed)
        {
            throw new BayeuxException(BayeuxErrorKind.Unauthorized, error.Message, error, error.HttpStatus);
        }
    }
}
