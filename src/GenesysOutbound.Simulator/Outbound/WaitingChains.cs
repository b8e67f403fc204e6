using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The chains of a list that wait for an agent, by their place in the list. The first one that an agent has not rejected is found
/// in logarithmic time, however many chains the agent has rejected and however many agents reject chains. Used under the contact
/// center's lock.
/// </summary>
/// <remarks>
/// Two binary trees of counts are descended side by side: the waiting chains, and those of them that the agent rejected. A
/// subtree has a chain for the agent exactly when the first count is greater than the second.
/// </remarks>
internal sealed class WaitingChains
{
    /// <summary>The height of the trees: a list has at most 2^24 chains.</summary>
    private const int Levels = 24;

    private readonly List<RecordChain?> _chains = [];
    private readonly List<int>[] _counts = new List<int>[Levels + 1];
    private readonly Dictionary<string, Dictionary<long, int>> _rejected = [];

    public WaitingChains()
    {
        for (var level = 0; level <= Levels; level++)
        {
            _counts[level] = [];
        }
    }

    public void Add(RecordChain chain)
    {
        var place = (int)chain.Order;
        while (_chains.Count <= place)
        {
            _chains.Add(null);
        }

        if (_chains[place] is null)
        {
            _chains[place] = chain;
            Count(chain, 1);
        }
    }

    public void Remove(RecordChain chain)
    {
        var place = (int)chain.Order;
        if (place < _chains.Count && _chains[place] is not null)
        {
            _chains[place] = null;
            Count(chain, -1);
        }
    }

    /// <summary>The first chain; of those that the agent has not rejected, unless the agent is null.</summary>
    public RecordChain? First(string? agent)
    {
        var rejected = agent is not null && _rejected.TryGetValue(agent, out var own) ? own : null;
        if (Available(Levels, 0, rejected) <= 0)
        {
            return null;
        }

        var index = 0;
        for (var level = Levels - 1; level >= 0; level--)
        {
            index *= 2;
            if (Available(level, index, rejected) <= 0)
            {
                index++;
            }
        }

        return _chains[index];
    }

    private static long Key(int level, int index) => ((long)level << 32) | (uint)index;

    private int Available(int level, int index, Dictionary<long, int>? rejected)
    {
        var counts = _counts[level];
        var waiting = index < counts.Count ? counts[index] : 0;
        return rejected is not null && rejected.TryGetValue(Key(level, index), out var count) ? waiting - count : waiting;
    }

    private void Count(RecordChain chain, int change)
    {
        var place = (int)chain.Order;
        for (var level = 0; level <= Levels; level++)
        {
            var counts = _counts[level];
            while (counts.Count <= place >> level)
            {
                counts.Add(0);
            }

            counts[place >> level] += change;
        }

        foreach (var agent in chain.RejectedBy)
        {
            CountRejected(agent, place, change);
        }
    }

    private void CountRejected(string agent, int place, int change)
    {
        if (!_rejected.TryGetValue(agent, out var counts))
        {
            _rejected.Add(agent, counts = []);
        }

        for (var level = 0; level <= Levels; level++)
        {
            var key = Key(level, place >> level);
            var count = (counts.TryGetValue(key, out var before) ? before : 0) + change;
            if (count == 0)
            {
                counts.Remove(key);
            }
            else
            {
                counts[key] = count;
            }
        }
    }
}
