using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>Channel names and patterns.</summary>
internal static class BayeuxChannel
{
    /// <summary>Whether a subscription, which may end in <c>/*</c> or <c>/**</c>, covers a channel.</summary>
    public static bool Covers(string subscription, string channel)
    {
        if (subscription.EndsWith("/**", System.StringComparison.Ordinal))
        {
            return Under(subscription, subscription.Length - 2, channel);
        }

        if (subscription.EndsWith("/*", System.StringComparison.Ordinal))
        {
            var prefix = subscription.Length - 1;
            return Under(subscription, prefix, channel) && channel.IndexOf('/', prefix) < 0;
        }

        return subscription == channel;
    }

    public static bool CoversAny(HashSet<string> subscriptions, string channel)
    {
        if (subscriptions.Contains(channel))
        {
            return true;
        }

        foreach (var subscription in subscriptions)
        {
            if (subscription[subscription.Length - 1] == '*' && Covers(subscription, channel))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Under(string subscription, int prefix, string channel)
        => channel.Length > prefix && string.CompareOrdinal(subscription, 0, channel, 0, prefix) == 0;
}
