using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Every fault does what it says, and the ledger knows whether the request took effect.</summary>
public sealed class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Faults_of_one_agent_and_of_all_are_met_in_the_order_in_which_they_were_added()
    {
        var faults = new SimulatorFaults(1);
        SimulatorFault Add(string? agent, SimulatorFaultKind kind = SimulatorFaultKind.DropBefore, int skip = 0) =>
            faults.Add(new SimulatorFault { Agent = agent, Kind = kind, Skip = skip });
        SimulatorFault? Take(string? agent, bool events = false) => faults.Take(events, agent, "GET", "/", null);
        var planned = new[] { Add("Agent1"), Add(null), Add("agent1"), Add(null), Add("agent2"),
            Add("agent1", SimulatorFaultKind.LoseEvent), Add("agent1", skip: 1) };
        Assert.Equal(planned, faults.ToList());
        Assert.Same(planned[1], Take(null));
        Assert.Same(planned[0], Take("agent1"));
        Assert.Same(planned[2], Take("AGENT1"));
        Assert.Same(planned[3], Take("agent2"));
        Assert.Same(planned[4], Take("agent2"));
        Assert.Same(planned[5], Take("agent1", events: true));
        Assert.Null(Take("agent1"));
        Assert.Same(planned[6], Take("agent1"));
        Assert.Null(Take("agent1"));
        Assert.Empty(faults.ToList());
    }

    [Fact]
    public async Task Who_wants_to_be_told_of_requests_is_told_of_each_when_it_is_answered()
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<SimulatorRequest>();
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { RequestLogCapacity = 1,
            RequestAnswered = told.Enqueue });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.StatusAfter, Operation = "Ready", StatusCode = 502 });
        using var response = await ReadyAsync(agent);
        var ready = Assert.Single(told, request => request.Operation == "Ready");
        Assert.True(ready is { Processed: true, StatusCode: 502, Agent: "agent1" });
        Assert.True(told.Count > 1);
        Assert.Single(simulator.Requests);
    }

    [Theory]
    [InlineData(SimulatorFaultKind.Status, false)]
    [InlineData(SimulatorFaultKind.StatusAfter, true)]
    public async Task A_status_is_answered_before_or_after_the_request_took_effect(SimulatorFaultKind kind, bool processed)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = kind, Operation = "Ready", StatusCode = 429, RetryAfter = "7",
            Body = "slow down" });
        using var response = await ReadyAsync(agent);
        Assert.Equal((HttpStatusCode)429, response.StatusCode);
        Assert.Equal("7", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal("slow down", await response.Content.ReadAsStringAsync(Token));
        AssertLast(simulator, kind, processed);
        using var next = await ReadyAsync(agent);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Theory]
    [InlineData(SimulatorFaultKind.DropBefore, false)]
    [InlineData(SimulatorFaultKind.DropAfter, true)]
    [InlineData(SimulatorFaultKind.CloseAfter, true)]
    [InlineData(SimulatorFaultKind.CutReply, true)]
    public async Task A_connection_breaks_before_or_after_the_request_took_effect(SimulatorFaultKind kind, bool processed)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = kind, Operation = "Ready" });

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await ReadyAsync(agent);
            await response.Content.ReadAsStringAsync(Token);
        });
        Assert.Equal(1, simulator.Requests.Count(r => r.Fault == kind));
        AssertLast(simulator, kind, processed);
        Assert.Equal(processed ? "Ready" : "NotReady", simulator.Agents[0].State);
    }

    [Theory]
    [InlineData(SimulatorFaultKind.Garbage, "application/json")]
    [InlineData(SimulatorFaultKind.Html, "text/html")]
    [InlineData(SimulatorFaultKind.DeepJson, "application/json")]
    public async Task A_body_that_is_no_answer_comes_with_200(SimulatorFaultKind kind, string type)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = kind, Path = "/api/v2/me" });
        using var response = await ReadyAsync(agent);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        AssertLast(simulator, kind, processed: false);
    }

    [Fact]
    public async Task An_oversized_answer_has_the_size_asked_for()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Oversized, Size = 3_000_000 });
        using var response = await ReadyAsync(agent);
        Assert.Equal(3_000_000, (await response.Content.ReadAsByteArrayAsync(Token)).Length);
    }

    [Fact]
    public async Task A_redirect_leads_where_it_is_told()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Redirect, StatusCode = 301,
            Location = "http://elsewhere.invalid/" });
        using var response = await ReadyAsync(agent);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal("http://elsewhere.invalid/", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_wrong_content_type_changes_nothing_else()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.WrongContentType, Operation = "Ready" });
        using var response = await ReadyAsync(agent);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("{\"statusCode\":0}", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_stalled_answer_lasts_until_the_client_gives_up()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.StallReply, Operation = "Ready" });
        var request = ReadyAsync(agent);
        Assert.True(simulator.WaitFor(s => s.Requests[^1].Operation == "Ready"
            && s.Requests[^1].Processed, TimeSpan.FromSeconds(20)));
        simulator.DropConnections();
        await Assert.ThrowsAnyAsync<Exception>(async () => await (await request).Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Slow_and_delayed_answers_come_whole()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        foreach (var kind in new[] { SimulatorFaultKind.SlowReply, SimulatorFaultKind.Delay, SimulatorFaultKind.DelayReply })
        {
            simulator.Faults.Add(new SimulatorFault { Kind = kind, Operation = "Ready", Delay = TimeSpan.FromMilliseconds(5) });
            using var response = await ReadyAsync(agent);
            Assert.Equal("{\"statusCode\":0}", await response.Content.ReadAsStringAsync(Token));
            AssertLast(simulator, kind, processed: true);
        }
    }

    [Fact]
    public async Task A_request_whose_client_gave_up_takes_effect_all_the_same()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Delay, Operation = "Ready",
            Delay = TimeSpan.FromSeconds(2) });
        var request = ReadyAsync(agent);
        Assert.True(simulator.WaitFor(s => s.Requests[^1].Fault == SimulatorFaultKind.Delay, TimeSpan.FromSeconds(20)));
        simulator.DropConnections();
        await Assert.ThrowsAsync<HttpRequestException>(() => request);
        Assert.True(simulator.WaitFor(s => s.Agents[0].State == "Ready", TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Sessions_can_expire_at_a_chosen_request()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.ExpireBayeux, Operation = "/meta/connect" });
        Assert.Equal("402::Unknown client", (string?)(await agent.PollAsync()).Last!["error"]);
        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.ExpireHttp, Operation = "Ready" });
        using var response = await ReadyAsync(agent);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Events_are_lost_doubled_late_out_of_order_or_mislabelled()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.EventsAsync();

        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Operation = "PreviewSessionStarted" });
        await agent.CampaignAsync("StartPreviewSession");
        Assert.Equal(["/me/internal"], (await agent.EventsAsync()).Select(e => (string?)e["channel"]));

        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DuplicateEvent, Path = "/v2/me/outbound" });
        await agent.CampaignAsync("StartPreviewSession");
        Assert.Equal(["/v2/me/outbound", "/v2/me/outbound", "/me/internal"], (await agent.EventsAsync())
            .Select(e => (string?)e["channel"]));

        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.ReorderEvent, Path = "/v2/me/outbound" });
        await agent.CampaignAsync("StartPreviewSession");
        Assert.Equal(["/me/internal", "/v2/me/outbound"], (await agent.EventsAsync()).Select(e => (string?)e["channel"]));

        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.WrongReferenceId, Path = "/v2/me/outbound" });
        await agent.CampaignAsync("StartPreviewSession", referenceId: "mine");
        Assert.Equal("wrong-mine", (string?)(await agent.EventsAsync())[0]["data"]!["referenceId"]);

        simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent, Path = "/v2/me/outbound",
            Delay = TimeSpan.FromMilliseconds(20) });
        await agent.CampaignAsync("StartPreviewSession", referenceId: "late");
        var first = await agent.EventAsync(e => (string?)e["channel"] == "/me/internal");
        var late = await agent.EventAsync(e => (string?)e["data"]!["referenceId"] == "late");
        Assert.NotNull(first);
        Assert.NotNull(late);
    }

    [Fact]
    public async Task A_fault_hits_whom_it_is_meant_for_as_often_as_it_says()
    {
        using var simulator = GwsSimulator.Start();
        using var item = await TestAgent.LogInAsync(simulator, "agent1");
        using var two = await TestAgent.LogInAsync(simulator, "agent2");
        var fault = simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status,
            Agent = "agent1",
            Method = "POST",
            Path = "/api/*/me",
            Operation = "Ready",
            Skip = 1,
            Count = 2,
            StatusCode = 503,
        });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(two));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK],
            [await StatusAsync(item), await StatusAsync(item), await StatusAsync(item), await StatusAsync(item)]);
        Assert.Equal(2, fault.Hits);
        Assert.Empty(simulator.Faults.ToList());
    }

    [Fact]
    public async Task Faults_by_chance_come_out_the_same_for_the_same_seed()
    {
        Assert.Equal(await RunAsync(7), await RunAsync(7));
        Assert.NotEqual(await RunAsync(7), await RunAsync(8));

        static async Task<string> RunAsync(int seed)
        {
            using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { Seed = seed });
            using var agent = await TestAgent.LogInAsync(simulator, "agent1");
            simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, Operation = "Ready", Probability = 0.5,
                Count = int.MaxValue });
            var outcomes = string.Empty;
            for (var i = 0; i < 40; i++)
            {
                outcomes += await StatusAsync(agent) == HttpStatusCode.OK ? "." : "x";
            }

            return outcomes;
        }
    }

    [Fact]
    public async Task A_restart_forgets_sessions_and_keeps_records()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        simulator.Restart();
        Assert.Equal(HttpStatusCode.Forbidden, (await AgainAsync(() => ReadyAsync(agent))).StatusCode);
        using var back = await TestAgent.LogInAsync(simulator, "agent1");
        await back.RecordAsync("CompleteRecord", handle);
        await back.EventAsync("RecordProcessedAcknowledge");
        Assert.Equal("Updated", simulator.Records.Single(r => r.RecordHandle == handle).Status);
    }

    private static void AssertLast(GwsSimulator simulator, SimulatorFaultKind kind, bool processed)
    {
        var entry = simulator.Requests.Last(r => r.Operation == "Ready");
        Assert.Equal((kind, processed), (entry.Fault, entry.Processed));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestAgent agent)
    {
        using var response = await ReadyAsync(agent);
        return response.StatusCode;
    }

    private static Task<HttpResponseMessage> ReadyAsync(TestAgent agent) =>
        agent.SendAsync(HttpMethod.Post, "/api/v2/me", "{\"operationName\":\"Ready\"}");

    /// <summary>The pool may still hand out a connection that the restart cut.</summary>
    private static async Task<HttpResponseMessage> AgainAsync(Func<Task<HttpResponseMessage>> request)
    {
        try
        {
            return await request();
        }
        catch (HttpRequestException)
        {
            return await request();
        }
    }
}
