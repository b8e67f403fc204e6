using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.NetworkFaults;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>What a network does to a poll, made by a proxy between our client and <c>cometd-nodejs-server</c>.</summary>
public sealed class NetworkFaultTests
{
    /// <summary>Every way to break the poll that carries events.</summary>
    public static TheoryData<NetworkFault, bool> Breaks { get; } = new()
    {
        { NetworkFault.CutBefore, false },
        { NetworkFault.CutBefore, true },
        { NetworkFault.CutAfter, false },
        { NetworkFault.CutAfter, true },
        { NetworkFault.CutWithin, false },
        { NetworkFault.CutWithin, true },
        { NetworkFault.HalfClose, false },
        { NetworkFault.CloseAfter, false },
        { NetworkFault.Answer, false },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task With_acknowledgements_nothing_is_lost_or_doubled(NetworkFault fault, bool reset)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url);
        await BreakAndGoOnAsync(server, proxy, peered, fault, reset);

        Assert.Equal(Enumerable.Range(0, 9), peered.Recorder.Numbers());
        Assert.Empty(peered.Recorder.Gaps);
        Assert.Equal(1, peered.Client.Counters.Handshakes);
        Assert.Equal(1, proxy.MostPollsAtOnce);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Without_acknowledgements_every_loss_is_announced(NetworkFault fault, bool reset)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: false);
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url);
        await BreakAndGoOnAsync(server, proxy, peered, fault, reset);

        int[] numbers = peered.Recorder.Numbers();
        Assert.Equal(numbers.Order().Distinct(), numbers);
        bool lost = numbers.Length < 9;
        Assert.Equal(fault is NetworkFault.CutAfter or NetworkFault.CutWithin or NetworkFault.HalfClose, lost);
        Assert.True(!lost || peered.Recorder.Gaps.Length > 0, "events were lost and no gap was reported");
        Assert.Equal(1, peered.Client.Counters.Handshakes);
    }

    [Fact]
    public async Task A_poll_cut_while_nothing_happens_is_made_again_without_a_word()
    {
        // The usual fate where a connection's idle time equals the time a poll is held.
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        await server.WaitForHeldPollAsync();
        int said = peered.Recorder.Order.Length;
        await server.DoAsync("clear");
        await server.DoAsync("resetpoll");
        await server.WaitForStatsAsync(
            stats => stats.GetProperty("byStatus").TryGetProperty("0", out _)
                && stats.GetProperty("held").GetInt32() == 1, "the next poll");

        Assert.Equal(said, peered.Recorder.Order.Length);
        Assert.Equal(BayeuxState.Connected, peered.Client.State);
        Assert.Equal(1, peered.Client.Counters.Retries[RetryCause.Network]);
        Assert.Equal(1, peered.Client.Counters.Handshakes);
    }

    [Fact]
    public async Task A_reply_that_stalls_is_given_up_and_its_events_come_again()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, hold: 500);
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url, o =>
            o.MaxNetworkDelay = TimeSpan.FromSeconds(2), "/test");
        FaultRule stall = proxy.Add(new FaultRule { Fault = NetworkFault.Stall });
        await stall.Met.WaitAsync(PeerFixture.Token);
        await server.PublishAsync(3);
        await peered.Recorder.WaitForNumberAsync(2);

        Assert.Equal([0, 1, 2], peered.Recorder.Numbers());
        Assert.Equal(1, peered.Client.Counters.Retries[RetryCause.Timeout]);
        Assert.Equal(1, peered.Client.Counters.Handshakes);
    }

    [Fact]
    public async Task A_reply_that_comes_too_late_is_discarded_whole()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, hold: 500);
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url, o =>
            o.MaxNetworkDelay = TimeSpan.FromSeconds(2), "/test");
        FaultRule late = proxy.Add(new FaultRule { Fault = NetworkFault.Delay, WithEvents = true,
            Time = TimeSpan.FromSeconds(5) });
        await server.PublishAsync(3);
        await late.Met.WaitAsync(PeerFixture.Token);
        await peered.Recorder.WaitForNumberAsync(2);
        await server.PublishAsync(3);
        await peered.Recorder.WaitForNumberAsync(5);

        Assert.Equal([0, 1, 2, 3, 4, 5], peered.Recorder.Numbers());
        Assert.Empty(peered.Recorder.Gaps);
    }

    [Fact]
    public async Task A_reply_that_trickles_in_is_one_reply()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url);

        // Seven bytes at a time: characters of several bytes come in pieces.
        FaultRule slow = proxy.Add(new FaultRule { Fault = NetworkFault.Trickle, WithEvents = true, Bytes = 7,
            Time = TimeSpan.FromMilliseconds(1) });
        await server.DoAsync("publish?n=1&data=" + Uri.EscapeDataString("{\"i\":0,\"text\":\"Grüße 😀 北京\"}"));
        await peered.Recorder.WaitForNumberAsync(0);
        Assert.True(slow.Met.IsCompleted);
        Assert.Contains("Grüße 😀 北京", Assert.Single(peered.Recorder.Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_outage_keeps_the_session_and_what_was_queued_meanwhile_arrives()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, maxInterval: 60_000);
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url);
        await server.WaitForHeldPollAsync();
        proxy.GoDown();
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Reconnecting);
        await server.PublishAsync(4);
        proxy.ComeUp();
        await peered.Recorder.WaitForNumberAsync(3);

        Assert.Equal([0, 1, 2, 3], peered.Recorder.Numbers());
        Assert.Equal(1, peered.Client.Counters.Handshakes);
        Assert.Empty(peered.Recorder.Gaps);
    }

    [Fact]
    public async Task A_long_outage_costs_the_session_which_is_announced_and_made_anew()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, hold: 1000, maxInterval: 500, "--sweepPeriod",
            "100");
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url);
        proxy.GoDown();
        await server.WaitForStatsAsync(stats => stats.GetProperty("sessions").GetInt32() == 0, "the session swept");
        proxy.ComeUp();
        await peered.Recorder.WaitForAsync(r => r.States.Contains(BayeuxState.Rehandshaking), "a new handshake");
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Connected);
        await server.PublishAsync(3);
        await peered.Recorder.WaitForNumberAsync(2);

        Assert.Equal([0, 1, 2], peered.Recorder.Numbers());
        Assert.NotEmpty(peered.Recorder.Gaps);
        Assert.Equal(2, peered.Client.Counters.Handshakes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_restarts_on_its_port_is_found_again(bool ack)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/test", "/other");
        await server.WaitForHeldPollAsync();
        await server.DoAsync("restart?down=1000");
        await peered.Recorder.WaitForAsync(r => r.States.Contains(BayeuxState.Rehandshaking), "a new handshake");
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Connected);
        await server.PublishAsync(2);
        await server.PublishAsync(1, "/other");
        await peered.Recorder.WaitForEventsAsync(3);

        Assert.Equal([0, 1], peered.Recorder.Numbers());
        Assert.NotEmpty(peered.Recorder.Gaps);
        Assert.All(peered.Client.Subscriptions, s => Assert.True(s.Successful));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_and_can_be_connected_to_when_it_is()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using var proxy = FaultProxy.Before(server.Url);
        proxy.GoDown();
        await using var impatient = PeerFixture.Make(proxy.Url);
        BayeuxException error = await Assert.ThrowsAsync<BayeuxException>(() =>
            impatient.Client.ConnectAsync(["/test"], PeerFixture.Token));
        Assert.Equal(BayeuxErrorKind.Transport, error.Kind);
        proxy.ComeUp();
        Assert.True(Assert.Single(await impatient.Client.ConnectAsync(["/test"], PeerFixture.Token)).Successful);
    }

    [Fact]
    public async Task Disconnecting_while_the_network_is_down_ends_and_sends_nothing_later()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using var proxy = FaultProxy.Before(server.Url);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(proxy.Url);
        await server.WaitForHeldPollAsync();
        proxy.GoDown();
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Reconnecting);
        await peered.Client.DisconnectAsync(PeerFixture.Token).WaitAsync(TimeSpan.FromSeconds(60), PeerFixture.Token);
        Assert.Equal(BayeuxState.Disconnected, peered.Client.State);
        int sent = proxy.Requests.Count;
        proxy.ComeUp();

        // Another client's whole life is time enough for a stray retry to show.
        await using PeerFixture other = await PeerFixture.ConnectAsync(server.Url);
        await server.PublishAsync(1);
        await other.Recorder.WaitForNumberAsync(0);
        Assert.Equal(sent, proxy.Requests.Count);
        Assert.Equal(0, proxy.Connections);
    }

    /// <summary>Two events, the fault on the poll that carries the next four, three more.</summary>
    private static async Task BreakAndGoOnAsync(BayeuxPeer server, FaultProxy proxy, PeerFixture peered, NetworkFault fault,
        bool reset)
    {
        await server.PublishAsync(2);
        await peered.Recorder.WaitForNumberAsync(1);
        await server.WaitForHeldPollAsync();
        bool onReply = fault is not (NetworkFault.CutBefore or NetworkFault.Answer);
        FaultRule rule = proxy.Add(new FaultRule { Fault = fault, Reset = reset, WithEvents = onReply, Bytes = 60 });
        await server.PublishAsync(4);
        await rule.Met.WaitAsync(TimeSpan.FromSeconds(60), PeerFixture.Token);
        await server.WaitForHeldPollAsync();
        await server.PublishAsync(3);
        await peered.Recorder.WaitForNumberAsync(8);
    }
}
