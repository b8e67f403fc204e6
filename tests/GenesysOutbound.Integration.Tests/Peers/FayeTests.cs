using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>
/// Our client with <c>faye</c>, which shares no line with the CometD project: no cookies, no acknowledgements, replies before
/// events, the publisher's id in events, and errors of another shape.
/// </summary>
public sealed class FayeTests
{
    [Fact]
    public async Task Events_come_once_and_in_order()
    {
        await using BayeuxPeer server = await PeerFixture.FayeAsync();
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/test", "/many/**");
        Assert.False(peered.Client.AcknowledgementsActive);
        for (int i = 0; i < 10; i++)
        {
            await server.PublishAsync(50);
        }

        await server.PublishAsync(1, "/many/levels/deep");
        await peered.Recorder.WaitForEventsAsync(501);
        Assert.Equal(Enumerable.Range(0, 500), peered.Recorder.Numbers());
        Assert.Empty(peered.Recorder.Gaps);
    }

    [Fact]
    public async Task A_burst_all_arrives_in_order()
    {
        await using BayeuxPeer server = await PeerFixture.FayeAsync();
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/bench");
        await server.DoAsync("load?kind=burst&n=5000");
        await peered.Recorder.WaitForEventsAsync(5000);
        Assert.Equal(Enumerable.Range(0, 5000), peered.Recorder.Numbers("/bench"));
    }

    [Fact]
    public async Task An_event_with_the_id_of_our_own_request_is_an_event()
    {
        // faye passes the publisher's id on; both clients here number their messages from 1, so ours meets its own ids.
        await using BayeuxPeer server = await PeerFixture.FayeAsync();
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        await server.PublishAsync(10);
        await peered.Recorder.WaitForNumberAsync(9);
        Assert.Equal(Enumerable.Range(0, 10), peered.Recorder.Numbers());
        Assert.All(peered.Recorder.Events, e => Assert.NotNull(e.Id));
    }

    [Fact]
    public async Task Service_channels_are_not_asked_for_because_faye_refuses_them()
    {
        await using BayeuxPeer server = await PeerFixture.FayeAsync();
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/service/x", "/test");
        Assert.All(peered.Subscribed, s => Assert.True(s.Successful));
        await server.PublishAsync(1);
        await peered.Recorder.WaitForNumberAsync(0);
    }

    [Fact]
    public async Task A_denied_channel_is_said_to_be()
    {
        await using BayeuxPeer server = await PeerFixture.FayeAsync();
        await server.DoAsync("deny?channel=/denied");
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/test", "/denied");
        SubscriptionResult denied = Assert.Single(peered.Subscribed, s => !s.Successful);
        Assert.Equal("/denied", denied.Channel);
        Assert.StartsWith("403", denied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_faye_has_forgotten_is_made_anew_once()
    {
        await using BayeuxPeer server = await PeerFixture.FayeAsync();
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/test", "/other");
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");
        await server.DoAsync("expire");
        await peered.Recorder.WaitForAsync(r => r.States.Contains(BayeuxState.Rehandshaking), "a new handshake");
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Connected);
        await server.WaitForHeldPollAsync();
        await server.PublishAsync(3);
        await server.PublishAsync(1, "/other");
        await peered.Recorder.WaitForEventsAsync(4);

        Assert.Equal([0, 1, 2], peered.Recorder.Numbers());
        Assert.NotEmpty(peered.Recorder.Gaps);
        JsonElement stats = await server.DoAsync("stats");
        Assert.Equal(1, stats.GetProperty("byChannel").GetProperty("/meta/handshake").GetInt32());
        Assert.InRange(stats.GetProperty("peakPerSecond").GetInt32(), 1, 10);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("cut")]
    public async Task What_a_lost_reply_takes_with_it_is_announced(string kind)
    {
        await using BayeuxPeer server = await PeerFixture.FayeAsync();
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        await server.WaitForHeldPollAsync();
        await server.DoAsync("dropnext?kind=" + kind);
        await server.PublishAsync(4);
        await server.WaitForStatsAsync(stats => stats.GetProperty("toLose").GetInt32() == 0, "the reply is lost");
        await server.WaitForHeldPollAsync();
        await server.PublishAsync(2);
        await peered.Recorder.WaitForNumberAsync(5);

        Assert.NotEmpty(Enumerable.Range(0, 6).Except(peered.Recorder.Numbers()));
        Assert.NotEmpty(peered.Recorder.Gaps);
        Assert.Equal(1, peered.Client.Counters.Handshakes);
    }

    [Fact]
    public async Task Disconnecting_removes_the_client_from_faye()
    {
        await using BayeuxPeer server = await PeerFixture.FayeAsync(hold: 60_000);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        await server.WaitForHeldPollAsync();
        await peered.Client.DisconnectAsync(PeerFixture.Token);
        Assert.Equal(0, await server.CountAsync("sessions"));
        await server.WaitForStatsAsync(stats => stats.GetProperty("held").GetInt32() == 0, "no poll held");
    }
}
