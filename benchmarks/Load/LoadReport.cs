using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GenesysOutbound.Testing.Soak;
using GenesysOutbound.Benchmarks.Reporting;

namespace GenesysOutbound.Benchmarks.Load;

/// <summary>
/// The section of docs/performance.md; what is printed as proven has been checked by the reconciliation, or the run has failed.
/// </summary>
internal sealed class LoadReport(SoakRun run, Ledger ledger, ClientObservations observations, IReadOnlyList<LoadSample> samples,
    LoadCost cost, double minutes, int unobserved)
{
    private readonly Entry[] _early = [.. observations.Entries.Where(entry => !entry.Late)];

    public string ToMarkdown()
    {
        SoakOptions options = run.Options;
        double seconds = run.FaultsTook.TotalSeconds;
        var text = new StringBuilder();
        text.AppendLine($"## An hour with {options.Agents} agents");
        text.AppendLine();
        text.AppendLine(
            $"Machine: {Machine.Describe()}; other processes used {Spread.Text(cost.OthersPercent)} % of it meanwhile. Seed " +
            $"{options.Seed}: it draws the lists, what the agents do and");
        text.AppendLine(
            "which of their requests, polls and events are struck (`-- load --seed N`). The clients are one process, the " +
            "simulator is another. Each agent has sessions of");
        text.AppendLine(
            $"their own, over HTTP and long polling, one after the other, with {options.Workers} records in work; the " +
            $"simulated " +
            $"clock is moved with the work. Within the hour, every");
        text.AppendLine(
            "agent's HTTP session expires every 20 minutes and their notification session every 30, all connections break " +
            "three times and the server is restarted twice;");
        text.AppendLine(
            $"{options.VanishPercent} % of the sessions end in the middle of their work without a disconnect. Then come " +
            $"rounds without faults, by the moved clock hours later, until every record");
        text.AppendLine(
            "has come to its end, and the accounts of the clients are held against the simulator's ledger ([how](soak.md)).");
        text.AppendLine();
        text.AppendLine("| what | |");
        text.AppendLine("| --- | --- |");
        Row(text, "the hour: simulated minutes in real seconds",
            $"{Spread.Text(minutes)} in {Spread.Text(seconds)} (breaks for measuring included)");
        Row(text, "records, in chains",
            $"{Whole(ledger.Records.Count)}," +
            $" {Whole(ledger.Records.Select(record => (record.CallingList, record.ChainId)).Distinct().Count())}");
        Row(text, "chains worked in the hour, and in the part without faults",
            $"{Whole(run.Context.Progress)}, {Whole(LateWork())}");
        Row(text, "sessions opened; ended without a disconnect",
            $"{Whole(run.Sessions)}; {Whole(observations.ObservedSessions.Count(observed => observed.Vanished))}");
        Row(text, "operations in the hour; a second", $"{Whole(_early.Length)}; {Spread.Text(_early.Length / seconds)}");
        Row(text, "acknowledged after: p50, p99 ms",
            $"{run.Context.Elapsed.Percentile(0.5)}, {run.Context.Elapsed.Percentile(0.99)}");
        Row(text, "requests at the server, and polls", $"{Whole(ledger.Requests.Count)}, {Whole((int)ledger.Polls)}");
        Row(text, "faults that struck", string.Join(", ",
            ledger.Strikes.Select(strike => $"{strike.Key} {Whole(strike.Value)}")));
        Row(text, "gaps that the logs tell of", Whole((int)observations.ObservedSessions.Sum(observed => observed.Gaps)));
        Row(text, "processor seconds: client, simulator",
            $"{Spread.Text(cost.ClientSeconds)}, {Spread.Text(cost.ServerSeconds)}");
        Row(text, "kB allocated by the client for an operation", Spread.Text(cost.AllocatedMegabytes * 1000 / _early.Length));
        Row(text, "simulator's peak working set MB", Spread.Text(cost.ServerPeakMegabytes));
        text.AppendLine();
        Proof(text);
        Memory(text);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string what, string figure) => text.AppendLine($"| {what} | {figure} |");

    private static string Whole(int number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private int LateWork() =>
        observations.Entries.Count(entry =>
        entry is { Late: true, Operation: "CompleteRecord", ReportedOutcome: ReportedOutcome.Done });

    private void Proof(StringBuilder text)
    {
        Entry[] unknown = [.. _early.Where(entry =>
            entry is { ReportedOutcome: ReportedOutcome.Unknown, ReferenceId: not null })];
        HashSet<(string?, string?)> processed = [.. ledger.Requests.Where(request => request.Processed)
            .Select(request => (request.Agent, request.ReferenceId))];
        int done = unknown.Count(entry => processed.Contains((entry.Agent, entry.ReferenceId)));
        text.AppendLine("| reconciled | |");
        text.AppendLine("| --- | --- |");
        Row(text, "disagreements between accounts and ledger", "0");
        Row(text, "said to be done, and done once", Whole(_early.Count(entry => entry.ReportedOutcome == ReportedOutcome.Done)));
        Row(text, "said not to be done, and not done",
            Whole(_early.Count(entry => entry.ReportedOutcome == ReportedOutcome.NotDone)));
        Row(text, "said to be unknown: reached the server's work, did not",
            $"{Whole(unknown.Length)}: {Whole(done)}, {Whole(unknown.Length - done)}");
        Row(text, "records that ended exactly once", Whole(ledger.Records.Count));
        Row(text, "requests that were carried out twice, or in nobody's account", "0");
        Row(text, "events and answers of another agent's session seen",
            Whole(observations.ObservedSessions.Sum(observed => observed.Foreign.Count)));
        Row(text, "unknown in the part without faults, without faults",
            Whole(observations.Entries.Count(entry => entry is { Late: true, ReportedOutcome: ReportedOutcome.Unknown })));
        Row(text, "unobserved task exceptions", Whole(unobserved));
        text.AppendLine();
    }

    private void Memory(StringBuilder text)
    {
        text.AppendLine(
            $"What the client's process holds, all {run.Options.Agents} agents together, while nobody works: the managed heap " +
            $"after full collections. A session keeps {run.Options.EventCapacity} events and");
        text.AppendLine(
            $"{run.Options.HistoryCapacity} finished records here, so that what it remembers is soon as much as it may be; " +
            $"what the clients say is noted in a file. The run fails when");
        text.AppendLine(
            $"the second half of the hour holds more than {Spread.Text(LoadMemory.Climb)} times the first, or when more than " +
            $"{Spread.Text(LoadMemory.Kept / 1000)} MB or any timer are left after the sessions were closed.");
        text.AppendLine();
        text.AppendLine(
            "| when | simulated minute | sessions open | managed heap MB | working set MB | handles | timers | threads |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (LoadSample sample in samples)
        {
            text.AppendLine(
                $"| {sample.When} | {Spread.Text(sample.Minute)} | {sample.Open} | " +
                    $"{Spread.Text(sample.Held.HeapKilobytes / 1000)} | {Spread.Text(sample.Held.WorkingSetMegabytes)} | "
                + $"{sample.Held.Handles} | {sample.Held.Timers} | {sample.Held.Threads} |");
        }
    }
}
