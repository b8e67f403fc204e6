using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using GenesysOutbound.Testing.NetworkFaults;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>
/// The official JavaScript client, as a browser's desktop would use it, with our simulator: Basic authentication, cookies, CSRF
/// token.
/// </summary>
public sealed class JsClientOnSimulatorTests
{
    private const string Channel = "/v2/me/calls";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_connects_subscribes_and_receives(bool ack)
    {
        using GwsSimulator simulator = Start();
        await using JsClient client = StartClient(simulator, ack);
        JsonElement handshake = await client.WaitForAsync("meta/handshake");
        Assert.True(handshake.GetProperty("successful").GetBoolean(), handshake.ToString());
        Assert.Equal(ack, handshake.TryGetProperty("ext", out JsonElement ext) && ext.TryGetProperty("ack", out JsonElement on)
            && on.GetBoolean());
        JsonElement subscribed = await client.WaitForAsync("meta/subscribe");
        Assert.True(subscribed.GetProperty("successful").GetBoolean(), subscribed.ToString());

        Publish(simulator, 0, 50);
        await WaitForNumberAsync(client, 49);
        Assert.Equal(Enumerable.Range(0, 50), Numbers(client));
    }

    [Fact]
    public async Task What_the_simulator_itself_says_arrives()
    {
        using GwsSimulator simulator = Start();
        await using JsClient client = StartClient(simulator, ack: true);
        await client.WaitForAsync("meta/subscribe");
        string call = simulator.RingCall(simulator.Agents[0].UserName);
        JsonElement message = await client.WaitForAsync("message");
        Assert.Contains(call, message.GetProperty("data").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password", "wrong")]
    [InlineData("csrf", "")]
    public async Task It_is_turned_away_without_credentials_or_token(string missing, string password)
    {
        using GwsSimulator simulator = Start();
        await using JsClient client = missing == "password"
            ? StartClient(simulator, ack: true, password: password)
            : StartClient(simulator, ack: true, login: false);
        JsonElement refused = await client.WaitForAsync("unsuccessful");
        Assert.Equal("/meta/handshake", refused.GetProperty("channel").GetString());
        Assert.InRange(refused.GetProperty("failure").GetProperty("httpCode").GetInt32(), 401, 403);
        Assert.DoesNotContain(client.Reports, r => r.GetProperty("event").GetString() == "message");
    }

    [Fact]
    public async Task An_expired_session_makes_it_handshake_and_subscribe_again()
    {
        using GwsSimulator simulator = Start();
        await using JsClient client = StartClient(simulator, ack: true);
        await client.WaitForAsync("meta/subscribe");
        await HeldAsync(simulator);
        simulator.ExpireBayeux();
        JsonElement unknown = await client.WaitForAsync("unsuccessful", r =>
            r.GetProperty("channel").GetString() == "/meta/connect");
        Assert.StartsWith("402", unknown.GetProperty("error").GetString(), StringComparison.Ordinal);
        await client.WaitForAsync("meta/subscribe", 2);
        Publish(simulator, 0, 3);
        await WaitForNumberAsync(client, 2);
        Assert.Equal([0, 1, 2], Numbers(client));
    }

    [Fact]
    public async Task A_reply_cut_on_the_way_loses_nothing_with_acknowledgements()
    {
        using GwsSimulator simulator = Start();
        await using var proxy = FaultProxy.Before(simulator.Uri);
        await using JsClient client = StartClient(simulator, ack: true, through: proxy.Url);
        await client.WaitForAsync("meta/subscribe");
        await HeldAsync(simulator);
        FaultRule cut = proxy.Add(new FaultRule { Fault = NetworkFault.CutAfter, WithEvents = true, Reset = true });
        Publish(simulator, 0, 4);
        await cut.Met.WaitAsync(TimeSpan.FromSeconds(60), PeerFixture.Token);
        Publish(simulator, 4, 2);
        await WaitForNumberAsync(client, 5);
        Assert.Equal([0, 1, 2, 3, 4, 5], Numbers(client));
    }

    [Fact]
    public async Task A_channel_that_does_not_exist_is_handled_and_the_others_work()
    {
        using GwsSimulator simulator = Start();
        await using JsClient client = StartClient(simulator, ack: true);
        await client.WaitForAsync("meta/subscribe");
        await client.SendAsync(new { command = "subscribe", channel = "/meta/anything" });
        JsonElement verdict = await client.WaitForAsync("meta/subscribe", r =>
            r.GetProperty("channel").GetString() == "/meta/anything");
        Assert.False(verdict.GetProperty("successful").GetBoolean());
        Publish(simulator, 0, 1);
        await WaitForNumberAsync(client, 0);
    }

    [Fact]
    public async Task It_disconnects_and_leaves_no_session_behind()
    {
        using GwsSimulator simulator = Start();
        await using JsClient client = StartClient(simulator, ack: true);
        await client.WaitForAsync("meta/subscribe");
        await HeldAsync(simulator);
        Assert.Equal(1, simulator.Agents[0].BayeuxSessions);
        await client.SendAsync(new { command = "disconnect" });
        JsonElement disconnected = await client.WaitForAsync("meta/disconnect");
        Assert.True(disconnected.GetProperty("successful").GetBoolean());
        await UntilAsync(() => simulator.Agents[0] is { BayeuxSessions: 0, HeldPolls: 0 }, "no session left");
    }

    [Fact]
    public async Task The_server_can_end_the_session()
    {
        using GwsSimulator simulator = Start();
        await using JsClient client = StartClient(simulator, ack: true);
        await client.WaitForAsync("meta/subscribe");
        await HeldAsync(simulator);
        simulator.DisconnectBayeux();
        await client.WaitForAsync("meta/disconnect");
        Assert.Equal(0, simulator.Agents[0].BayeuxSessions);
    }

    private static GwsSimulator Start()
    {
        PeerFixture.NeedPeers();
        return GwsSimulator.Start(new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromSeconds(20) });
    }

    private static JsClient StartClient(GwsSimulator simulator, bool ack, string? password = null, bool login = true,
        Uri? through = null)
    {
        SimulatedAgent agent = simulator.Agents[0];
        var url = new Uri(through ?? simulator.Uri, "/api/v2/notifications");
        var me = new Uri(through ?? simulator.Uri, "/api/v2/me");
        string[] credentials = ["--user", agent.UserName, "--password", password ?? agent.Password];
        return new JsClient(url, Channel, ack, login ? [.. credentials, "--login", me.ToString()] : credentials);
    }

    private static void Publish(GwsSimulator simulator, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            simulator.Publish(simulator.Agents[0].UserName, Channel, $"{{\"i\":{i}}}");
        }
    }

    private static Task<JsonElement> WaitForNumberAsync(JsClient client, int number) =>
        client.WaitForAsync("message", r => r.GetProperty("data").TryGetProperty("i", out JsonElement i)
            && i.GetInt32() == number);

    private static int[] Numbers(JsClient client) =>
        [.. client.Reports.Where(r => r.GetProperty("event").GetString() == "message")
            .Select(r => r.GetProperty("data").GetProperty("i").GetInt32())];

    private static Task HeldAsync(GwsSimulator simulator) => UntilAsync(() => simulator.Agents[0].HeldPolls > 0, "a held poll");

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        long until = Environment.TickCount64 + 60_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < until, what + " never came");
            await Task.Delay(20, PeerFixture.Token);
        }
    }
}
