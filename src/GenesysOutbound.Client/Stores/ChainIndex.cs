using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// The records of each chain that the store knows. Every calling list counts its chains by itself, so the number alone does not
/// tell a chain.
/// </summary>
internal sealed class ChainIndex
{
    private readonly Dictionary<(string? CallingList, long ChainId), List<RecordEntry>> _chains = [];

    /// <summary>Takes note of the chain that a record belongs to by now.</summary>
    public void Note(RecordEntry entry)
    {
        var chain = entry.ChainId is { } id ? (entry.CallingList, id) : ((string?, long)?)null;
        if (chain == entry.Chain)
        {
            return;
        }

        Forget(entry);
        if (chain is { } key)
        {
            if (!_chains.TryGetValue(key, out var members))
            {
                _chains.Add(key, members = new List<RecordEntry>(1));
            }

            members.Add(entry);
            entry.Chain = key;
        }
    }

    public void Forget(RecordEntry entry)
    {
        if (entry.Chain is { } key && _chains.TryGetValue(key, out var members) && members.Remove(entry) && members.Count == 0)
        {
            _chains.Remove(key);
        }

        entry.Chain = null;
    }

    /// <summary>The other records of a record's chain.</summary>
    public IReadOnlyList<RecordEntry> Others(RecordEntry entry) =>
        entry.Chain is { } key && _chains.TryGetValue(key, out var members) && members.Count > 1
            ? members.Where(member => member != entry).ToList() : [];
}
