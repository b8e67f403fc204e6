using System;
using System.Net.Http;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.Http;

/// <summary>Turns a request that got no answer into the one error of the table that fits.</summary>
internal sealed class RequestFailure(ConnectionHandlers handlers, Redactor redactor, TimeSpan timeout)
{
    /// <summary>The error for a request that came when the session was already closed.</summary>
    public static GwsException Closed(Exception error) => new(GwsErrorIds.SessionClosed, "The session was closed; nothing was sent.", error);

    /// <summary>The error for a request that got no answer.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="uri">Where it went.</param>
    /// <param name="error">What the platform threw.</param>
    /// <param name="mayHaveArrived">Whether the server may have carried it out.</param>
    public GwsException ToError(HttpMethod method, Uri uri, Exception error, bool mayHaveArrived)
    {
        var where = uri.GetLeftPart(UriPartial.Authority);
        var timedOut = error is OperationCanceledException;
        if (ConnectionFailures.IsTls(error))
        {
            var why = handlers.CertificateRefusal;
            return new GwsException(
                GwsErrorIds.CertificateRefused,
                why is null ? "No encrypted connection to " + where + " could be made: " + Cause(error) : "The server " + where + " is not trusted: " + why + ".",
                error);
        }

        if (ConnectionFailures.ProxyStatus(error) is { } status)
        {
            return new GwsException(GwsErrorIds.ProxyRefused, "The proxy does not pass requests on to " + where + " (HTTP " + status + ").", error) { HttpStatus = status };
        }

        if (ConnectionFailures.IsHeadTooLarge(error))
        {
            return new GwsException(GwsErrorIds.ReplyTooLarge, "The headers of the answer from " + where + " are larger than the limit (64 KiB).", error);
        }

        if (mayHaveArrived)
        {
            return new GwsException(
                GwsErrorIds.OutcomeUnknown,
                (timedOut ? "No answer from " + where + " in " + timeout.TotalSeconds + " s" : "The connection to " + where + " broke") + " after " + method + " was written; it is not known whether the server carried it out.",
                error);
        }

        return timedOut
            ? new GwsException(GwsErrorIds.ConnectTimeout, "No answer from " + where + " in " + timeout.TotalSeconds + " s.", error)
            : new GwsException(GwsErrorIds.ConnectionFailed, "Cannot reach " + where + ": " + Cause(error), error);
    }

    private string Cause(Exception error)
    {
        var deepest = error;
        while (deepest.InnerException is { } inner)
        {
            deepest = inner;
        }

        return redactor.Clean(deepest.Message);
    }
}
