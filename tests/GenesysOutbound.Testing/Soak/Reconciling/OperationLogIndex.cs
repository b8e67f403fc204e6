using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// The entries of all accounts by agent and reference id. The reference id alone is not enough: each session begins to count
/// where chance wills, and among a thousand sessions of two hundred agents some will meet.
/// </summary>
internal sealed class OperationLogIndex
{
    private readonly ILookup<(string Agent, string ReferenceId), Entry> _entries;
    private readonly ILookup<string, string> _agents;

    public OperationLogIndex(IEnumerable<Entry> entries)
    {
        _entries = entries.Where(entry => entry.ReferenceId is not null).ToLookup(entry => (entry.Agent, entry.ReferenceId!));
        _agents = _entries.Select(group => group.Key).ToLookup(key => key.ReferenceId, key => key.Agent, StringComparer.Ordinal);
    }

    public IEnumerable<IGrouping<(string Agent, string ReferenceId), Entry>> All => _entries;

    public Entry? Find(string? agent, string? referenceId) =>
        agent is null || referenceId is null ? null : _entries[(agent, referenceId)].FirstOrDefault();

    /// <summary>Who sent a request: a server that does not know its session any more cannot say.</summary>
    public string? SenderOf(LedgerRequest request) => request.Agent ?? _agents[request.ReferenceId!].FirstOrDefault();
}
