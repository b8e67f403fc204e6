using System;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// Holds the agents' accounts against the server's ledger, record for record and request for request: what was said to be done
/// was done once, what was said not to be done was not, what was said to be unknown is one of both, and nothing was done that
/// no account has.
/// </summary>
internal sealed class Reconciliation
{
    private readonly Ledger _ledger;
    private readonly ClientObservations _observations;
    private readonly Findings _findings = new();
    private readonly OperationLogIndex _accounts;

    private Reconciliation(Ledger ledger, ClientObservations observations)
    {
        _ledger = ledger;
        _observations = observations;
        _accounts = new OperationLogIndex(observations.Entries);
    }

    public static Findings Of(Ledger ledger, ClientObservations observations)
    {
        var reconciliation = new Reconciliation(ledger, observations);
        reconciliation.EachReferenceOnce();
        reconciliation.RequestsOnTheWire();
        reconciliation.WhatTheServerDid();
        reconciliation.WhatTheClientsSay();
        reconciliation.Dialled();
        foreach (var record in ledger.Records)
        {
            RecordReconciliation.Check(record, ledger.Before, reconciliation._accounts, reconciliation._findings);
        }

        reconciliation.CheckWithoutFaults();
        InteractionReconciliation.Check(ledger, observations, reconciliation._findings);
        SessionReconciliation.Check(ledger, observations, reconciliation._accounts, reconciliation._findings);
        return reconciliation._findings;
    }

    private void EachReferenceOnce()
    {
        foreach (var entries in _accounts.All.Where(entries => entries.Count() > 1))
        {
            _findings.Expect(false, "One reference id in two entries: " + string.Join(" | ", entries));
        }
    }

    // Never twice: a request was processed once at most; it went out again only when it had been refused before it was read.
    private void RequestsOnTheWire()
    {
        var sent = _ledger.Requests.Where(request => request.ReferenceId is not null)
            .ToLookup(request => (Agent: _accounts.SenderOf(request) ?? string.Empty, request.ReferenceId!));
        foreach (var requests in sent)
        {
            var processed = requests.Count(request => request.Processed);
            _findings.Expect(processed <= 1, "Processed twice: reference id " + requests.Key + ", "
                + string.Join(" | ", requests));
            _findings.Expect(
                requests.SkipLast(1).All(request => !request.Processed && request.StatusCode is 401 or 403 or 503 or 429),
                "Sent again though it was not refused before it was read: " + string.Join(" | ", requests));
            _findings.Expect(_accounts.Find(requests.Key.Agent, requests.Key.Item2) is not null,
                "Sent, and in nobody's account: " + requests.Key + " " + string.Join(" | ", requests));
        }

        foreach (var entry in _accounts.All.Select(entries => entries.First()))
        {
            var processed = sent[(entry.Agent, entry.ReferenceId!)].Any(request => request.Processed);
            _findings.Expect(processed || entry.ReportedOutcome != ReportedOutcome.Done,
                "Said to be done, but the server never processed it: " + entry);
            _findings.Expect(
                !processed || entry.ReportedOutcome != ReportedOutcome.NotDone || entry.ErrorId is "OutboundServerError"
                    or "NoRecordsAvailable" || IsStatusOfTheServer(entry.ErrorId),
                "Said not to be done, but the server processed it: " + entry);
        }
    }

    private void WhatTheServerDid()
    {
        foreach (var record in _ledger.Records)
        {
            foreach (var group in record.History.Where(one => one.ReferenceId is not null)
                .GroupBy(one => (one.What, one.Agent, one.ReferenceId)))
            {
                var entry = _accounts.Find(group.Key.Agent, group.Key.ReferenceId);
                _findings.Expect(group.Count() == 1, $"Done twice: {record} {group.First()} ref {group.Key.ReferenceId}");
                _findings.Expect(entry is not null,
                    $"Done, and in no agent's log: {record} {group.First()} ref {group.Key.ReferenceId}");
                _findings.Expect(
                    entry is null || (entry.ReportedOutcome != ReportedOutcome.NotDone
                        && (entry.Operation == group.Key.What || group.Key.What == "Delivered")),
                    $"The server did it: {record} {group.First()}; the account says {entry}");
            }
        }
    }

