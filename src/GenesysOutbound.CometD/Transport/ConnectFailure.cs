using System;
using System.Net;
using System.Net.Sockets;

namespace GenesysOutbound.CometD.Transport;

/// <summary>Tells a connection that was never made (nothing was sent, nothing can be lost) from one that broke.</summary>
internal static class ConnectFailure
{
    public static bool NeverSent(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
                or SocketError.NetworkUnreachable or SocketError.TryAgain or SocketError.NoData or SocketError.HostDown })
            {
                return true;
            }

            if (e is WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The innermost text: the outer ones say only that something went wrong while sending.</summary>
    public static string Describe(Exception error)
    {
        Exception e = error;
        while (e.InnerException is not null)
        {
            e = e.InnerException;
        }

        return e.Message;
    }
}
