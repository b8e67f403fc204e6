using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using GenesysOutbound.Client;

namespace GenesysOutbound.Hosting;

/// <summary>Counts what came of a bulk run, and keeps the inputs that did not go through. Thread-safe.</summary>
internal sealed class BulkCount
{
    private readonly object _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<GwsOutcome, int> _outcomes = [];
    private readonly SortedDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private readonly List<object> _failed = [];

    public void Add(GwsOutcome outcome)
    {
        lock (_gate)
        {
            _outcomes[outcome] = Count(outcome) + 1;
        }
    }

    public void Add(Exception failure, object input)
    {
        lock (_gate)
        {
            CommandError error = CommandErrors.From(failure, input);
            _ = _errors.TryGetValue(error.Id, out int count);
            _errors[error.Id] = count + 1;
            _failed.Add(input);
        }
    }

    public GwsBulkSummary ToSummary(string activity)
    {
        lock (_gate)
        {
            return new GwsBulkSummary
            {
                Activity = activity,
                Acknowledged = Count(GwsOutcome.Acknowledged),
                Pending = Count(GwsOutcome.Pending),
                Unknown = Count(GwsOutcome.Unknown) + _errors.Where(e => GwsBulkSummary.IsUnknown(e.Key)).Sum(e => e.Value),
                Failed = Count(GwsOutcome.Refused) + _errors.Where(e => !GwsBulkSummary.IsUnknown(e.Key)).Sum(e => e.Value),
                Errors = new GwsData((System.Collections.IDictionary)_errors.ToDictionary(e => e.Key, e => (object)e.Value)),
                FailedInput = [.. _failed],
                Elapsed = _watch.Elapsed,
            };
        }
    }

    private int Count(GwsOutcome outcome) => _outcomes.TryGetValue(outcome, out int count) ? count : 0;
}
