using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace GenesysOutbound.Client.Http;

/// <summary>Reads what kind of failure a platform's exception stands for. The platforms agree on none of these, so all their ways are known here.</summary>
internal static class ConnectionFailures
{
    private static readonly Regex ProxyText = new("proxy.*status code '?(?<status>[1-5][0-9][0-9])'?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>True when no connection was made: nothing can have been sent.</summary>
    public static bool IsBeforeSending(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData
                or SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.TryAgain })
            {
                return true;
            }

            if (e is WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
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
            if (e is AuthenticationException or WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the server answered with more headers than a session takes in.</summary>
    public static bool IsHeadTooLarge(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            // The kind of failure is a property that this library's platform does not know yet.
            if (e is WebException { Status: WebExceptionStatus.MessageLengthLimitExceeded }
                || (e is HttpRequestException && e.GetType().GetProperty("HttpRequestError")?.GetValue(e)?.ToString() == "ConfigurationLimitExceeded"))
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
            if (e is HttpRequestException && ProxyText.Match(e.Message) is { Success: true } match)
            {
                return int.Parse(match.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture);
            }

            if (e is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } })
            {
                return (int)HttpStatusCode.ProxyAuthenticationRequired;
            }
        }

        return null;
    }
}
