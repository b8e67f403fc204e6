using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// What the sessions knew: no session takes a record for done that is not, no pending change is forgotten, no delivery is lost
/// without a report of it, and no session saw anything of another agent.
/// </summary>
internal sealed class SessionReconciliation
{
    private readonly Ledger _ledger;
    private readonly ClientObservations _observations;
    private readonly OperationLogIndex _accounts;
    private readonly Findings _findings;
    private readonly Dictionary<string, LedgerRecord> _records;

    private SessionReconciliation(Ledger ledger, ClientObservations observations, OperationLogIndex accounts, Findings findings)
    {
        _ledger = ledger;
        _observations = observations;
        _accounts = accounts;
        _findings = findings;
        _records = ledger.Records.ToDictionary(record => record.Handle.ToString(CultureInfo.InvariantCulture));
    }

    public static void Check(Ledger ledger, ClientObservations observations, OperationLogIndex accounts, Findings findings)
    {
        var reconciliation = new SessionReconciliation(ledger, observations, accounts, findings);
        reconciliation.CheckStates();
        reconciliation.CheckHeldRecords();
        reconciliation.CheckSessionsWithoutFaults();
        reconciliation.CheckSessions();
        reconciliation.CheckDeliveries();
    }

    private void CheckStates()
    {
        var chains = _ledger.Records.ToLookup(record => (record.CallingList, record.ChainId));
        foreach (var observed in _observations.ObservedSessions)
        {
            foreach (var record in observed.Records)
            {
                var there = _records[record.Handle];
                CheckState(observed, record, chains[(there.CallingList, there.ChainId)]);
                _findings.Expect(
                    !record.IsDone || record.Pending.Length == 0 || _observations.Forced.Contains((observed.Agent,
                        record.Handle)),
                    $"{observed.Agent}: {record} is done with changes pending: {record.Pending}");
            }
        }
    }

    private void CheckState(SessionObservation observed, ObservedRecord record, IEnumerable<LedgerRecord> chain)
    {
        var operation = record.State switch
        {
            GwsRecordState.Completed => "CompleteRecord",
            GwsRecordState.Rejected => "RejectRecord",
            GwsRecordState.Cancelled => "CancelRecord",
            GwsRecordState.DoNotCall => "DoNotCallRecord",
            GwsRecordState.Withdrawn => "Withdrawn",
            _ => null,
        };

        // What ends one record may end its chain.
        if (operation is not null && !chain.Any(one =>
            one.History.Any(step => step.What == operation && step.Agent == observed.Agent)))
        {
            _findings.Expect(false, $"{observed.Agent} believes {record}, but the history of its chain is "
                + string.Join(", ", chain.SelectMany(one => one.History)));
        }
    }

    // No record is forgotten: at the end of a session every held record was tried, and an answer says why it is still
    // there.
    private void CheckHeldRecords()
    {
        var doubtful = _observations.Entries.Where(entry => entry.ReportedOutcome == ReportedOutcome.Unknown
            || entry.ErrorId == GwsErrorIds.OutboundServerError)
            .Select(entry => (entry.Agent, entry.Handle)).ToHashSet();
        foreach (var observed in _observations.Early.Where(observed => !observed.Lost))
        {
            foreach (var left in observed.Held.Where(record => !record.IsDone && !doubtful.Contains((observed.Agent,
                record.Handle))))
            {
                // A callback that fell due after the held records were completed goes back with the agent's logout.
                var history = _records[left.Handle].History;
                var returned = left.Pending.Length == 0 && history.Any(one => one.What == "Returned"
                    && one.Agent == observed.Agent);
                _findings.Expect(returned, $"{observed.Agent} leaves {left} with {left.Pending}: " + string.Join(", ", history));
            }
        }
    }

    // Without faults every answer is clear, and no record is held at the end.
    private void CheckSessionsWithoutFaults()
    {
        foreach (var observed in _observations.LateSessions)
        {
            foreach (var left in observed.Held)
            {
                _findings.Expect(false, $"{observed.Agent} leaves the part without faults with {left}: "
                    + string.Join(", ", _records[left.Handle].History));
            }

            _findings.Expect(observed.Gaps == 0, $"{observed.Agent}: {observed.Gaps} gaps although nothing went wrong");
        }
    }

    // Sessions never mix.
    private void CheckSessions()
    {
        foreach (var observed in _observations.ObservedSessions)
        {
            _findings.Expect(observed.Foreign.Count == 0, $"{observed.Agent} got what belongs to others: "
                + string.Join(", ", observed.Foreign));
            _findings.Expect(observed.Overlooked == 0,
                $"{observed.Agent}: the log dropped {observed.Overlooked} events that nobody had looked at");
        }
    }

    // A delivery that the agent did not see is explained: the client said of the request that its outcome is unknown; or nobody
    // had asked, and the agent was leaving, a fault took the event away, the log tells of a gap, or the client was gone.
    private void CheckDeliveries()
    {
        var observed = _observations.ObservedSessions.ToLookup(observed => observed.Agent);
        var deliveries = (from record in _ledger.Records
                          from number in Enumerable.Range(0, record.History.Count)
                          where record.History[number].What == "Delivered"
                          select new Delivery(record, number)).ToLookup(one => one.Step.Agent!);
        foreach (var agent in deliveries.Select(group => group.Key).Union(observed.Select(group => group.Key)))
        {
            var seen = observed[agent].SelectMany(observed => observed.Seen).ToHashSet();
            var delivered = deliveries[agent].Select(one => one.Handle).ToHashSet();
            _findings.Expect(seen.IsSubsetOf(delivered), $"{agent} saw records that the server never delivered: "
                + string.Join(", ", seen.Except(delivered)));
            var missed = deliveries[agent].Where(one => !seen.Contains(one.Handle)).ToArray();
            foreach (var one in missed.Where(one => one.Step.ReferenceId is not null))
            {
                _findings.Expect(
                    _accounts.Find(agent, one.Step.ReferenceId)?.ReportedOutcome == ReportedOutcome.Unknown,
                        $"{agent} asked for record {one.Handle} and never saw it, and does not say so");
            }

            var unasked = missed.Where(one => one.Step.ReferenceId is null
                && !observed[agent].Any(observed => one.CameWhileLeaving(observed.LeftAt))).ToArray();
            _findings.Expect(
                unasked.Length <= _ledger.EventsLost.GetValueOrDefault(agent)
                    || observed[agent].Any(observed => observed.Gaps > 0 || observed.Lost || observed.Vanished),
                $"{agent} never heard of {string.Join(" | ", unasked.AsEnumerable())}, and no gap says why");
        }
    }

    /// <summary>A record that the server gave to an agent.</summary>
    private sealed record Delivery(LedgerRecord Record, int Number)
    {
        // On its way while the agent puts down work.
        private static readonly System.TimeSpan OnItsWay = System.TimeSpan.FromSeconds(2);

        public string Handle => Record.Handle.ToString(CultureInfo.InvariantCulture);

        public LedgerStep Step => Record.History[Number];

        /// <summary>
        /// Whether it came when the agent began to leave, and went back with the logout: nothing happened to it in between.
        /// </summary>
        public bool CameWhileLeaving(System.DateTimeOffset leftAt) => Step.At >= leftAt - OnItsWay
            && Number + 1 < Record.History.Count && Record.History[Number + 1] is { What: "Returned" } returned
                && returned.Agent == Step.Agent
            && returned.At >= leftAt;

        public override string ToString() => $"{Record} at {Step.At:HH:mm:ss.fff} ({string.Join(", ", Record.History)})";
    }
}
