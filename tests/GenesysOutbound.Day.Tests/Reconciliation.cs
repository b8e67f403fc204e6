using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Day.Tests;

/// <summary>
/// Holds the agents' accounts against the simulator's lists, record for record and request for request: what was said to be done was done once, what was
/// said not to be done was not, what was said to be unknown is one of both, and nobody did anything that no account has.
/// </summary>
internal sealed partial class Reconciliation
{
    private readonly Day _day;
    private readonly Findings _findings;
    private readonly IReadOnlyList<SimulatedRecord> _records;
    private readonly IReadOnlyList<SimulatorRequest> _requests;
    private readonly ILookup<string, Entry> _byReference;

    private Reconciliation(Day day, Findings findings)
    {
        _day = day;
        _findings = findings;
        _records = day.Simulator.Records;
        _requests = day.Simulator.Requests;
        _byReference = day.Accounts.SelectMany(account => account.Entries).Where(entry => entry.ReferenceId is not null).ToLookup(entry => entry.ReferenceId!);
    }

    public static Findings Of(Day day)
    {
        var findings = new Findings();
        var reconciliation = new Reconciliation(day, findings);
        reconciliation.EachReferenceOnce();
        reconciliation.RequestsOnTheWire();
        reconciliation.WhatTheServerDid();
        reconciliation.WhatTheClientsSay();
        foreach (var account in day.Accounts)
        {
            reconciliation.Dialled(account);
        }

        foreach (var record in reconciliation._records)
        {
            RecordReconciliation.Check(record, day.Before, reconciliation._byReference, findings);
        }

        reconciliation.LateShift();
        InteractionReconciliation.Check(day, findings);
        BookReconciliation.Check(day, findings);
        return findings;
    }

    private void EachReferenceOnce()
    {
        foreach (var entries in _byReference.Where(entries => entries.Count() > 1))
        {
            _findings.Expect(false, "One reference id in two entries: " + string.Join(" | ", entries));
        }
    }

    // Never twice: a request was processed once at most; it went out again only when it had been refused at the door.
    private void RequestsOnTheWire()
    {
        var sent = _requests.Where(request => request.Method == "POST" && request.Body.Contains("referenceId", StringComparison.Ordinal))
            .ToLookup(request => Reference().Match(request.Body).Groups[1].Value);
        foreach (var requests in sent)
        {
            var processed = requests.Count(request => request.Processed);
            _findings.Expect(processed <= 1, "Processed twice: reference id " + requests.Key + ", " + string.Join(" | ", requests));
            _findings.Expect(
                requests.SkipLast(1).All(request => !request.Processed && request.StatusCode is 401 or 403 or 503 or 429),
                "Sent again though it was not refused at the door: " + string.Join(" | ", requests));
            _findings.Expect(_byReference[requests.Key].Any(), "Sent, and in nobody's account: " + string.Join(" | ", requests));
        }

        foreach (var entry in _byReference.Select(entries => entries.First()))
        {
            var processed = sent[entry.ReferenceId!].Any(request => request.Processed);
            _findings.Expect(processed || entry.Verdict != Verdict.Done, "Said to be done, but the server never processed it: " + entry);
            _findings.Expect(
                !processed || entry.Verdict != Verdict.NotDone || entry.ErrorId is "OutboundServerError" or "NoRecordsAvailable" || IsStatusOfTheServer(entry.ErrorId),
                "Said not to be done, but the server processed it: " + entry);
        }
    }

    private void WhatTheServerDid()
    {
        foreach (var record in _records)
        {
            foreach (var group in record.History.Where(one => one.ReferenceId is not null).GroupBy(one => (one.What, one.ReferenceId)))
            {
                var entry = _byReference[group.Key.ReferenceId!].FirstOrDefault();
                _findings.Expect(group.Count() == 1, $"Done twice: {record} {group.First()} ref {group.Key.ReferenceId}");
                _findings.Expect(entry is not null, $"Done behind everybody's back: {record} {group.First()} ref {group.Key.ReferenceId}");
                _findings.Expect(
                    entry is null || (entry.Verdict != Verdict.NotDone && entry.Agent == group.First().Agent && (entry.Operation == group.Key.What || group.Key.What == "Delivered")),
                    $"The server did it: {record} {group.First()}; the account says {entry}");
            }
        }
    }

    private void WhatTheClientsSay()
    {
        var records = _records.ToDictionary(record => record.RecordHandle.ToString(CultureInfo.InvariantCulture));
        foreach (var entry in _byReference.SelectMany(entries => entries).Where(entry => entry.Verdict == Verdict.Done && entry.Handle is not null))
        {
            _findings.Expect(
                records.TryGetValue(entry.Handle!, out var record) && record.History.Any(one => one.ReferenceId == entry.ReferenceId && one.Agent == entry.Agent),
                "Said to be done, but the record knows nothing of it: " + entry + "; its history: " + string.Join(", ", record?.History.Select(one => one.ToString()) ?? []));
        }

        // A number is dialled without a reference id.
        foreach (var dialled in _day.Accounts.SelectMany(account => account.Entries).Where(entry => entry is { Operation: "Dial", Handle: not null }).GroupBy(entry => (entry.Agent, entry.Handle)))
        {
            // A call for a record that was withdrawn meanwhile is no attempt of the record: there may be fewer.
            var there = records[dialled.Key.Handle!].History.Count(one => one.What == "Dialed" && one.Agent == dialled.Key.Agent);
            var atMost = dialled.Count(entry => entry.Verdict != Verdict.NotDone);
            _findings.Expect(there <= atMost, $"Record {dialled.Key.Handle} was dialled {there} times by {dialled.Key.Agent}; the account says {atMost} at most");
        }
    }

    // In the late shift nothing goes wrong any more: the client must have no doubts.
    private void LateShift()
    {
        foreach (var entry in _day.LateEntries.Where(entry => entry.Verdict == Verdict.Unknown))
        {
            _findings.Expect(false, "Unknown although nothing went wrong: " + entry + "; the requests: " + string.Join(" | ", _requests.Where(request =>
                request.Agent == entry.Agent && entry.ReferenceId is not null && request.Body.Contains(entry.ReferenceId, StringComparison.Ordinal)).Select(request => $"{request}, processed: {request.Processed}")));
        }
    }

    // As many calls as were dialled, each in one entry.
    private void Dialled(Account account)
    {
        var entries = account.Entries.Where(entry => entry.Operation == "Dial").ToArray();
        var processed = _requests.Count(request => request.Operation == "Dial" && request.Agent == account.Agent && request.Processed);
        var done = entries.Count(entry => entry.Verdict == Verdict.Done);
        var unknown = entries.Count(entry => entry.Verdict == Verdict.Unknown);
        _findings.Expect(processed >= done && processed <= done + unknown, $"{account.Agent} dialled {processed} times; the account says {done}, and {unknown} unknown");
        var calls = entries.Where(entry => entry.Verdict == Verdict.Done).GroupBy(entry => entry.Interaction).Where(same => same.Count() > 1);
        _findings.Expect(!calls.Any(), $"{account.Agent}: one call for two requests: " + string.Join(", ", calls.SelectMany(same => same)));
    }

    // statusCode 1 to 20: the server read the request and refused it.
    private static bool IsStatusOfTheServer(string? errorId) => errorId is not null
        && Enumerable.Range(1, 20).Any(code => Client.GwsErrors.IdOfStatusCode(code) == errorId);

    [GeneratedRegex("\"referenceId\"\\s*:\\s*\"?([^\",}]+)")]
    private static partial Regex Reference();
}
