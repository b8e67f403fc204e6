using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>
/// A server that fails at random, events all the while. With acknowledgements every event arrives once and in order; without them
/// every event that is missing lies in a gap that was announced, and none comes twice. GENESYS_CHAOS_EVENTS sets how many events
/// a run has.
/// </summary>
public sealed partial class ChaosTests
{
    private static readonly int Events =
        int.TryParse(Environment.GetEnvironmentVariable("GENESYS_CHAOS_EVENTS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out int asked) ? asked : 300;

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task With_acknowledgements_every_event_arrives_once_and_in_order(int seed)
    {
        using var run = new ChaosRun(seed, ack: true);
        await run.RunAsync(Events);
        Assert.False(run.Lost.IsEmpty, "the run lost no reply and shows nothing");
        Assert.Equal(Enumerable.Range(0, run.Published), run.Received);
        Assert.Empty(run.Listener.Gaps);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Without_acknowledgements_every_missing_event_lies_in_an_announced_gap(int seed)
    {
        using var run = new ChaosRun(seed, ack: false);
        await run.RunAsync(Events);
        int[] received = run.Received;
        Assert.Equal(received.Order().Distinct(), received);
        int[] missing = Enumerable.Range(0, run.Published).Except(received).ToArray();
        Assert.True(missing.Length > 0, "the run lost no event and shows nothing");
        BayeuxGap[] gaps = run.Listener.Gaps;
        foreach (int i in missing)
        {
            Assert.True(run.Lost.TryGetValue(i, out DateTimeOffset at),
                $"seed {seed}: event {i} is missing, but the server lost no reply with it");
            Assert.True(gaps.Any(g => g.From <= at && at <= g.Until),
                $"seed {seed}: event {i} was lost at {at:O}, outside every gap");
        }
    }

    private sealed partial class ChaosRun : IDisposable
    {
        private readonly TinyBayeux _server;
        private readonly Random _random;
        private readonly BayeuxClient _client;
        private int _calm;

        public ChaosRun(int seed, bool ack)
        {
            _random = new Random(seed);
            _server = new TinyBayeux { Ack = ack, Hold = 200, Intercept = Before, Replace = After };
            _client = new BayeuxClient(
                FaultTests.Fast(_server.Uri, o => o.BackoffInitial = TimeSpan.FromMilliseconds(2)), Listener);
        }

        public RecordingListener Listener { get; } = new();

        public int Published { get; private set; }

        /// <summary>The events of replies that were made and then lost, and when.</summary>
        public ConcurrentDictionary<int, DateTimeOffset> Lost { get; } = new();

        public int[] Received => Listener.Data.Select(d => int.Parse(d, CultureInfo.InvariantCulture)).ToArray();

        public async Task RunAsync(int events)
        {
            Volatile.Write(ref _calm, 1);
            await _client.ConnectAsync(["/a"], CancellationToken.None);
            Volatile.Write(ref _calm, 0);
            while (Published < events)
            {
                int crowd = _server.HeldPolls > 0 ? 1 + (Published % 5) : 1;
                _server.Publish("/a", Enumerable.Range(Published, crowd).Select(i => i.ToString(CultureInfo.InvariantCulture))
                    .ToArray());
                Published += crowd;
                await Task.Delay(1);
            }

            Volatile.Write(ref _calm, 1);
            _server.Publish("/a", Published.ToString(CultureInfo.InvariantCulture));
            Published++;
            int last = Published - 1;
            await Listener.WaitForAsync(l => l.Data.Length > 0
                && l.Data[^1] == last.ToString(CultureInfo.InvariantCulture), "the last event");
            Assert.Equal(1, _server.Count("/meta/handshake"));
            await _client.DisconnectAsync(CancellationToken.None);
        }

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
        }

        private Task<TinyResponse?> Before(TinyRequest request, System.Text.Json.Nodes.JsonArray messages, CancellationToken stop)
        {
            TinyResponse? fault = Next(20) switch
            {
                0 => new TinyResponse { Reset = true },
                1 => TinyResponse.Code(503),
                2 => TinyResponse.Code(429),
                _ => null,
            };
            return Task.FromResult(fault);
        }

        private TinyResponse After(TinyRequest request, System.Text.Json.Nodes.JsonArray messages, TinyResponse made)
        {
            TinyResponse? fault = Next(6) switch
            {
                0 => new TinyResponse { Reset = true },
                1 => new TinyResponse { Body = made.Body, CutAfter = made.Body.Length / 2 },
                2 => TinyResponse.Code(502, "<html></html>"),
                3 => TinyResponse.Json("[]"),
                _ => null,
            };
            if (fault is null)
            {
                return made;
            }

            foreach (Match data in Regex.Matches(Encoding.UTF8.GetString(made.Body), "\"data\":(\\d+)"))
            {
                Lost[int.Parse(data.Groups[1].Value, CultureInfo.InvariantCulture)] = DateTimeOffset.UtcNow;
            }

            return fault;
        }

        /// <summary>A number below the bound, or a number that means no fault while it is calm.</summary>
        private int Next(int bound)
        {
            lock (_random)
            {
                return Volatile.Read(ref _calm) == 1 ? bound : _random.Next(bound);
            }
        }
    }
}
