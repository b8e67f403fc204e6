using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>
/// However a server misbehaves, our client never asks it more than a handful of times in any second. Requests are counted where
/// they arrive.
/// </summary>
public sealed class MisbehavingServerTests
{
    /// <summary>The good life before the fault ends in the same second: its last requests count along.</summary>
    private const int Handful = 10;

    [Theory]
    [InlineData("code?status=500")]
    [InlineData("code?status=502")]
    [InlineData("code?status=404")]
    [InlineData("code?status=302")]
    [InlineData("code?status=204")]
    [InlineData("code?status=200&body=")]
    [InlineData("code?status=200&body=[]")]
    [InlineData("code?status=200&body=[{}]")]
    [InlineData("code?status=200&body=[{\"channel\":\"/meta/connect\",\"successful\":true")]
    [InlineData("code?status=200&body=[{\"channel\":\"/meta/connect\",\"successful\":true}]")]
    [InlineData("code?status=200&body=[{\"channel\":\"/meta/connect\",\"successful\":false}]")]
    [InlineData("code?status=200&body=[{\"channel\":\"/meta/connect\",\"successful\":false,\"error\":\"402::Unknown client\"}]")]
    [InlineData("code?status=200&body=[{\"channel\":\"/meta/handshake\",\"successful\":false," +
        "\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}}]")]
    [InlineData("code?status=200&body=<html>Sign in</html>")]
    [InlineData("dropnext?count=1000&withEvents=false")]
    [InlineData("dropnext?count=1000&withEvents=false&kind=cut")]
    public async Task Nothing_makes_the_client_spin(string fault)
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, hold: 200);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(
            server.Url, o => (o.BackoffInitial, o.BackoffMaximum) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), "/test");
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");
        int colon = fault.IndexOf("body=", StringComparison.Ordinal);
        await server.DoAsync(colon < 0 ? fault : fault[..(colon + 5)] + Uri.EscapeDataString(fault[(colon + 5)..]));

        // Long enough for a client that spins to show it thousands of times over: until ours has come back three times, or has
        // given up.
        await server.WaitForStatsAsync(
            stats => stats.GetProperty("requests").GetInt32() >= 3 || peered.Client.State is BayeuxState.Failed
                or BayeuxState.Disconnected, "the retries");
        Assert.InRange(await server.CountAsync("peakPerSecond"), 0, Handful);

        if (peered.Client.State is BayeuxState.Failed or BayeuxState.Disconnected)
        {
            return;
        }

        // And when the server is itself again, so is the client, without anybody's help.
        await server.DoAsync("code?status=0");
        await server.DoAsync("undrop");
        await peered.Recorder.WaitForLastStateAsync(BayeuxState.Connected);
        await server.WaitForHeldPollAsync();
        await server.PublishAsync(1);
        await peered.Recorder.WaitForNumberAsync(0);
    }

    [Fact]
    public async Task A_server_that_forgets_every_session_at_once_is_asked_with_growing_pauses()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, hold: 60_000);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(
            server.Url, o => (o.BackoffInitial, o.BackoffMaximum) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), "/test");
        await server.WaitForHeldPollAsync();
        await server.DoAsync("clear");
        for (int i = 0; i < 3; i++)
        {
            await server.DoAsync("expire");
            int handshakes = i + 1;
            await server.WaitForStatsAsync(
                s => s.GetProperty("byChannel").TryGetProperty("/meta/handshake", out JsonElement n)
                    && n.GetInt32() >= handshakes, "a handshake");
            await server.WaitForHeldPollAsync();
        }

        await server.PublishAsync(1);
        await peered.Recorder.WaitForNumberAsync(0);
        Assert.Equal(3, await server.ReceivedAsync("/meta/handshake"));
        Assert.InRange(await server.CountAsync("peakPerSecond"), 1, Handful);
        Assert.Equal(3, peered.Recorder.Gaps.Count(gap => gap.Reason.Contains("replaced", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_holds_no_poll_is_polled_at_a_walk()
    {
        await using BayeuxPeer server = await PeerFixture.CometDAsync(ack: true, hold: 0);
        await using PeerFixture peered = await PeerFixture.ConnectAsync(server.Url);
        await server.DoAsync("clear");
        await server.WaitForStatsAsync(stats => stats.GetProperty("requests").GetInt32() >= 8, "eight polls");
        Assert.InRange(await server.CountAsync("peakPerSecond"), 1, Handful);

        await server.PublishAsync(3);
        await peered.Recorder.WaitForNumberAsync(2);
        Assert.Equal([0, 1, 2], peered.Recorder.Numbers());
    }
}
