#pragma warning disable CA1822 // The bodies follow.
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>The e-mails that a session knows, kept current from events. Thread-safe.</summary>
public sealed class GwsEmailBook
{
    internal GwsEmailBook()
    {
    }

    /// <summary>The e-mails, oldest first.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsEmail> Snapshot() => [];

    /// <summary>Finds one.</summary>
    /// <param name="key">The id; of a campaign the name, without regard to case.</param>
    /// <returns>It, or null.</returns>
    public GwsEmail? Find(string key) => null;
}
