using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Logs in again when the server turns a request away before looking at it (HTTP 401, HTTP 403 without a JSON verdict,
/// <c>statusCode</c> 20), and sends the request once more. It is the only place that sends a command a second time, and it does
/// so only after such an answer, and only while somebody waits for the command.
/// </summary>
internal sealed class ReauthenticationHandler(Authenticator authenticator, int maxReplyBytes, bool readsReplies,
    HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    private const int MaxAttempts = 3;
    private const int NotAuthenticated = 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            authenticator.ThrowIfRefused();

            // Before cookies and headers are read: a login in between must count as later than what this request carries.
            var version = authenticator.Version;
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!await IsTurnedAwayAsync(response, cancellationToken).ConfigureAwait(false))
            {
                authenticator.NoteReply(response.IsSuccessStatusCode);
                return response;
            }

            var content = request.Content as OnceContent;
            var isWanted = content?.TurnAway() ?? true;

            // Refused after a new login as well: final, unless another request's login changed cookies and token while this one
            // was on its way. A wrong password at the beginning of a session is not tried twice: that is how accounts get locked.
            if (!isWanted || !authenticator.HasLoggedIn || attempt == MaxAttempts
                || (attempt > 1 && authenticator.Version == version))
            {
                return response;
            }

            response.Dispose();
            await authenticator.LogInAsync(version, cancellationToken).ConfigureAwait(false);
            if (content?.AllowAgain() == false)
            {
                // Who asked for it has been told that nothing was carried out, and may have asked for the same again.
                throw new GwsException(GwsErrorIds.ConnectionFailed,
                    "The wait for the request ended before the session was logged in again. Nothing was carried out.");
            }
        }
    }

    private async Task<bool> IsTurnedAwayAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return true;
        }

        if (!readsReplies && response.StatusCode != HttpStatusCode.Forbidden)
        {
            return false;
        }

        var reply = await BufferedReply.OfAsync(response, maxReplyBytes, cancellationToken, setsHeaders: !readsReplies)
            .ConfigureAwait(false);
        var verdict = StatusCode(reply);
        return verdict == NotAuthenticated || (response.StatusCode == HttpStatusCode.Forbidden && verdict is null);
    }

    private static long? StatusCode(BufferedReply reply)
    {
        var utf8 = reply.Utf8;
        return utf8.Count > 0 && Utf8Json.TryGetMember(utf8.Array!, utf8.Offset, utf8.Count, "statusCode", out var start,
            out var length)
            ? Utf8Json.AsNumber(utf8.Array!, start, length)
            : null;
    }
}
