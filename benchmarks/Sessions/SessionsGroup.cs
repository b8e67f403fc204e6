using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Module;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Benchmarks.Soak;
using GenesysOutbound.Client;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Sessions;

/// <summary>Many idle sessions in one process: what one more costs, and whether it takes a thread.</summary>
internal sealed class SessionsGroup : IBenchmarkGroup
{
    public string Name => "sessions";

    public string Purpose => "1 000 idle sessions in one process: threads, memory, processor";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        int[] steps = settings.Quick ? [20, 50] : [250, 1000];
        var window = TimeSpan.FromSeconds(settings.Quick ? 3 : 30);

        // The platform keeps the connection of the last request for a minute, and looks every quarter of one.
        var unused = TimeSpan.FromSeconds(settings.Quick ? 0 : 80);
        (LineProcess server, Uri url) = await SimulatorServer.StartAsync(records: 10, agents: steps[^1]);
        await using (server)
        {
            var sessions = new List<GwsSession>();
            var rows = new List<(Resources Held, double Processor)>();
            try
            {
                rows.Add(await LookAsync(sessions, window, unused));
                foreach (int step in steps)
                {
                    await OpenAsync(sessions, step, url);
                    rows.Add(await LookAsync(sessions, window, unused));
                    Console.WriteLine(rows[^1]);
                }

                int alive = sessions.Count(s => s.State == GwsSessionState.Connected);
                return ToMarkdown(rows, alive);
            }
            finally
            {
                foreach (GwsSession session in sessions)
                {
                    session.Dispose();
                }
            }
        }
    }

    private static async Task OpenAsync(List<GwsSession> sessions, int upTo, Uri url)
    {
        while (sessions.Count < upTo)
        {
            int first = sessions.Count + 1;
            IEnumerable<Task<GwsSession>> opening = Enumerable.Range(first, Math.Min(10, upTo - sessions.Count))
                .Select(i => GwsSession.ConnectAsync(
                new GwsSessionOptions
                {
                    Uri = url,
                    UserName = "agent" + i.ToString(CultureInfo.InvariantCulture),
                    Password = new NetworkCredential(string.Empty, "secret").SecurePassword,
                },
                CancellationToken.None));
            sessions.AddRange(await Task.WhenAll(opening));
        }
    }

    /// <summary>
    /// What the process holds, and how much of a core the idle sessions take. The window is as long as the server holds a poll,
    /// so that each poll comes round once. It opens when the process has come to rest: what connecting has made hot is compiled
    /// in the seconds after, which is not the sessions' work.
    /// </summary>
    private static async Task<(Resources Held, double Processor)> LookAsync(List<GwsSession> sessions, TimeSpan window,
        TimeSpan unused)
    {
        var settling = Stopwatch.StartNew();
        await Task.Delay(sessions.Count == 0 ? TimeSpan.Zero : unused);
        while (await ShareAsync(TimeSpan.FromSeconds(2)) > 2 && settling.Elapsed < unused + TimeSpan.FromSeconds(30))
        {
        }

        double share = await ShareAsync(window);
        return (Resources.Now(sessions.Count), share);
    }

    /// <summary>The processor time of this process over a time, in percent of one core.</summary>
    private static async Task<double> ShareAsync(TimeSpan time)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.Delay(time);
        return (Environment.CpuUsage.TotalTime - before) / watch.Elapsed * 100;
    }

    private static string ToMarkdown(List<(Resources Held, double Processor)> rows, int alive)
    {
        var text = new StringBuilder();
        text.AppendLine("## Idle sessions in one process");
        text.AppendLine();
        text.AppendLine(
            $"Machine: {Machine.Describe()}. Each session is another agent with its own cookies, a held poll and an empty " +
            $"event log; the simulator is a");
        text.AppendLine(
            "process of its own. The heap is taken after a full collection; the processor's share, in percent of one core, " +
            "over the 30 seconds that a poll is held, after rest: 80 s, until the connection of the last request is gone too.");
        text.AppendLine();
        text.AppendLine(
            "| sessions | threads | managed heap kB | kB a session | handles | timers | working set MB | processor % |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        Resources none = rows[0].Held;
        foreach ((Resources held, double processor) in rows)
        {
            double? each = held.Cycle == 0 ? null : (held.HeapKilobytes - none.HeapKilobytes) / held.Cycle;
            text.AppendLine(
                $"| {Spread.Text(held.Cycle)} | {held.Threads} | {Spread.Text(held.HeapKilobytes)} | {Spread.Text(each)} | " +
                    $"{held.Handles} | {held.Timers} | {Spread.Text(held.WorkingSetMegabytes)} | {Spread.Text(processor)} |");
        }

        text.AppendLine();
        text.AppendLine($"Connected at the end: {alive} of {rows[^1].Held.Cycle}.");
        text.AppendLine();
        double most = (rows[^1].Held.HeapKilobytes - none.HeapKilobytes) / rows[^1].Held.Cycle;
        var goals = new GoalTable();
        goals.AtMost($"{rows[^1].Held.Cycle} sessions: kB a session", Spread.Of([most]), 32);
        goals.AtMost("threads more than with none", Spread.Of([rows[^1].Held.Threads - none.Threads]), 16);
        text.Append(goals);
        return text.ToString();
    }
}
