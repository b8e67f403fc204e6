using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// Reads what a platform's exception about a connection means. Only types and codes decide: a server or a proxy can put any
/// text into a message.
/// </summary>
internal static class ConnectionFailure
{
    /// <summary>True when no connection was made: nothing can have been sent.</summary>
    public static bool IsBeforeSending(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound
                or SocketError.NoData
                    or SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.HostDown
                        or SocketError.TryAgain }
                || e is WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                    or WebExceptionStatus.ProxyNameResolutionFailure })
            {
                return true;
            }
        }

        return IsTls(error) || ProxyStatus(error) is not null;
    }

    /// <summary>True when the encrypted connection could not be made.</summary>
    public static bool IsTls(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is AuthenticationException
                || e is WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }
                || Kind(e) == "SecureConnectionError")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the reply has more headers than the handler accepts.</summary>
    public static bool IsHeadTooLarge(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is WebException { Status: WebExceptionStatus.MessageLengthLimitExceeded }
                || Kind(e) == "ConfigurationLimitExceeded")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The HTTP status with which a proxy refused to make a tunnel; null for any other failure.</summary>
    public static int? ProxyStatus(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (Kind(e) == "ProxyTunnelError")
            {
                return e.GetType().GetProperty("StatusCode")?.GetValue(e) is HttpStatusCode status
                    ? (int)status
                    : (int)HttpStatusCode.ProxyAuthenticationRequired;
            }

            if (e is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } })
            {
                return (int)HttpStatusCode.ProxyAuthenticationRequired;
            }
        }

        return null;
    }

    /// <summary>The innermost message: the outer ones say only that something went wrong while sending.</summary>
    public static string Describe(Exception error)
    {
        var e = error;
        while (e.InnerException is not null)
        {
            e = e.InnerException;
        }

        return e.Message;
    }

    /// <summary>
    /// The kind of failure, a property that netstandard2.0 does not know; null where the platform does not say it.
    /// </summary>
    private static string? Kind(Exception error) =>
        error is HttpRequestException ? error.GetType().GetProperty("HttpRequestError")?.GetValue(error)?.ToString() : null;
}
