using System;
using System.Collections.Generic;
using System.Diagnostics;
using GenesysOutbound.Client;

namespace GenesysOutbound.Pipeline;

/// <summary>Counts the outcomes of a bulk run and keeps the inputs that failed. Pipeline thread only.</summary>
internal sealed class BulkCount
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<GwsOutcome, int> _outcomes = [];
    private readonly SortedDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private readonly List<object> _failed = [];
    private int _unknown;

    /// <summary>Counts an answer.</summary>
    public void Add(GwsOutcome outcome) => _outcomes[outcome] = Count(outcome) + 1;

    /// <summary>Counts a failure.</summary>
    public void Add(Exception failure, object input)
    {
        string id = ErrorRecords.IdOf(failure);
        _errors.TryGetValue(id, out int count);
        _errors[id] = count + 1;
        _unknown += GwsBulkSummary.IsUnknown(id) ? 1 : 0;
        _failed.Add(input);
    }

    /// <summary>Sums up.</summary>
    public GwsBulkSummary ToSummary(string activity)
    {
        var errors = new Dictionary<string, object>();
        foreach (KeyValuePair<string, int> error in _errors)
        {
            errors[error.Key] = error.Value;
        }

        return new GwsBulkSummary
        {
            Activity = activity,
            Acknowledged = Count(GwsOutcome.Acknowledged),
            Pending = Count(GwsOutcome.Pending),
            Unknown = Count(GwsOutcome.Unknown) + _unknown,
            Failed = Count(GwsOutcome.Refused) + _failed.Count - _unknown,
            Errors = new GwsData((System.Collections.IDictionary)errors),
            FailedInput = [.. _failed],
            Elapsed = _watch.Elapsed,
        };
    }

    private int Count(GwsOutcome outcome) => _outcomes.TryGetValue(outcome, out int count) ? count : 0;
}
