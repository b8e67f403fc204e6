using System;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>Channel names and their trailing wildcards: <c>/*</c> is exactly one more segment, <c>/**</c> one or more.</summary>
internal static class ChannelPattern
{
    /// <summary>Throws when the text is not a valid channel name or pattern.</summary>
    public static void Check(string channel, string parameter, bool allowWildcard)
    {
        if (channel is null)
        {
            throw new ArgumentNullException(parameter);
        }

        bool valid = channel.Length > 1 && channel[0] == '/' && channel[channel.Length - 1] != '/'
            && channel.IndexOf("//", StringComparison.Ordinal) < 0;
        string plain = valid && allowWildcard ? WithoutWildcard(channel) : channel;
        foreach (char c in plain)
        {
            valid &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '/'
                || "-_!~()$@.+".IndexOf(c) >= 0;
        }

        if (!valid)
        {
            throw new ArgumentException("'" + channel + "' is not a Bayeux channel.", parameter);
        }
    }

    public static bool Matches(string pattern, string channel)
    {
        if (pattern.EndsWith("/**", StringComparison.Ordinal))
        {
            int length = pattern.Length - 2;
            return channel.Length > length && string.CompareOrdinal(channel, 0, pattern, 0, length) == 0;
        }

        if (pattern.EndsWith("/*", StringComparison.Ordinal))
        {
            int length = pattern.Length - 1;
            return channel.Length > length
                && string.CompareOrdinal(channel, 0, pattern, 0, length) == 0
                && channel.IndexOf('/', length) < 0;
        }

        return string.Equals(pattern, channel, StringComparison.Ordinal);
    }

    public static bool IsMeta(string channel) => channel.StartsWith("/meta/", StringComparison.Ordinal);

    public static bool IsService(string channel) => channel.StartsWith("/service/", StringComparison.Ordinal);

    private static string WithoutWildcard(string channel) =>
        channel.EndsWith("/**", StringComparison.Ordinal) ? channel.Substring(0, channel.Length - 3)
        : channel.EndsWith("/*", StringComparison.Ordinal) ? channel.Substring(0, channel.Length - 2)
        : channel;
}
