using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

public sealed class BayeuxTests
{
    [Theory]
    [InlineData("{\"channel\":\"/meta/handshake\",\"supportedConnectionTypes\":[{}]}")]
    [InlineData("{\"channel\":\"/meta/handshake\",\"supportedConnectionTypes\":[[\"long-polling\"],7,null]}")]
    public async Task A_handshake_without_a_connection_type_that_is_known_is_refused(string message)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        var reply = (await agent.BayeuxAsync(JObject.Parse(message))).Single();
        Assert.False((bool)reply["successful"]!);
        Assert.Equal("400::Unsupported connection types", (string?)reply["error"]);
    }

    [Theory]
    [InlineData("{\"advice\":{\"timeout\":99999999999999999999999}}")]
    [InlineData("{\"advice\":{\"timeout\":0},\"ext\":{\"ack\":99999999999999999999999}}")]
    public async Task A_poll_with_a_number_beyond_64_bits_is_answered(string members)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(50) });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1", acknowledged: true);
        var message = JObject.Parse(members);
        message["channel"] = "/meta/connect";
        message["connectionType"] = "long-polling";
        var reply = (await agent.BayeuxAsync(message)).Last();
        Assert.True((bool)reply["successful"]!);
    }

    [Fact]
    public async Task A_handshake_gives_a_client_id_a_cookie_and_the_documents_advice()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        var reply = await agent.HandshakeAsync();
        Assert.True((bool)reply["successful"]!);
        Assert.Equal("1.0", (string?)reply["version"]);
        Assert.NotEqual(string.Empty, agent.ClientId);
        Assert.Equal(["long-polling"], reply["supportedConnectionTypes"]!.Select(t => (string)t!));
        Assert.Equal(30000, (int)reply["advice"]!["timeout"]!);
        Assert.Null(reply["ext"]);
    }

    [Fact]
    public async Task A_handshake_without_a_common_transport_is_refused_for_good()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        var reply = (JObject)(await agent.BayeuxAsync(new JObject { ["channel"] = "/meta/handshake",
            ["supportedConnectionTypes"] = new JArray("websocket") })).Single();
        Assert.False((bool)reply["successful"]!);
        Assert.Equal("none", (string?)reply["advice"]!["reconnect"]);
    }

    [Fact]
    public async Task An_unknown_client_is_told_402_and_to_handshake()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var reply = (JObject)(await agent.BayeuxAsync(new JObject { ["channel"] = "/meta/connect", ["clientId"] = "nobody",
            ["connectionType"] = "long-polling" })).Single();
        Assert.Equal("402::Unknown client", (string?)reply["error"]);
        Assert.Equal("handshake", (string?)reply["advice"]!["reconnect"]);
    }

    [Fact]
    public async Task A_client_id_without_its_cookie_is_unknown()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        using var thief = new TestAgent(simulator, "agent1");
        await thief.GetAsync("/api/v2/me");
        var reply = (JObject)(await thief.BayeuxAsync(new JObject { ["channel"] = "/meta/connect", ["clientId"] = agent.ClientId,
            ["connectionType"] = "long-polling" })).Single();
        Assert.Equal("402::Unknown client", (string?)reply["error"]);
    }

    [Fact]
    public async Task The_first_poll_is_not_held_and_the_second_is_until_something_happens()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        var poll = agent.PollAsync();
        simulator.Publish("agent1", "/v2/me/calls", "{\"n\":1}");
        var reply = await poll;
        Assert.Equal("/v2/me/calls", (string?)reply[0]["channel"]);
        Assert.Equal("/meta/connect", (string?)reply.Last!["channel"]);
    }

    [Fact]
    public async Task A_poll_without_events_comes_back_when_its_time_is_up()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(50) });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        var reply = await agent.PollAsync();
        Assert.Equal("/meta/connect", (string?)Assert.Single(reply)["channel"]);
        Assert.True((bool)reply[0]["successful"]!);
    }

    [Fact]
    public async Task Only_subscribed_channels_are_delivered_but_internal_ones_come_unasked()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        await agent.HandshakeAsync();
        await agent.SubscribeAsync("/v2/me/emails", "/v2/me/chats");
        await agent.PollAsync();
        simulator.Publish("agent1", "/v2/me/calls", "{\"n\":1}");
        simulator.Publish("agent1", "/v2/me/emails", "{\"n\":2}");
        simulator.Publish("agent1", "/me/internal", "{\"n\":3}", toUnsubscribed: true);
        Assert.Equal([2, 3], (await agent.EventsAsync()).Select(e => (int)e["data"]!["n"]!));
        await agent.BayeuxAsync(new JObject { ["channel"] = "/meta/unsubscribe", ["subscription"] = "/v2/me/emails" });
        simulator.Publish("agent1", "/v2/me/emails", "{\"n\":4}");
        Assert.Empty(await agent.EventsAsync());
    }

    [Theory]
    [InlineData("/v2/me/*", "/v2/me/calls", true)]
    [InlineData("/v2/me/*", "/v2/me/calls/deep", false)]
    [InlineData("/v2/me/*", "/v2/me", false)]
    [InlineData("/v2/**", "/v2/me/calls", true)]
    [InlineData("/**", "/me/internal", true)]
    [InlineData("/v2/me/calls", "/v2/me/call", false)]
    public async Task Patterns_cover_what_they_should(string pattern, string channel, bool covered)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        await agent.HandshakeAsync();
        await agent.SubscribeAsync(pattern);
        await agent.PollAsync();
        simulator.Publish("agent1", channel, "{}");
        Assert.Equal(covered ? 1 : 0, (await agent.EventsAsync()).Count);
    }

    [Fact]
    public async Task Subscriptions_to_meta_channels_and_publishing_to_the_servers_channels_are_refused()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        Assert.StartsWith("403:", (string?)(await agent.SubscribeAsync("/meta/connect"))["error"]);
        var reply = await agent.BayeuxAsync(new JObject { ["channel"] = "/v2/me/calls", ["data"] = new JObject() });
        Assert.StartsWith("403:", (string?)reply.Last!["error"]);
    }

    [Fact]
    public async Task A_published_message_reaches_its_subscribers()
    {
        using var simulator = GwsSimulator.Start();
        using var item = await TestAgent.LogInAsync(simulator, "agent1");
        using var two = await TestAgent.LogInAsync(simulator, "agent2");
        await two.SubscribeAsync("/chat/room");
        var reply = await item.BayeuxAsync(new JObject { ["channel"] = "/chat/room", ["data"] = "hello" });
        Assert.True((bool)reply.Last!["successful"]!);
        Assert.Equal("hello", (string?)(await two.EventAsync(e => (string?)e["channel"] == "/chat/room"))["data"]);
    }

    [Fact]
    public async Task With_acknowledgements_what_was_not_acknowledged_comes_again()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        var handshake = await agent.HandshakeAsync(acknowledged: true);
        Assert.True((bool)handshake["ext"]!["ack"]!);
        await agent.SubscribeAsync("/v2/me/*");
        var first = (long)(await agent.PollAsync(ack: 0)).Last!["ext"]!["ack"]!;
        simulator.Publish("agent1", "/v2/me/calls", "{\"n\":1}");
        var reply = await agent.PollAsync(ack: first);
        var batch = (long)reply.Last!["ext"]!["ack"]!;
        Assert.Equal(1, (int)reply[0]["data"]!["n"]!);

        simulator.Publish("agent1", "/v2/me/calls", "{\"n\":2}");
        var again = await agent.PollAsync(ack: first);
        Assert.Equal([1, 2], again.SkipLast(1).Select(m => (int)m["data"]!["n"]!));
        Assert.True((long)again.Last!["ext"]!["ack"]! > batch);
        var rest = await agent.PollAsync(ack: (long)again.Last!["ext"]!["ack"]!, timeout: 0);
        Assert.Single(rest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public async Task What_is_no_Bayeux_message_is_a_bad_request(string body)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        using var response = await agent.SendAsync(HttpMethod.Post, "/api/v2/notifications/handshake", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Two_clients_of_one_agent_both_get_the_agents_events()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        using var prompt = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        await prompt.EventsAsync();
        await agent.PreviewAsync();
        Assert.Contains(await prompt.EventsAsync(), e => (string?)e["data"]!["notificationType"] == "PreviewRecord");
    }

    [Fact]
    public async Task The_agents_do_not_see_each_others_events()
    {
        using var simulator = GwsSimulator.Start();
        using var item = await TestAgent.LogInAsync(simulator, "agent1");
        using var two = await TestAgent.LogInAsync(simulator, "agent2");
        await item.EventsAsync();
        await two.EventsAsync();
        await item.PreviewAsync();
        Assert.Empty(await two.EventsAsync());
    }
}
