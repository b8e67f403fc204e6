using System;
using System.Globalization;
using System.Net.Http;
using GenesysOutbound.Client.Security;
using GenesysOutbound.CometD.Transport;

namespace GenesysOutbound.Client.Http;

/// <summary>Turns a request that got no answer into the one error of the table that fits.</summary>
internal sealed class RequestFailure(ConnectionHandlers handlers, Redactor redactor, TimeSpan timeout)
{
    /// <summary>The error for a request that the end of the session ended, or that came after it.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="error">What the platform threw.</param>
    /// <param name="mayHaveArrived">Whether the server may have carried it out.</param>
    public GwsException Closed(HttpMethod method, Exception error, bool mayHaveArrived) => new(
        mayHaveArrived ? GwsErrorIds.OutcomeUnknown : GwsErrorIds.SessionClosed,
        mayHaveArrived
            ? $"The session was closed after {method} was written; it is not known whether the server carried it out."
            : method == HttpMethod.Get ? "The session was closed before the answer came."
            : "The session was closed; nothing was sent.",
        ConnectionCause.Of(error, redactor));

    /// <summary>The error for a request that got no answer.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="uri">Where it went.</param>
    /// <param name="error">What the platform threw.</param>
    /// <param name="mayHaveArrived">Whether the server may have carried it out.</param>
    public GwsException ToError(HttpMethod method, Uri uri, Exception error, bool mayHaveArrived)
    {
        var where = RequestAddress.Origin(uri);
        var cause = ConnectionCause.Of(error, redactor);
        var timedOut = error is OperationCanceledException;
        var seconds = timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (ConnectionFailure.IsTls(error))
        {
            return new GwsException(
                GwsErrorIds.CertificateRefused,
                handlers.CertificateRefusal is { } why
                    ? $"The server {where} is not trusted: {why}."
                    : $"No encrypted connection to {where} could be made: {Describe(error)}",
                cause);
        }

        if (ConnectionFailure.ProxyStatus(error) is { } status)
        {
            return new GwsException(GwsErrorIds.ProxyRefused, $"The proxy does not pass requests on to {where} (HTTP {status}).",
                cause)
            {
                HttpStatus = status,
            };
        }

        if (ConnectionFailure.IsHeadTooLarge(error))
        {
            return new GwsException(
                GwsErrorIds.ReplyTooLarge, $"The headers of the answer from {where} are larger than the limit (64 KiB).", cause);
        }

        if (error is ReplyTooLargeException)
        {
            return new GwsException(GwsErrorIds.ReplyTooLarge, $"The answer from {where} is not read: {error.Message}", cause);
        }

        if (mayHaveArrived)
        {
            return new GwsException(
                GwsErrorIds.OutcomeUnknown,
                (timedOut ? $"No answer from {where} in {seconds} s" : $"The connection to {where} broke")
                    + $" after {method} was written; it is not known whether the server carried it out.",
                cause);
        }

        return timedOut
            ? new GwsException(GwsErrorIds.ConnectTimeout, $"No answer from {where} in {seconds} s.", cause)
            : new GwsException(GwsErrorIds.ConnectionFailed, $"Cannot reach {where}: {Describe(error)}", cause);
    }

    private string Describe(Exception error) => redactor.Clean(ConnectionFailure.Describe(error));
}
