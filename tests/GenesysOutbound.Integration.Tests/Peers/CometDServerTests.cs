using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>Our client with <c>cometd-nodejs-server</c> while nothing is broken.</summary>
public sealed class CometDServerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_come_once_and_in_order(bool ack)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack);
        await using var peered = await PeerFixture.ConnectAsync(server.Url);
        Assert.Equal(ack, peered.Client.AcknowledgementsActive);
        for (int i = 0; i < 10; i++)
        {
            await server.PublishAsync(50);
        }

        await peered.Recorder.WaitForNumberAsync(499);
        Assert.Equal(Enumerable.Range(0, 500), peered.Recorder.Numbers());
        Assert.Empty(peered.Recorder.Gaps);
        Assert.Equal(0, peered.Client.Counters.Duplicate);
    }

    [Fact]
    public async Task Acknowledgements_need_a_server_that_has_them()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: false);
        await using var peered = await PeerFixture.ConnectAsync(server.Url);
        Assert.False(peered.Client.AcknowledgementsActive);
        await server.PublishAsync(3);
        await peered.Recorder.WaitForNumberAsync(2);
        Assert.Equal([0, 1, 2], peered.Recorder.Numbers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Twenty_thousand_events_in_one_reply_all_arrive_in_order(bool ack)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack);
        await using var peered = await PeerFixture.ConnectAsync(server.Url, "/bench");
        await server.DoAsync("load?kind=burst&n=20000");
        await peered.Recorder.WaitForEventsAsync(20_000);
        Assert.Equal(Enumerable.Range(0, 20_000), peered.Recorder.Numbers("/bench"));
    }

    [Fact]
    public async Task A_flood_that_never_pauses_all_arrives_in_order()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using var peered = await PeerFixture.ConnectAsync(server.Url, "/bench");
        await server.DoAsync("load?kind=flood&n=10000");
        await peered.Recorder.WaitForEventsAsync(10_000);
        Assert.Equal(Enumerable.Range(0, 10_000), peered.Recorder.Numbers("/bench"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Data_of_every_kind_comes_out_as_it_was(bool ack)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack);
        await using var peered = await PeerFixture.ConnectAsync(server.Url);
        string[] values = ["null", "0", "\"\"", "false", "[]", "{}", "[1,[2,[3]]]"];
        foreach (string data in values)
        {
            await server.DoAsync("publish?n=1&data=" + Uri.EscapeDataString(data));
        }

        await peered.Recorder.WaitForEventsAsync(values.Length);
        Assert.Equal(values, peered.Recorder.Data);
        Assert.All(peered.Recorder.Events, e => Assert.Equal("/test", e.Channel));
    }

    [Fact]
    public async Task Patterns_match_the_levels_that_they_say()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using var peered = await PeerFixture.ConnectAsync(server.Url, "/one/*", "/all/**");
        foreach (string channel in new[] { "/one", "/one/a", "/one/a/b", "/all", "/all/a", "/all/a/b" })
        {
            await server.PublishAsync(1, channel);
        }

        await peered.Recorder.WaitForEventsAsync(3);
        Assert.Equal(["/one/a", "/all/a", "/all/a/b"], peered.Recorder.Events.Select(e => e.Channel));
        Assert.Equal(0, peered.Client.Counters.Unknown);
    }

    [Fact]
    public async Task A_service_channel_delivers_without_a_subscription()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using var peered = await PeerFixture.ConnectAsync(server.Url, "/service/answers");
        Assert.Equal(0, await server.ReceivedAsync("/meta/subscribe"));
        await server.DoAsync("deliver?channel=/service/answers&data={\"i\":7}");
        await peered.Recorder.WaitForNumberAsync(7);
        Assert.Equal("/service/answers", peered.Recorder.Events[0].Channel);
    }

    [Fact]
    public async Task A_denied_handshake_is_final_and_explained()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await server.DoAsync("deny?channel=/meta/handshake");
        await using var peered = PeerFixture.Make(server.Url);
        BayeuxException error = await Assert.ThrowsAsync<BayeuxException>(() =>
            peered.Client.ConnectAsync(["/test"], PeerFixture.Token));
        Assert.Equal(BayeuxErrorKind.HandshakeRefused, error.Kind);
        Assert.Equal(403, error.ErrorCode);
        Assert.Equal(1, await server.CountAsync("requests"));

        // The same client can be used again when the server has changed its mind.
        await server.DoAsync("allow?channel=/meta/handshake");
        Assert.True(Assert.Single(await peered.Client.ConnectAsync(["/test"], PeerFixture.Token)).Successful);
    }

    [Fact]
    public async Task The_server_ends_the_session_and_the_client_does_not_come_back()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: false);
        await using var peered = await PeerFixture.ConnectAsync(server.Url);
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");
        await server.DoAsync("disconnect");
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Disconnected);
        Assert.Equal(0, await server.ReceivedAsync("/meta/handshake"));
        Assert.Equal(0, await server.ReceivedAsync("/meta/connect"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disconnecting_ends_the_held_poll_and_nothing_follows(bool ack)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack, hold: 60_000);
        await using var peered = await PeerFixture.ConnectAsync(server.Url);
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");
        await peered.Client.DisconnectAsync(PeerFixture.Token);
        await peered.Client.DisconnectAsync(PeerFixture.Token);

        Assert.Equal(BayeuxState.Disconnected, peered.Client.State);
        await server.WaitForStatsAsync(stats => stats.GetProperty("held").GetInt32() == 0, "no poll held");
        Assert.Equal(0, await server.CountAsync("sessions"));
        Assert.Equal(1, await server.CountAsync("requests"));
        Assert.Equal(1, await server.ReceivedAsync("/meta/disconnect"));

        peered.Client.Dispose();
        await server.WaitForStatsAsync(stats => stats.GetProperty("connections").GetInt32() == 0, "no connection open");
    }

    [Fact]
    public async Task Clients_with_cookies_of_their_own_do_not_slow_each_other_down()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using PeerFixture first = await PeerFixture.ConnectAsync(server.Url);
        await using var second = await PeerFixture.ConnectAsync(server.Url);
        await server.WaitForHeldPollAsync(2);
        await server.PublishAsync(1);
        await first.Recorder.WaitForNumberAsync(0);
        await second.Recorder.WaitForNumberAsync(0);
    }

    [Fact]
    public async Task Two_sessions_behind_one_cookie_are_warned_and_still_served()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, 5000, 10_000, "--option",
            "multiSessionInterval=300");
        var cookies = new CookieContainer();
        await using PeerFixture first = await PeerFixture.ConnectAsync(server.Url, o => o.HandlerFactory = () =>
            BayeuxClientOptions.CreateHandler(server.Url, cookies), "/test");
        await server.WaitForHeldPollAsync();
        await using var second = await PeerFixture.ConnectAsync(server.Url, o => o.HandlerFactory = () =>
            BayeuxClientOptions.CreateHandler(server.Url, cookies), "/test");
        await second.Recorder.WaitForAsync(
            r => r.Changes.Any(c => c.Reason.Contains("cookie", StringComparison.Ordinal)),
                "a warning about the shared cookie");
        await server.PublishAsync(1);
        await first.Recorder.WaitForNumberAsync(0);
        await second.Recorder.WaitForNumberAsync(0);
        Assert.Equal(BayeuxState.Connected, second.Client.State);
    }

    [Fact]
    public async Task A_second_session_behind_one_cookie_that_is_turned_away_ends_with_the_reason()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, 5000, 10_000, "--option",
            "multiSessionInterval=0");
        var cookies = new CookieContainer();
        await using PeerFixture first = await PeerFixture.ConnectAsync(server.Url, o => o.HandlerFactory = () =>
            BayeuxClientOptions.CreateHandler(server.Url, cookies), "/test");
        await server.WaitForHeldPollAsync();
        await using var second = PeerFixture.Make(server.Url, o => o.HandlerFactory = () =>
            BayeuxClientOptions.CreateHandler(server.Url, cookies));
        try
        {
            _ = await second.Client.ConnectAsync(["/test"], PeerFixture.Token);
        }
        catch (BayeuxException)
        {
            // Whether the first poll or the one after it is turned away is the server's business.
        }

        await second.Recorder.WaitForAsync(
            r => r.States.Any(s => s is BayeuxState.Failed or BayeuxState.Disconnected), "the end");
        Assert.Equal(BayeuxState.Connected, first.Client.State);
    }

    [Fact]
    public async Task A_slow_listener_loses_no_event()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, hold: 500, maxInterval: 60_000);
        using var proceed = new ManualResetEventSlim();
        await using var peered = await PeerFixture.ConnectAsync(server.Url);
        peered.Recorder.OnBatch = _ => proceed.Wait(TimeSpan.FromSeconds(60));
        for (int i = 0; i < 4; i++)
        {
            await server.PublishAsync(20);
            await peered.Recorder.WaitForEventsAsync(1);
        }

        proceed.Set();
        await peered.Recorder.WaitForNumberAsync(79);
        Assert.Equal(Enumerable.Range(0, 80), peered.Recorder.Numbers());
        Assert.Equal(1, peered.Client.Counters.Handshakes);
        Assert.Empty(peered.Recorder.Gaps);
    }
}
