using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>A calling list with its chains. Used under the contact center's lock.</summary>
internal sealed class CallingList
{
    private readonly Dictionary<long, RecordChain> _chains = [];
    private readonly WaitingChains _waiting = new();
    private readonly int[] _counts = new int[(int)RecordStatus.ChainUpdated + 1];

    public CallingList(string name, long dbid)
    {
        Name = name;
        Dbid = dbid;
    }

    public string Name { get; }

    public long Dbid { get; }

    /// <summary>Whether a chain that an agent rejected may be delivered to the same agent again.</summary>
    public bool ReturnsToSameAgent { get; set; }

    public IEnumerable<RecordChain> Chains => _chains.Values;

    public int ChainCount => _chains.Count;

    public int RecordCount { get; private set; }

    public long NextChainId { get; private set; } = 1;

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

    /// <summary>How many records of the list have a status.</summary>
    public int CountOf(RecordStatus status) => _counts[(int)status];

    public void RecordAdded(RecordStatus status)
    {
        _counts[(int)status]++;
        RecordCount++;
    }

    public void StatusChanged(RecordStatus before, RecordStatus after)
    {
        _counts[(int)before]--;
        _counts[(int)after]++;
    }

    /// <summary>Adds a chain to those that wait for an agent, in the order of the list.</summary>
    public void AddWaiting(RecordChain chain) => _waiting.Add(chain);

    public void RemoveWaiting(RecordChain chain) => _waiting.Remove(chain);

    /// <summary>The next chain for an agent; null when there is none.</summary>
    public RecordChain? Next(string agent) => _waiting.First(ReturnsToSameAgent ? null : agent);
}
