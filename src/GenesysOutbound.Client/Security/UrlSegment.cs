using System;
using System.Linq;

namespace GenesysOutbound.Client.Security;

/// <summary>Puts handles, names and ids into paths so that they stay what they are: one segment.</summary>
internal static class UrlSegment
{
    /// <summary>The escaped segment.</summary>
    /// <param name="value">A handle, a name or an id, as it is.</param>
    /// <param name="what">What it is, for the error.</param>
    /// <exception cref="GwsException">It cannot be a segment: empty, or dots that mean a folder.</exception>
    public static string Of(string value, string what)
    {
        if (string.IsNullOrEmpty(value) || value is "." or "..")
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "'" + value + "' is no " + what + "; nothing was sent.");
        }

        if (value.Any(char.IsControl))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, "The " + what + " holds a control character; nothing was sent.");
        }

        try
        {
            return Uri.EscapeDataString(value);
        }
        catch (UriFormatException)
        {
            // Half of a surrogate pair, on older platforms.
            throw new GwsException(GwsErrorIds.InvalidParameter, "The " + what + " is not valid text; nothing was sent.");
        }
    }

    /// <summary>A device's path, <c>/devices/ID</c>, checked to be just that.</summary>
    public static string OfDevice(string devicePath)
    {
        const string prefix = "/devices/";
        var id = devicePath.StartsWith(prefix, StringComparison.Ordinal) ? devicePath.Substring(prefix.Length) : string.Empty;

        // The server's own paths come escaped or need no escaping; escaping them once more would name another device.
        return !IsSegment(id)
            ? throw new GwsException(GwsErrorIds.InvalidParameter, "'" + devicePath
                + "' is not a valid device path (/devices/ID); nothing was sent.")
            : prefix + id;
    }

    /// <summary>Servers and proxies decode a segment once or more: it must stay one segment however often that is done.</summary>
    private static bool IsSegment(string id)
    {
        const int enough = 5;
        for (var round = 0; round < enough; round++)
        {
            if (id.Length == 0 || id is "." or ".." || id.IndexOfAny(['/', '\\', '?', '#']) >= 0 || id.Any(char.IsControl))
            {
                return false;
            }

            var decoded = Uri.UnescapeDataString(id);
            if (decoded == id)
            {
                return true;
            }

            id = decoded;
        }

        return false;
    }
}
