using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>A calling list: its chains, and which of them wait for an agent. Used under the contact center's lock.</summary>
internal sealed class CallingList
{
    private static readonly IComparer<RecordChain> ByOrder = Comparer<RecordChain>.Create((a, b) => a.Order.CompareTo(b.Order));

    /// <summary>The waiting chains, apart by who rejected them: an agent's next chain is found without looking at those they sent back.</summary>
    private readonly Dictionary<string, SortedSet<RecordChain>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<long, RecordChain> _chains = [];

    public CallingList(string name, long dbid)
    {
        Name = name;
        Dbid = dbid;
    }

    public string Name { get; }

    public long Dbid { get; }

    /// <summary>Whether a chain that an agent rejected may come back to the same agent.</summary>
    public bool ReturnsToSameAgent { get; set; }

    public IEnumerable<RecordChain> Chains => _chains.Values;

    public RecordChain GetOrAddChain(long id)
    {
        if (!_chains.TryGetValue(id, out var chain))
        {
            chain = new RecordChain(this, id, _chains.Count);
            _chains.Add(id, chain);
            NextChainId = Math.Max(NextChainId, id + 1);
        }

        return chain;
    }

    public RecordChain? FindChain(long id) => _chains.TryGetValue(id, out var chain) ? chain : null;

    public long NextChainId { get; private set; } = 1;

    /// <summary>Puts a chain where the next agent finds it, in the list's order.</summary>
    public void Wait(RecordChain chain)
    {
        var key = Key(chain);
        if (!_waiting.TryGetValue(key, out var bucket))
        {
            _waiting.Add(key, bucket = new SortedSet<RecordChain>(ByOrder));
        }

        bucket.Add(chain);
    }

    public void StopWaiting(RecordChain chain)
    {
        if (_waiting.TryGetValue(Key(chain), out var bucket) && bucket.Remove(chain) && bucket.Count == 0)
        {
            _waiting.Remove(Key(chain));
        }
    }

    /// <summary>The next chain for an agent; null when there is none.</summary>
    public RecordChain? Next(string agent)
    {
        RecordChain? best = null;
        foreach (var bucket in _waiting.Values)
        {
            var chain = bucket.Min!;
            if ((ReturnsToSameAgent || !chain.RejectedBy.Contains(agent)) && (best is null || chain.Order < best.Order))
            {
                best = chain;
            }
        }

        return best;
    }

    private static string Key(RecordChain chain) => chain.RejectedBy.Count == 0 ? string.Empty : string.Join("\n", chain.RejectedBy);
}
