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
    public async Task A_slow_listener_does_not_stop_the_poll()
    {
        using var server = new TinyBayeux { Hold = 100 };
        var listener = new RecordingListener();
        using var door = new SemaphoreSlim(0);
        listener.Messages = _ => door.Wait();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Publish("/a", "0");
        await listener.WaitForDataAsync(1);
        int polls = server.Count("/meta/connect");
        for (int i = 1; i <= 5; i++)
        {
            server.Publish("/a", i.ToString());
        }

        await FaultTests.WaitForAsync(() => server.Count("/meta/connect") >= polls + 5, "polls while the listener hangs");
        door.Release(100);
        await listener.WaitForDataAsync(6);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], listener.Data);
        Assert.Equal(1, server.Count("/meta/handshake"));
        Assert.False(listener.WasConcurrent);
    }

    [Fact]
    public async Task A_full_queue_holds_the_poll_back_and_loses_nothing_when_the_listener_catches_up()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var door = new SemaphoreSlim(0);
        listener.Messages = _ => door.Wait();
        using var client = new BayeuxClient(FaultTests.Fast(server.Uri, o => o.QueueCapacity = 10), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        server.Publish("/a", Enumerable.Range(0, 20).Select(i => i.ToString()).ToArray());
        await listener.WaitForDataAsync(20);
        server.Publish("/a", Enumerable.Range(20, 20).Select(i => i.ToString()).ToArray());
        door.Release(100);
        await listener.WaitForDataAsync(40);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i.ToString()), listener.Data);
        Assert.Equal(0, client.Counters.Dropped);
        Assert.Empty(listener.Gaps);
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
        await listener.WaitForDataAsync(20_000);
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
        await listener.WaitForDataAsync(1);
        Assert.Contains("larger than", Assert.Single(listener.Gaps).Reason, StringComparison.Ordinal);
        Assert.Equal(2, server.Count("/meta/handshake"));
    }
}
