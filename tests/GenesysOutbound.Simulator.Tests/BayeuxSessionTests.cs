using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>The life of Bayeux sessions and of their polls.</summary>
public sealed class BayeuxSessionTests
{
    [Fact]
    public async Task A_second_poll_of_one_session_ends_the_first_with_an_http_error()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        string poll = "[{\"channel\":\"/meta/connect\",\"id\":\"p\",\"connectionType\":\"long-polling\",\"clientId\":\""
            + agent.ClientId + "\"}]";
        var first = agent.SendAsync(HttpMethod.Post, "/api/v2/notifications", poll);
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 1, TimeSpan.FromSeconds(20)));
        var second = agent.SendAsync(HttpMethod.Post, "/api/v2/notifications", poll);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Task.WhenAny(first, second).Unwrap()).StatusCode);
        simulator.Publish("agent1", "/v2/me/calls", "{}");
        Assert.Contains(HttpStatusCode.OK, new[] { (await first).StatusCode, (await second).StatusCode });
    }

    [Fact]
    public async Task Two_sessions_in_one_browser_are_told_so_and_not_held()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        var firstClient = agent.ClientId;
        var held = agent.BayeuxAsync(new JObject { ["channel"] = "/meta/connect", ["connectionType"] = "long-polling",
            ["clientId"] = firstClient });
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 1, TimeSpan.FromSeconds(20)));
        await agent.HandshakeAsync();
        await agent.PollAsync();
        var reply = await agent.PollAsync();
        Assert.True((bool)reply.Last!["advice"]!["multiple-clients"]!);
        simulator.Publish("agent1", "/v2/me/calls", "{}");
        await held;
    }

    [Fact]
    public async Task A_session_that_stops_polling_is_forgotten()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { MaxInterval = TimeSpan.FromMilliseconds(100) });
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        await agent.HandshakeAsync();
        await agent.PollAsync();

        // The simulator reports no sweep, so the test polls until the count changes; the test host's own time limit bounds it.
        while (simulator.Agents.Single(a => a.UserName == "agent1").BayeuxSessions > 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal("402::Unknown client", (string?)(await agent.PollAsync()).Last!["error"]);
    }

    [Fact]
    public async Task Disconnecting_ends_the_held_poll_and_the_session()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        var poll = agent.PollAsync();
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 1, TimeSpan.FromSeconds(20)));
        var reply = await agent.BayeuxAsync(new JObject { ["channel"] = "/meta/disconnect" });
        Assert.True((bool)reply.Last!["successful"]!);
        Assert.Equal("none", (string?)(await poll).Last!["advice"]!["reconnect"]);
        Assert.Equal(0, simulator.Agents.Single(a => a.UserName == "agent1").BayeuxSessions);
    }

    [Fact]
    public async Task The_server_can_end_a_session()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        var poll = agent.PollAsync();
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 1, TimeSpan.FromSeconds(20)));
        simulator.DisconnectBayeux("agent1");
        var reply = await poll;
        Assert.Equal(["/meta/disconnect", "/meta/connect"], reply.Select(m => (string?)m["channel"]));
    }

    [Fact]
    public async Task An_expired_session_answers_its_held_poll_with_402()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        var poll = agent.PollAsync();
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 1, TimeSpan.FromSeconds(20)));
        simulator.ExpireBayeux("agent1");
        Assert.Equal("402::Unknown client", (string?)(await poll).Last!["error"]);
    }

    [Fact]
    public async Task Events_stay_queued_when_the_client_leaves_its_poll()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();
        var poll = agent.PollAsync();
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 1, TimeSpan.FromSeconds(20)));
        simulator.DropConnections();
        await Assert.ThrowsAsync<HttpRequestException>(() => poll);

        // An event that comes before the server notices would go to the poll that is gone.
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 0, TimeSpan.FromSeconds(20)));
        simulator.Publish("agent1", "/v2/me/calls", "{\"n\":1}");
        Assert.Equal(1, (int)Assert.Single(await agent.EventsAsync())["data"]!["n"]!);
    }
}
