using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.CometD;

/// <summary>
/// Our CometD client beside the official JavaScript client: in turn, against the same <c>cometd-nodejs-server</c>.
/// </summary>
internal sealed class CometDGroup : IBenchmarkGroup
{
    public string Name => "cometd";

    public string Purpose => "our CometD client beside the official JavaScript client";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        if (PeerFolder.Ready.Unavailable is string reason)
        {
            throw new InvalidOperationException(reason);
        }

        // The journal would cost the server work that no client causes.
        await using BayeuxPeer plain = await BayeuxPeer.StartCometDAsync(ack: false, hold: 30_000, maxInterval: 60_000,
            "--journal", "0");
        await using BayeuxPeer acknowledging = await BayeuxPeer.StartCometDAsync(ack: true, hold: 30_000, maxInterval: 60_000,
            "--journal", "0");
        await WarmAsync(plain, settings.Quick);
        await WarmAsync(acknowledging, settings.Quick);
        var all = new List<Measured>();
        var runtimes = new SortedSet<string>(StringComparer.Ordinal);
        int runs = settings.Quick ? 1 : settings.Runs;
        for (int run = 1; run <= runs; run++)
        {
            // Now one first, now the other: what a machine does in the course of minutes hits both.
            IEnumerable<string> order = run % 2 == 1 ? Contestant.Names : Contestant.Names.Reverse();
            foreach (string name in order)
            {
                await MeasureAsync(name.EndsWith("ack", StringComparison.Ordinal)
                    ? acknowledging : plain, name, run, settings, all, runtimes);
            }
        }

        return new CometDReport(all, runtimes, runs).ToMarkdown();
    }

    private static async Task WarmAsync(BayeuxPeer server, bool quick)
    {
        // The server is a program that has to get warm as well, and it is the same one for all.
        await using Contestant anyone = await Contestant.StartAsync("JavaScript", server.Url);
        for (int i = 0; i < (quick ? 2 : 10); i++)
        {
            _ = await anyone.MeasureAsync(server, "flood", 20_000);
        }
    }

    private static async Task MeasureAsync(
        BayeuxPeer server, string name, int run, BenchmarkSettings settings, List<Measured> all, SortedSet<string> runtimes)
    {
        IReadOnlyList<Scenario> missing = Scenario.All(settings.Quick);
        for (int attempt = 1; attempt <= (settings.Quick ? 1 : settings.Attempts) && missing.Count > 0; attempt++)
        {
            await using Contestant contestant = await Contestant.StartAsync(name, server.Url);
            _ = runtimes.Add(contestant.Runtime);
            var noisy = new List<Scenario>();
            foreach (Scenario scenario in Scenario.All(settings.Quick))
            {
                if (settings.Scenario is string only && Array.IndexOf(only.Split(','), scenario.Name) < 0)
                {
                    continue;
                }

                // The floods stay in every attempt: they are what the later ones are warmed by.
                if (scenario.Load != "flood" && !missing.Contains(scenario))
                {
                    continue;
                }

                for (int i = 0; i < scenario.WarmUps; i++)
                {
                    _ = await contestant.MeasureAsync(server, scenario.Load, scenario.WarmUpEvents);
                }

                var others = OtherLoad.Watch(server.Id, contestant.ProcessId);
                JsonElement report = await contestant.MeasureAsync(server, scenario.Load, scenario.Events);
                var measured = Measured.Read(report, scenario, name, run, others.Percent());
                Console.WriteLine(
                    $"{run} {scenario.Name,-10} {name,-16} {report} others {Spread.Text(measured.OthersPercent)} %");
                if (missing.Contains(scenario))
                {
                    all.Add(measured);
                }

                if (!measured.Quiet)
                {
                    noisy.Add(scenario);
                }
            }

            missing = [.. missing.Intersect(noisy)];
        }
    }
}
