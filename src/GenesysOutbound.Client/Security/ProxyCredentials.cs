using System;
using System.Net;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// The credentials for a proxy, whichever one is used: over plain HTTP to another machine the scheme that shows the password
/// (Basic) is left out, as it is for the server itself.
/// </summary>
internal sealed class ProxyCredentials(NetworkCredential credential, bool allowUnencrypted) : ICredentials
{
    public NetworkCredential? GetCredential(Uri uri, string authType) =>
        string.Equals(authType, "Basic", StringComparison.OrdinalIgnoreCase) && uri.Scheme != "https" && !uri.IsLoopback
            && !allowUnencrypted
            ? null
            : credential;
}
