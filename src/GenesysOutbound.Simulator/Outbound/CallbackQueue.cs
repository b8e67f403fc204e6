using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The callbacks that wait: those to come, sorted by time, and those that are due, by the agent or the list that they belong to.
/// No operation looks at all of them. Used under the contact center's lock.
/// </summary>
internal sealed class CallbackQueue
{
    private static readonly IComparer<RecordChain> ByTime = Comparer<RecordChain>.Create(Compare);

    private readonly SortedSet<RecordChain> _upcoming = new(ByTime);
    private readonly Dictionary<string, SortedSet<RecordChain>> _dueOfAgents = new(StringComparer.Ordinal);
    private readonly Dictionary<CallingList, SortedSet<RecordChain>> _dueOfLists = [];

    /// <summary>When the next callback falls due; null without one.</summary>
    public DateTimeOffset? NextAt => _upcoming.Count == 0 ? null : _upcoming.Min!.Schedule!.At;

    /// <summary>The agents with a personal callback that is due.</summary>
    public string[] AgentsWithDue => _dueOfAgents.Keys.ToArray();

    /// <summary>The lists with a campaign callback that is due.</summary>
    public CallingList[] ListsWithDue => _dueOfLists.Keys.ToArray();

    /// <summary>Adds a chain that no agent holds and that has a schedule.</summary>
    public void Add(RecordChain chain) => _upcoming.Add(chain);

    /// <summary>Removes a chain; its schedule must still be the one it was added with.</summary>
    public void Remove(RecordChain chain)
    {
        if (_upcoming.Remove(chain))
        {
            return;
        }

        if (chain.Schedule!.Agent is string agent)
        {
            RemoveFrom(_dueOfAgents, agent, chain);
        }
        else
        {
            RemoveFrom(_dueOfLists, chain.List, chain);
        }
    }

    /// <summary>Moves what has fallen due to the callbacks of its agent or its list.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (_upcoming.Count > 0 && _upcoming.Min is { Schedule: RecordSchedule schedule } chain && schedule.At <= now)
        {
            _upcoming.Remove(chain);
            if (schedule.Agent is string agent)
            {
                AddTo(_dueOfAgents, agent, chain);
            }
            else
            {
                AddTo(_dueOfLists, chain.List, chain);
            }
        }
    }

    /// <summary>The personal callbacks of an agent that are due, the oldest first.</summary>
    public RecordChain[] DueOf(string agent) => _dueOfAgents.TryGetValue(agent, out var due) ? due.ToArray() : [];

    /// <summary>The oldest campaign callback of a list that is due; null without one.</summary>
    public RecordChain? FirstDueOf(CallingList list) => _dueOfLists.TryGetValue(list, out var due) ? due.Min : null;

    /// <summary>The oldest campaign callback of several lists that is due; null without one.</summary>
    public RecordChain? FirstDueOf(IEnumerable<CallingList> lists)
    {
        RecordChain? first = null;
        foreach (var list in lists)
        {
            if (FirstDueOf(list) is RecordChain due && (first is null || Compare(due, first) < 0))
            {
                first = due;
            }
        }

        return first;
    }

    private static int Compare(RecordChain a, RecordChain b)
    {
        var byTime = a.Schedule!.At.CompareTo(b.Schedule!.At);
        return byTime != 0 ? byTime : a.Schedule.Number.CompareTo(b.Schedule.Number);
    }

    private static void AddTo<TKey>(Dictionary<TKey, SortedSet<RecordChain>> index, TKey key, RecordChain chain)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var chains))
        {
            index.Add(key, chains = new SortedSet<RecordChain>(ByTime));
        }

        chains.Add(chain);
    }

    private static void RemoveFrom<TKey>(Dictionary<TKey, SortedSet<RecordChain>> index, TKey key, RecordChain chain)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var chains) && chains.Remove(chain) && chains.Count == 0)
        {
            index.Remove(key);
        }
    }
}
