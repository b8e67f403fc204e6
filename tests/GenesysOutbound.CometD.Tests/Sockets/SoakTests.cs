using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>
/// Poll after poll, each with an event, every hundredth cut or refused, every thousandth with a new session: nothing may grow.
/// GENESYS_SOAK_CYCLES says how many (10,000 for the figure in docs/performance.md).
/// </summary>
[Collection(nameof(NonParallel))]
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Cycles_leave_memory_handles_timers_and_threads_flat()
    {
        int cycles = int.TryParse(Environment.GetEnvironmentVariable("GENESYS_SOAK_CYCLES"), NumberStyles.None,
            CultureInfo.InvariantCulture, out int asked) ? asked : 1000;
        using var server = new TinyBayeux();
        using var listener = new CountingListener();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o => o.BackoffInitial = TimeSpan.FromMilliseconds(1)),
            listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await RunAsync(server, client, listener, cycles / 5);
        var before = Snapshot.Take();
        await RunAsync(server, client, listener, cycles);
        var after = Snapshot.Take();
        output.WriteLine(
            $"{cycles} cycles: before {before}; after {after}; polls {client.Counters.Polls}, handshakes " +
            $"{client.Counters.Handshakes}");
        Assert.True(after.Heap - before.Heap < 2_000_000, $"heap {before.Heap} -> {after.Heap}");
        Assert.True(after.Timers - before.Timers < 50, $"timers {before.Timers} -> {after.Timers}");
        Assert.True(after.Handles - before.Handles < 100, $"handles {before.Handles} -> {after.Handles}");
        Assert.True(after.Threads - before.Threads < 30, $"threads {before.Threads} -> {after.Threads}");
        Assert.Equal(BayeuxState.Connected, client.State);
    }

    private static async Task RunAsync(TinyBayeux server, BayeuxClient client, CountingListener listener, int cycles)
    {
        for (int i = 1; i <= cycles; i++)
        {
            if (i % 100 == 0)
            {
                int fault = 1;
                bool reset = i % 200 == 0;
                server.Replace = (_, messages, response) =>
                    (string)messages[0]!["channel"]! == "/meta/connect" && Interlocked.Exchange(ref fault, 0) == 1
                    ? reset ? new TinyResponse { Reset = true } : TinyResponse.Code(503)
                    : response;
            }

            if (i % 1000 == 0)
            {
                int connected = listener.Connected;
                server.Expire();
                await FaultTests.WaitForAsync(() => listener.Connected > connected, "the new session");
            }

            int wanted = listener.Events + 1;
            server.Publish("/a", i.ToString(CultureInfo.InvariantCulture));
            await listener.WaitAsync(wanted);
            server.Log.Clear();
        }

        Assert.Equal(BayeuxState.Connected, client.State);
    }

    /// <summary>Counts and keeps nothing.</summary>
    private sealed class CountingListener : IBayeuxListener, IDisposable
    {
        private readonly SemaphoreSlim _more = new(0);
        private int _events;
        private int _connected;

        public int Events => Volatile.Read(ref _events);

        public int Connected => Volatile.Read(ref _connected);

        public void OnMessages(System.Collections.Generic.IReadOnlyList<BayeuxMessage> batch)
        {
            _ = Interlocked.Add(ref _events, batch.Count);
            _ = _more.Release();
        }

        public void OnStateChanged(BayeuxStateChange change) => _connected += change.Current == BayeuxState.Connected ? 1 : 0;

        public void OnGap(BayeuxGap gap)
        {
        }

        public void Dispose() => _more.Dispose();

        public async Task WaitAsync(int events)
        {
            while (Events < events)
            {
                Assert.True(await _more.WaitAsync(TimeSpan.FromSeconds(60)), "no event came");
            }
        }
    }

    private readonly record struct Snapshot(long Heap, long Timers, int Handles, int Threads)
    {
        public static Snapshot Take()
        {
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            using var process = Process.GetCurrentProcess();
            return new Snapshot(GC.GetTotalMemory(true), Timer.ActiveCount, process.HandleCount, process.Threads.Count);
        }
    }
}