    private void WhatTheClientsSay()
    {
        var records = _ledger.Records.ToDictionary(record => record.Handle.ToString(CultureInfo.InvariantCulture));
        foreach (var entry in _accounts.All.SelectMany(entries => entries)
            .Where(entry => entry.ReportedOutcome == ReportedOutcome.Done && entry.Handle is not null))
        {
            _findings.Expect(
                records.TryGetValue(entry.Handle!, out var record)
                    && record.History.Any(one => one.ReferenceId == entry.ReferenceId && one.Agent == entry.Agent),
                "Said to be done, but the record knows nothing of it: " + entry + "; its history: "
                    + string.Join(", ", record?.History.Select(one => one.ToString()) ?? []));
        }

        // A number is dialled without a reference id.
        foreach (var dialled in _observations.Entries.Where(entry => entry is { Operation: "Dial", Handle: not null })
            .GroupBy(entry => (entry.Agent, entry.Handle)))
        {
            // A call for a record that was withdrawn meanwhile is no attempt of the record: there may be fewer.
            var there = records[dialled.Key.Handle!].History.Count(one => one.What == "Dialed" && one.Agent == dialled.Key.Agent);
            var atMost = dialled.Count(entry => entry.ReportedOutcome != ReportedOutcome.NotDone);
            _findings.Expect(there <= atMost,
                $"Record {dialled.Key.Handle} was dialled {there} times by {dialled.Key.Agent}; the account says {atMost} at " +
                $"most");
        }
    }

    // In the part without faults nothing goes wrong any more: the client must have no doubts.
    private void CheckWithoutFaults()
    {
        foreach (var entry in _observations.Entries.Where(entry =>
            entry is { Late: true, ReportedOutcome: ReportedOutcome.Unknown }))
        {
            _findings.Expect(false, "Unknown although nothing went wrong: " + entry + "; the requests: "
                + string.Join(" | ", _ledger.Requests.Where(request =>
                request.Agent == entry.Agent && entry.ReferenceId is not null && request.ReferenceId == entry.ReferenceId)));
        }
    }

    // As many calls as were dialled, each in one entry.
    private void Dialled()
    {
        var dialled = _ledger.Requests.Where(request => request is { Operation: "Dial", Processed: true })
            .ToLookup(request => request.Agent);
        var accounts = _observations.Entries.Where(entry => entry.Operation == "Dial").ToLookup(entry => entry.Agent);
        foreach (var agent in dialled.Select(group => group.Key ?? string.Empty).Union(accounts.Select(group => group.Key)))
        {
            var processed = dialled[agent].Count();
            var done = accounts[agent].Count(entry => entry.ReportedOutcome == ReportedOutcome.Done);
            var unknown = accounts[agent].Count(entry => entry.ReportedOutcome == ReportedOutcome.Unknown);
            _findings.Expect(processed >= done
                && processed <= done + unknown,
                $"{agent} dialled {processed} times; the account says {done}, and {unknown} unknown");
            var calls = accounts[agent].Where(entry => entry.ReportedOutcome == ReportedOutcome.Done)
                .GroupBy(entry => entry.Interaction).Where(same => same.Count() > 1);
            _findings.Expect(!calls.Any(), $"{agent}: one call for two requests: "
                + string.Join(", ", calls.SelectMany(same => same)));
        }
    }

    // statusCode 1 to 20: the server read the request and refused it.
    private static bool IsStatusOfTheServer(string? errorId) => errorId is not null
        && Enumerable.Range(1, 20).Any(code => Client.GwsErrors.IdOfStatusCode(code) == errorId);
}
