using System;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;

namespace GenesysOutbound.CometD.Platform;

/// <summary>The handler a connection gets when the user brings none.</summary>
internal static class DefaultHandler
{
    /// <summary>
    /// .NET Framework allows two connections a host for the whole process otherwise, and the third request waits behind held
    /// polls.
    /// </summary>
    private const int Connections = 1024;

    /// <summary>
    /// The largest head of a reply, in kibibytes: status line and headers. Platforms have limits of their own, but some of them
    /// can be changed for the whole process; a session does not depend on who did.
    /// </summary>
    private const int MaxHeaderKibibytes = 64;

    /// <summary>Whether this process runs on .NET Framework, whose HTTP stack has other habits.</summary>
    public static bool IsNetFramework { get;
        } = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    public static HttpClientHandler Create(Uri endpoint, CookieContainer? cookies)
    {
        var handler = new HttpClientHandler
        {
            UseCookies = cookies is not null,
            AllowAutoRedirect = false,
            MaxResponseHeadersLength = MaxHeaderKibibytes,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

            // Looking for a proxy costs seconds on some machines; there is none on the way to this one.
            UseProxy = !endpoint.IsLoopback,
        };
        if (cookies is not null)
        {
            handler.CookieContainer = cookies;
        }

        try
        {
            handler.MaxConnectionsPerServer = Connections;
        }
        catch (PlatformNotSupportedException)
        {
            // Older frameworks take the limit from the service point, below.
        }

        if (IsNetFramework)
        {
            TuneServicePoint(endpoint);
        }

        return handler;
    }

    /// <summary>
    /// Settings that .NET Framework keeps by host. Only this host's are touched, never the process-wide defaults.
    /// </summary>
    private static void TuneServicePoint(Uri endpoint)
    {
        ServicePoint point = ServicePointManager.FindServicePoint(endpoint);
        point.ConnectionLimit = Math.Max(point.ConnectionLimit, Connections);
        point.UseNagleAlgorithm = false;
        point.Expect100Continue = false;
        if (point.ConnectionLeaseTimeout < 0)
        {
            // A changed DNS entry is noticed within five minutes.
            point.ConnectionLeaseTimeout = 5 * 60 * 1000;
        }
    }
}
