using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>The client over real sockets against a small server of our own: the good way through.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Connects_subscribes_and_receives()
    {
        using var server = new TinyBayeux { NeedsCookie = true };
        var listener = new RecordingListener();
        using var client = new BayeuxClient(new BayeuxClientOptions(server.Uri), listener);
        var verdicts = await client.ConnectAsync(["/a", "/b/**"], CancellationToken.None);

        Assert.Equal(BayeuxState.Connected, client.State);
        Assert.True(client.AcknowledgementsActive);
        Assert.All(verdicts, v => Assert.True(v.Successful));
        server.Publish("/a", "1", "2");
        server.Publish("/b/c/d", "{\"x\":\"y\"}");
        await listener.WaitForEventsAsync(3);
        Assert.Equal(["1", "2", "{\"x\":\"y\"}"], listener.Data);
        Assert.Equal("/b/c/d", listener.Events[2].Channel);
        Assert.False(listener.WasConcurrent);
        Assert.Equal(1, server.MostPollsAtOnce);

        await client.DisconnectAsync(CancellationToken.None);
        Assert.Equal(BayeuxState.Disconnected, client.State);
        Assert.Equal(0, server.SessionCount);
        Assert.Empty(listener.Gaps);
    }

    [Fact]
    public async Task Expired_session_is_replaced_once_and_every_subscription_restored()
    {
        using var server = new TinyBayeux();
        var listener = new RecordingListener();
        using var client = new BayeuxClient(new BayeuxClientOptions(server.Uri), listener);
        await client.ConnectAsync(["/a", "/b"], CancellationToken.None);

        server.Expire();
        await listener.WaitForStateAsync(BayeuxState.Connected, times: 2);
        server.Publish("/a", "1");
        server.Publish("/b", "2");
        await listener.WaitForEventsAsync(2);
        Assert.Equal(2, server.Count("/meta/handshake"));
        Assert.Equal(4, server.Count("/meta/subscribe"));
        Assert.Single(listener.Gaps);
        Assert.Equal(["gap", "Connected"], listener.Order.Where(o => o is "gap" or "Connected").Skip(1).Take(2));
    }

    [Fact]
    public async Task The_listener_does_not_run_in_the_context_of_the_caller_who_connected()
    {
        using var server = new TinyBayeux();
        var mine = new AsyncLocal<string?> { Value = "the caller's" };
        string? seen = "nothing";
        var listener = new RecordingListener();
        listener.OnBatch = _ => seen = mine.Value;
        using var client = new BayeuxClient(new BayeuxClientOptions(server.Uri), listener);
        await client.ConnectAsync(["/a"], CancellationToken.None);
        for (int i = 0; i < 3; i++)
        {
            server.Publish("/a", i.ToString());
            await listener.WaitForEventsAsync(i + 1);
        }

        await listener.WaitForAsync(_ => seen is null, "the last call to end");
        Assert.Equal("the caller's", mine.Value);
    }
}
