using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>Slow listeners, crowds of events and large replies over real sockets.</summary>
public sealed class BackPressureTests
{
    [Fact]
    public async Task A_slow_listener_holds_the_poll_back_and_loses_nothing()
    {
        using var server = new TinyBayeux { Hold = 100 };
        var listener = new RecordingListener();
        using var door = new SemaphoreSlim(0);
        listener.OnBatch = _ => door.Wait();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        for (int reply = 0; reply < 3; reply++)
        {
            // More than a few, so that the next poll leaves before the listener sees them.
            int first = reply * 20;
            server.Publish("/a", Enumerable.Range(first, 20).Select(i => i.ToString()).ToArray());
            if (reply < 2)
            {
                await FaultTests.WaitForAsync(() => client.Counters.RepliesWaiting == reply + 1, "the reply");
            }
        }

        // Two replies wait here; the third waits at the server until the listener has taken the first.
        await FaultTests.WaitForAsync(() => server.HeldPolls == 0, "no held poll");
        Assert.Equal(20, listener.Data.Length);
        door.Release(100);
        await listener.WaitForEventsAsync(60);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i.ToString()), listener.Data);
        Assert.Equal(1, server.Count("/meta/handshake"));
        Assert.False(listener.WasConcurrent);
        Assert.Empty(listener.Gaps);
    }

    [Fact]
    public async Task A_few_events_reach_the_listener_before_the_next_poll_leaves()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        int polls = -1;
        listener.OnBatch = _ => polls = server.Count("/meta/connect");
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await FaultTests.WaitForAsync(() => server.HeldPolls == 1, "a held poll");
        server.Publish("/a", "1");
        await listener.WaitForEventsAsync(1);
        await FaultTests.WaitForAsync(() => server.Count("/meta/connect") == 3, "the next poll");
        Assert.Equal(2, polls);
    }

    [Fact]
    public async Task A_listener_that_takes_long_over_a_few_events_does_not_keep_the_next_poll_away()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var door = new SemaphoreSlim(0);
        listener.OnBatch = _ => door.Wait();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await FaultTests.WaitForAsync(() => server.HeldPolls == 1, "a held poll");
        server.Publish("/a", "1");
        await FaultTests.WaitForAsync(() => server.Count("/meta/connect") == 3, "the next poll");
        server.Publish("/a", "2");
        await FaultTests.WaitForAsync(() => client.Counters.RepliesWaiting == 2, "the next reply");
        Assert.Equal(1, server.MostPollsAtOnce);
        door.Release(100);
        await listener.WaitForEventsAsync(2);
        Assert.Equal(["1", "2"], listener.Data);
        await FaultTests.WaitForAsync(() => server.HeldPolls == 1, "a held poll");
        Assert.Equal(4, server.Count("/meta/connect"));
        Assert.False(listener.WasConcurrent);
    }

    [Fact]
    public async Task Twenty_thousand_events_in_one_reply_arrive_whole_and_in_order()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        string pad = new('x', 200);
        server.Publish("/a", Enumerable.Range(0, 20_000).Select(i => "{\"i\":" + i + ",\"pad\":\"" + pad + "\"}").ToArray());
        await listener.WaitForEventsAsync(20_000);
        Assert.Equal(Enumerable.Range(0, 20_000), listener.Data.Select(d => (int)JsonNode.Parse(d)!["i"]!));
        Assert.Empty(listener.Gaps);
    }

    [Fact]
    public async Task A_reply_over_the_limit_costs_the_session_is_announced_and_events_flow_again()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o => o.MaxReplyBytes = 100_000), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Publish("/a", "\"" + new string('x', 200_000) + "\"");
        await listener.WaitForStateAsync(BayeuxState.Connected, 2);
        server.Publish("/a", "1");
        await listener.WaitForEventsAsync(1);
        Assert.Contains("larger than", Assert.Single(listener.Gaps).Reason, StringComparison.Ordinal);
        Assert.Equal(2, server.Count("/meta/handshake"));
    }
}
