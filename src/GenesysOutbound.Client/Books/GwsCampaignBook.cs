#pragma warning disable CA1822 // The bodies follow.
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>The campaigns that a session knows, kept current from events. Thread-safe.</summary>
public sealed class GwsCampaignBook
{
    internal GwsCampaignBook()
    {
    }

    /// <summary>The campaigns, oldest first.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsCampaign> Snapshot() => [];

    /// <summary>Finds one.</summary>
    /// <param name="key">The id; of a campaign the name, without regard to case.</param>
    /// <returns>It, or null.</returns>
    public GwsCampaign? Find(string key) => null;
}
