using System;

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
            throw new GwsException(GwsErrorIds.InvalidParameter, "The server's address must be an absolute http or https address.");
        }

        if (options.Uri.UserInfo.Length > 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The server's address must not contain a user name or password.");
        }

        if (string.IsNullOrEmpty(options.UserName))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The user name is empty.");
        }

        if (options.EventCapacity < 1 || options.HistoryCapacity < 0)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The event log must hold at least one event, and the history cannot be negative.");
        }

        if (options.Timeout <= TimeSpan.Zero || options.RequestTimeout <= TimeSpan.Zero)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "A time limit must be longer than nothing.");
        }

        if (options.Uri.Scheme == "http" && !options.Uri.IsLoopback && !options.AllowUnencryptedAuthentication)
        {
            throw new GwsException(
                GwsErrorIds.UnencryptedAuthentication,
                "The password would travel unencrypted to " + options.Uri.Host + ". Use https, or allow it on purpose.");
        }
    }
}
