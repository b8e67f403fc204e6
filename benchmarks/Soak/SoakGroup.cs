using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Soak;

/// <summary>
/// Ten thousand connect cycles: handshake, subscribe, first poll, an event, disconnect; a new client every other time, the same
/// one again in between. Memory, handles, timers and threads must not grow.
/// </summary>
internal sealed class SoakGroup : IBenchmarkGroup
{
    private int _unobserved;

    public string Name => "soak";

    public string Purpose => "10 000 connect cycles: memory, handles, timers, threads";

    public bool ByDefault => false;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        if (PeerFolder.Ready.Unavailable is string reason)
        {
            throw new InvalidOperationException(reason);
        }

        int cycles = settings.Quick ? 1_000 : 10_000;
        int every = cycles / 20;
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref _unobserved);
        await using BayeuxPeer server = await BayeuxPeer.StartCometDAsync(ack: true, hold: 30_000, maxInterval: 60_000,
            "--journal", "0");
        var samples = new List<Resources>();
        int failed = 0;
        long events = 0;
        BayeuxClient? kept = null;
        var listener = new Counting();
        for (int cycle = 1; cycle <= cycles; cycle++)
        {
            try
            {
                bool fresh = cycle % 2 == 1;
                kept ??= new BayeuxClient(new BayeuxClientOptions(server.Url), listener);
                await CycleAsync(server, kept, listener);
                events++;
                if (!fresh)
                {
                    kept.Dispose();
                    kept = null;
                }
            }
            catch (Exception error) when (error is BayeuxException or TimeoutException)
            {
                failed++;
                Console.WriteLine($"cycle {cycle}: {error.Message}");
                kept?.Dispose();
                kept = null;
            }

            if (cycle % every == 0)
            {
                samples.Add(Resources.Now(cycle));
                Console.WriteLine(samples[^1]);
            }
        }

        kept?.Dispose();
        int left = await server.CountAsync("sessions");
        return ToMarkdown(samples, cycles, failed, events, left);
    }

    private static async Task CycleAsync(BayeuxPeer server, BayeuxClient client, Counting listener)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await client.ConnectAsync(["/soak"], limit.Token);
        Task next = listener.Next();
        await server.PublishAsync(1, "/soak");
        await next.WaitAsync(limit.Token);
        await client.DisconnectAsync(limit.Token);
    }

    private string ToMarkdown(List<Resources> samples, int cycles, int failed, long events, int left)
    {
        var text = new StringBuilder();
        text.AppendLine($"## {Spread.Text(cycles)} connect cycles");
        text.AppendLine();
        text.AppendLine(
            $"Machine: {Machine.Describe()}. Each cycle: handshake, subscribe, first poll, publish, receive, disconnect, " +
            $"against `cometd-nodejs-server` with");
        text.AppendLine(
            "acknowledgements; every other cycle uses the same client again, the others a new one that is disposed of. The " +
            "managed heap is taken after a full");
        text.AppendLine(
            "collection; timers are the runtime's active ones; handles are open file descriptors (handles on Windows).");
        text.AppendLine();
        text.AppendLine(
            $"Cycles that failed: {failed}. Events received: {Spread.Text(events)}. Unobserved task exceptions: " +
            $"{_unobserved}. Sessions left on the server: {left}.");
        text.AppendLine();
        text.AppendLine("| after cycle | managed heap kB | working set MB | handles | timers | threads |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (Resources sample in samples.Where((_, i) => i % 4 == 0 || i == samples.Count - 1))
        {
            text.AppendLine(
                $"| {Spread.Text(sample.Cycle)} | {Spread.Text(sample.HeapKilobytes)} | " +
                    $"{Spread.Text(sample.WorkingSetMegabytes)} | {sample.Handles} | {sample.Timers} | {sample.Threads} |");
        }

        return text.ToString();
    }

    private sealed class Counting : IBayeuxListener
    {
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Next()
        {
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _next, next);
            return next.Task;
        }

        public void OnMessages(IReadOnlyList<BayeuxMessage> batch) => Volatile.Read(ref _next).TrySetResult();

        public void OnStateChanged(BayeuxStateChange change)
        {
        }

        public void OnGap(BayeuxGap gap) => Console.WriteLine(gap);
    }
}
