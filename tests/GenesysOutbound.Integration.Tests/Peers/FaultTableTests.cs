using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>
/// The faults that lose events with the public .NET clients, against <c>cometd-nodejs-server</c>. With acknowledgements nothing
/// is lost and nothing comes twice; without, what is lost is announced. Afterwards events flow again, and the server was not
/// flooded with requests.
/// </summary>
public sealed class FaultTableTests
{
    /// <summary>
    /// A poll, its retry, a handshake, a subscription, a first poll, the next: a client that recovers needs no more in its
    /// busiest second.
    /// </summary>
    private const int Handful = 10;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_expired_session_is_made_anew_once_with_every_subscription(bool ack)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/test", "/other");
        await server.PublishAsync(2);
        await peered.Recorder.WaitForNumberAsync(1);
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");

        await server.DoAsync("expire");
        await peered.Recorder.WaitForAsync(r => r.States.Contains(BayeuxState.Rehandshaking), "a new handshake");
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Connected);
        await server.WaitForHeldPollAsync();
        await server.PublishAsync(3);
        await server.PublishAsync(1, "/other");
        await peered.Recorder.WaitForEventsAsync(6);

        Assert.Equal([0, 1, 2, 3, 4], peered.Recorder.Numbers());
        Assert.Equal([0], peered.Recorder.Numbers("/other"));
        Assert.Contains(peered.Recorder.Gaps, gap => gap.Reason.Contains("replaced the session", StringComparison.Ordinal));
        Assert.Equal(2, peered.Client.Counters.Handshakes);
        JsonElement stats = await server.DoAsync("stats");
        Assert.Equal(1, stats.GetProperty("byChannel").GetProperty("/meta/handshake").GetInt32());
        Assert.Equal(2, stats.GetProperty("byChannel").GetProperty("/meta/subscribe").GetInt32());
        Assert.InRange(stats.GetProperty("peakPerSecond").GetInt32(), 1, Handful);
    }

    [Theory]
    [InlineData(true, "drop")]
    [InlineData(true, "cut")]
    [InlineData(false, "drop")]
    [InlineData(false, "cut")]
    public async Task A_reply_lost_after_the_server_made_it(bool ack, string kind)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        await server.PublishAsync(2);
        await peered.Recorder.WaitForNumberAsync(1);
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");

        await server.DoAsync("dropnext?kind=" + kind);
        await server.PublishAsync(4);
        await server.WaitForStatsAsync(stats => stats.GetProperty("toLose").GetInt32() == 0, "the reply is lost");
        await server.WaitForHeldPollAsync();
        await server.PublishAsync(2);
        await peered.Recorder.WaitForNumberAsync(7);

        await AssertComplete(server, peered, ack, 8);
        Assert.Equal(ack ? 8 : 7, peered.Recorder.Events.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_held_poll_is_reset_while_events_are_published(bool ack)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");

        await server.DoAsync("resetpoll?n=5");
        await server.WaitForHeldPollAsync();
        await server.PublishAsync(2);
        await peered.Recorder.WaitForNumberAsync(6);

        await AssertComplete(server, peered, ack, 7);
    }

    [Theory]
    [InlineData(true, 503)]
    [InlineData(false, 503)]
    [InlineData(true, 429)]
    [InlineData(true, 408)]
    public async Task A_status_code_for_a_while_keeps_the_session(bool ack, int status)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack, maxInterval: 60_000);

        // The defaults, not the quick retries of the other tests: what a server in trouble is spared matters here.
        await using PeerFixture peered = await PeerFixture.ConnectAsync(
            server.Url, o => (o.BackoffInitial, o.BackoffMaximum) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)), "/test");
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");
        await server.DoAsync($"code?status={status}");

        // The event ends the held poll in order; the next one meets the fault.
        await server.PublishAsync(1);
        await server.WaitForStatsAsync(
            stats => stats.GetProperty("byStatus").TryGetProperty(status.ToString(), out JsonElement count)
                && count.GetInt32() >= 3, "three refusals");
        await server.DoAsync("code?status=0");
        await server.PublishAsync(2);
        await peered.Recorder.WaitForNumberAsync(2);

        Assert.Equal([0, 1, 2], peered.Recorder.Numbers());
        Assert.Equal(1, peered.Client.Counters.Handshakes);
        Assert.InRange(await server.CountAsync("peakPerSecond"), 1, Handful);
        Assert.Equal(ack, peered.Recorder.Gaps.Length == 0);
        Assert.Contains(BayeuxState.Reconnecting, peered.Recorder.States);
        Assert.Equal(BayeuxState.Connected, peered.Client.State);
    }

    [Fact]
    public async Task A_listener_that_throws_loses_nothing_that_comes_later_and_is_told()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        peered.Recorder.OnBatch = batch => throw new InvalidOperationException("on purpose");
        await server.PublishAsync(3);
        await peered.Recorder.WaitForNumberAsync(2);
        peered.Recorder.OnBatch = null;
        await server.PublishAsync(4);
        await peered.Recorder.WaitForNumberAsync(6);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], peered.Recorder.Numbers());
        Assert.True(peered.Client.Counters.ListenerFaults >= 1);
        Assert.Contains(peered.Recorder.Gaps, gap => gap.Reason.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.Equal(BayeuxState.Connected, peered.Client.State);
    }

    [Fact]
    public async Task Of_two_channels_the_first_is_denied_and_said_to_be()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await server.DoAsync("deny?channel=/denied");
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url, "/denied", "/test");

        SubscriptionResult denied = Assert.Single(peered.Subscribed, s => s.Channel == "/denied");
        Assert.False(denied.Successful);
        Assert.Equal("403::subscribe_denied", denied.Error);
        Assert.True(Assert.Single(peered.Subscribed, s => s.Channel == "/test").Successful);
        await server.PublishAsync(1, "/denied");
        await server.PublishAsync(1);
        await peered.Recorder.WaitForNumberAsync(0);
        Assert.Equal("/test", Assert.Single(peered.Recorder.Events).Channel);
    }

    [Fact]
    public async Task Text_beyond_ASCII_comes_out_whole()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        const string Text = "Grüße, Ωμέγα, 北京, 😀 \u2028 \"\\ \u0001";
        await server.DoAsync("publish?n=1&data=" + Uri.EscapeDataString(JsonSerializer.Serialize(Text)));
        await peered.Recorder.WaitForEventsAsync(1);
        Assert.Equal(Text, JsonSerializer.Deserialize<string>(peered.Recorder.Data[0]));
    }

    /// <summary>
    /// The same session went on; with acknowledgements all is there once, without them what is missing was announced.
    /// </summary>
    private static async Task AssertComplete(BayeuxPeer server, PeerFixture peered, bool ack, int published)
    {
        int[] numbers = peered.Recorder.Numbers();
        Assert.Equal(ack, peered.Client.AcknowledgementsActive);
        Assert.Equal(numbers.Order().Distinct(), numbers);
        IEnumerable<int> lost = Enumerable.Range(0, published).Except(numbers);
        if (ack)
        {
            Assert.Empty(lost);
            Assert.Empty(peered.Recorder.Gaps);
        }
        else
        {
            Assert.NotEmpty(lost);
            Assert.NotEmpty(peered.Recorder.Gaps);
        }

        Assert.Equal(1, peered.Client.Counters.Handshakes);
        Assert.InRange(await server.CountAsync("peakPerSecond"), 1, Handful);
    }
}
