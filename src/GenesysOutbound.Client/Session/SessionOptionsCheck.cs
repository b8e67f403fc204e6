using System;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client;

/// <summary>Refuses options that cannot work or are not safe, before anything is sent.</summary>
internal static class SessionOptionsCheck
{
    public static void Check(GwsSessionOptions? options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        if (options.Uri is null || !options.Uri.IsAbsoluteUri || options.Uri.Scheme is not ("http" or "https"))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The server's address must be an absolute http or https address.");
        }

        if (options.Uri.UserInfo.Length > 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The server's address must not contain a user name or password.");
        }

        // "//host" is a reference to another server wherever an address is resolved against a base: a slip here must not reach
        // that code.
        if (options.Uri.AbsolutePath.StartsWith("//", StringComparison.Ordinal))
        {
            throw new GwsException(
                GwsErrorIds.InvalidParameter,
                $"The path of the server's address begins with two slashes ('{options.Uri.AbsolutePath}'). Remove one of them.");
        }

        if (options.NotificationsPath is { } path)
        {
            CheckNotificationsPath(options.Uri, path);
        }

        if (string.IsNullOrEmpty(options.UserName))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The user name is empty.");
        }

        Credentials.CheckUserName(options.UserName);

        if (options.EventCapacity < 1 || options.HistoryCapacity < 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The event log must hold at least one event, and the history cannot be negative.");
        }

        if (options.Timeout <= TimeSpan.Zero || options.RequestTimeout <= TimeSpan.Zero)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "Timeout and RequestTimeout must be greater than zero.");
        }

        if (options.Uri.Scheme == "http" && !options.Uri.IsLoopback && !options.AllowUnencryptedAuthentication)
        {
            throw new GwsException(
                GwsErrorIds.UnencryptedAuthentication,
                "The password would travel unencrypted to " + options.Uri.Host + ". Use https, or allow it on purpose.");
        }

        CheckCertificates(options);
        CheckProxy(options);
    }

    private static void CheckNotificationsPath(Uri server, string path)
    {
        if (path.Length == 0 || path.StartsWith("//", StringComparison.Ordinal))
        {
            throw new GwsException(
                GwsErrorIds.InvalidParameter,
                $"NotificationsPath '{path}' is not a path on the server. Give one that begins with a single slash, such as " +
                    $"/notifications.");
        }

        // Fails here, before the login is sent, when the path leads to another server.
        new RequestAddress(server).Resolve(path);
    }

    private static void CheckCertificates(GwsSessionOptions options)
    {
        if (options.Uri.Scheme != "https" && (options.ClientCertificate is not null || options.RootCertificates.Count > 0))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "Certificates are given, but the address is plain http: they would protect nothing.");
        }

        if (options.SkipCertificateCheck && options.RootCertificates.Count > 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "Either the server's certificate is checked against the given roots, or it is not checked.");
        }

        if (options.ClientCertificate is { HasPrivateKey: false })
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The client certificate has no private key here, so the server would refuse it.");
        }
    }

    private static void CheckProxy(GwsSessionOptions options)
    {
        if (options.Proxy is not { } proxy)
        {
            return;
        }

        if (options.NoProxy)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "Either a proxy is given, or none is used.");
        }

        if (!proxy.IsAbsoluteUri || proxy.Scheme is not ("http" or "https"))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The proxy's address must be an absolute http or https address.");
        }

        if (proxy.UserInfo.Length > 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The proxy's address must not contain a user name or password; give them as a credential.");
        }

        // A server on loopback is safe without encryption only as long as the way there does not leave the machine.
        if (options.Uri.Scheme == "http" && !proxy.IsLoopback && !options.AllowUnencryptedAuthentication)
        {
            throw new GwsException(
                GwsErrorIds.UnencryptedAuthentication,
                "The password would travel unencrypted to the proxy " + proxy.Host
                    + ". Use https for the server, or allow it on purpose.");
        }
    }
}
