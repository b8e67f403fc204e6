using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Soak;
using GenesysOutbound.Benchmarks.Soak;

namespace GenesysOutbound.Benchmarks.Load;

/// <summary>
/// An hour of the simulated clock with many agents, each with real sessions of their own, while things go wrong by a plan; then
/// the reconciliation. The run fails when anything does not agree or the client's memory grows.
/// </summary>
internal sealed class LoadGroup : IBenchmarkGroup
{
    private int _unobserved;

    public string Name => "load";

    public string Purpose =>
        "an hour compressed, 200 agents, 50 000 records, faults from a seed: reconciliation, memory, handles, timers, threads";

    public bool ByDefault => false;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        SoakOptions options = settings.Quick
            ? SoakOptions.Hour(20, 1_500) with { Checkpoints = 3, RecordsPerSession = 10, Patience = TimeSpan.FromSeconds(2) }
            : SoakOptions.Hour(200, 50_000) with { Checkpoints = 6 };
        options = options with { Seed = settings.Seed ?? options.Seed };
        Console.WriteLine($"Seed {options.Seed}, {options.Agents} agents, {options.Records} records.");
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref _unobserved);

        (RemoteSoakServer server, Process process) = await SoakServerProcess.StartAsync(options);
        await using (server)
        {
            // What the clients say goes into a file: the heap holds the client's memory, not the watcher's.
            using var notes = new ObservationLog(Path.GetTempFileName());
            var samples = new List<LoadSample>();
            DateTimeOffset begin = await server.NowAsync();
            var run = new SoakRun(options, server, notes, CancellationToken.None);
            run.AtCheckpoint = worked => LookAsync($"{worked} worked");
            await LookAsync("before");
            var cost = new LoadCost(process);
            await run.RunWithFaultsAsync();
            cost.EndFaults();
            await LookAsync("all sessions closed");
            double minutes = samples[^1].Minute;
            await run.RunWithoutFaultsAsync();
            await LookAsync("after the part without faults");

            Ledger ledger = await server.ReadLedgerAsync();
            ClientObservations observations = notes.Read();
            Findings findings = Reconciliation.Of(ledger, observations);
            string report = new LoadReport(run, ledger, observations, samples, cost, minutes, _unobserved).ToMarkdown();
            Console.WriteLine(Summary.Of(run, ledger, observations));
            LoadMemory.CheckClosed(samples, findings);
            if (!settings.Quick)
            {
                LoadMemory.CheckOpen(samples, findings);
            }

            if (findings.Count > 0)
            {
                throw new InvalidOperationException(
                    $"--seed {options.Seed}: {findings.Count} disagreements\n{findings}\n\n{report}");
            }

            return report;

            async Task LookAsync(string when)
            {
                // What has been given up or is on its way comes to its end.
                await Task.Delay(TimeSpan.FromSeconds(1));
                samples.Add(new LoadSample(when, (await server.NowAsync() - begin).TotalMinutes, run.OpenSessions,
                    Resources.Now(run.Context.Progress)));
                Console.WriteLine(samples[^1]);
            }
        }
    }
}
