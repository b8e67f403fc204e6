using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Calls and e-mails.</summary>
public sealed class MediaTests
{
    [Fact]
    public async Task A_rejected_queue_call_goes_back_to_the_queue_and_to_the_next_agent()
    {
        using var simulator = GwsSimulator.Start();
        using var first = await TestAgent.LogInAsync(simulator, "agent1");
        using var second = await TestAgent.LogInAsync(simulator, "agent2");
        var id = simulator.RingCall("agent1");
        Assert.Equal("Ringing", (string?)(await first.EventAsync("StatusChange"))["call"]!["state"]);
        Assert.Equal(0, (int)(await OperateAsync(first, "calls", id, "Reject"))["statusCode"]!);
        Assert.Equal("Released", (string?)(await first.EventAsync("StatusChange"))["call"]!["state"]);
        Assert.Equal("Ringing", (string?)(await second.EventAsync("StatusChange"))["call"]!["state"]);
        Assert.Equal(["agent1: Ringing", "agent1: Released", "queue: Queued", "agent2: Ringing"],
            simulator.Calls.Single().History);
    }

    [Fact]
    public async Task Of_the_calls_that_are_over_the_oldest_are_forgotten_first()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { InteractionCapacity = 2 });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var open = simulator.RingCall("agent1");
        var over = Enumerable.Range(0, 3).Select(_ => simulator.RingCall("agent1")).ToArray();
        foreach (var call in over)
        {
            simulator.EndCall(call);
        }

        Assert.Equal([open, over[1], over[2]], simulator.Calls.Select(call => call.Id).Order());
    }

    [Fact]
    public async Task A_caller_who_gives_up_in_the_queue_is_no_agents_call_any_more()
    {
        using var simulator = GwsSimulator.Start();
        using var first = await TestAgent.LogInAsync(simulator, "agent1");
        var id = simulator.RingCall("agent1");
        await OperateAsync(first, "calls", id, "Reject");
        var calls = await first.GetAsync("/api/v2/me/calls?fields=*");
        Assert.Empty(calls["calls"]!);
        simulator.EndCall(id);
        Assert.Equal(["agent1: Ringing", "agent1: Released", "queue: Queued", "queue: Released"],
            simulator.Calls.Single().History);
    }

    [Fact]
    public async Task The_attached_data_of_a_call_in_the_queue_is_told_to_nobody()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var id = simulator.RingCall("agent1");
        await OperateAsync(agent, "calls", id, "Reject");
        Assert.Equal("Queued", simulator.Calls.Single().State);
        await agent.EventsAsync();
        foreach (var operation in new[] { "AttachUserData", "UpdateUserData", "DeleteUserDataPair", "DeleteUserData" })
        {
            var answer = await agent.PostAsync("/api/v2/me/calls/" + id, new JObject
            {
                ["operationName"] = operation,
                ["userData"] = new JObject { ["late"] = 1 },
                ["key"] = "late",
            });
            Assert.Equal(2, (int)answer["statusCode"]!);
        }

        simulator.SetUserData(id, new Dictionary<string, object?> { ["Language"] = "sv" });
        Assert.Empty(await agent.EventsAsync());
    }

    [Fact]
    public async Task The_attached_data_of_a_call_that_is_over_stays_as_it_is()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var id = simulator.RingCall("agent1", userData: new Dictionary<string, object?> { ["kept"] = 1 });
        await OperateAsync(agent, "calls", id, "Answer");
        await OperateAsync(agent, "calls", id, "Hangup");
        await agent.EventsAsync();
        foreach (var operation in new[] { "AttachUserData", "UpdateUserData", "DeleteUserDataPair", "DeleteUserData" })
        {
            var answer = await agent.PostAsync("/api/v2/me/calls/" + id, new JObject
            {
                ["operationName"] = operation,
                ["userData"] = new JObject { ["late"] = 1 },
                ["key"] = "kept",
            });
            Assert.Equal(2, (int)answer["statusCode"]!);
        }

        Assert.Empty(await agent.EventsAsync());
        var call = (await agent.GetAsync("/api/v2/me/calls/" + id))["call"]!;
        Assert.Equal("""{"kept":1}""", call["userData"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public async Task A_pair_of_attached_data_takes_the_place_of_the_one_with_its_key()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var id = simulator.RingCall("agent1");
        foreach (var pairs in new[] { """{"list":[1],"group":{"a":1},"gone":1}""", """{"list":[2],"group":{"b":2},"gone":null}""" })
        {
            await agent.PostAsync("/api/v2/me/calls/" + id,
                new JObject { ["operationName"] = "UpdateUserData", ["userData"] = JObject.Parse(pairs) });
            var changed = await agent.EventAsync("AttachedDataChanged");
            Assert.Equal(pairs, changed["call"]!["userData"]!.ToString(Newtonsoft.Json.Formatting.None));
        }
    }

    [Fact]
    public async Task A_key_of_attached_data_that_is_no_text_removes_nothing()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var id = simulator.RingCall("agent1", userData: new Dictionary<string, object?> { ["kept"] = 1 });
        var answer = await agent.PostAsync("/api/v2/me/calls/" + id,
            new JObject { ["operationName"] = "DeleteUserDataPair", ["key"] = new JObject() });
        Assert.Equal(0, (int)answer["statusCode"]!);
        var changed = await agent.EventAsync("AttachedDataChanged");
        Assert.Equal(1, (int)changed["call"]!["userData"]!["kept"]!);
    }

    [Fact]
    public async Task A_direct_call_cannot_be_rejected_and_an_answered_one_neither()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var direct = simulator.RingCall("agent1", fromQueue: false);
        Assert.Equal(3, (int)(await OperateAsync(agent, "calls", direct, "Reject"))["statusCode"]!);
        Assert.Equal("Ringing", simulator.Calls.Single().State);
        Assert.Equal(0, (int)(await OperateAsync(agent, "calls", direct, "Answer"))["statusCode"]!);
        Assert.Equal(2, (int)(await OperateAsync(agent, "calls", direct, "Reject"))["statusCode"]!);
        Assert.Equal(0, (int)(await OperateAsync(agent, "calls", direct, "Hangup"))["statusCode"]!);
        Assert.Equal(2, (int)(await OperateAsync(agent, "calls", direct, "Hangup"))["statusCode"]!);
        Assert.Equal(6, (int)(await OperateAsync(agent, "calls", "none", "Answer"))["statusCode"]!);
    }

    [Fact]
    public async Task Capabilities_say_whether_a_ringing_call_can_be_rejected()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.RingCall("agent1", fromQueue: true,
            userData: new System.Collections.Generic.Dictionary<string, object?> { ["Key"] = 5, ["Empty"] = null });
        simulator.RingCall("agent1", fromQueue: false);
        var queued = (await agent.EventAsync("StatusChange"))["call"]!;
        var direct = (await agent.EventAsync("StatusChange"))["call"]!;
        Assert.Contains("Reject", queued["capabilities"]!.Select(c => (string?)c));
        Assert.DoesNotContain("Reject", direct["capabilities"]!.Select(c => (string?)c));
        Assert.Equal(5, (int)queued["userData"]!["Key"]!);
        Assert.Equal(2, ((JArray)(await agent.GetAsync("/api/v2/me/calls?fields=*"))["calls"]!).Count);
    }

    [Theory]
    [InlineData(DialOutcome.Answered, "Established")]
    [InlineData(DialOutcome.Busy, "Released")]
    public async Task A_dialled_call_ends_as_the_options_say(DialOutcome outcome, string state)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { DialOutcome = outcome });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await DialAsync(agent);
        Assert.Equal("Dialing", (string?)(await agent.EventAsync("StatusChange"))["call"]!["state"]);
        Assert.Equal(state, (string?)(await agent.EventAsync("StatusChange"))["call"]!["state"]);
    }

    [Fact]
    public async Task A_scenario_says_which_numbers_are_busy()
    {
        using var file = new TemporaryFile(".json", """
            { "agents": [ { "userName": "agent1" } ], "dialOutcomes": [ { "phone": "6470*", "outcome": "Busy" }, { "phone": "*", "outcome": "Rings" } ] }
            """);
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = file.Path });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await DialAsync(agent);
        Assert.Equal("Released", simulator.Calls[0].State);
        await DialAsync(agent, "5");
        Assert.Equal("Dialing", simulator.Calls[1].State);
    }

    [Fact]
    public async Task The_other_party_can_answer_and_hang_up()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { DialOutcome = DialOutcome.Rings });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await DialAsync(agent);
        var id = simulator.Calls.Single().Id;
        simulator.AnswerCall(id);
        simulator.EndCall(id);
        Assert.Equal(["agent1: Dialing", "agent1: Established", "agent1: Released"], simulator.Calls.Single().History);
        Assert.Throws<ArgumentException>(() => simulator.EndCall(id));
    }

    [Fact]
    public async Task User_data_can_be_attached_and_taken_away()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var id = simulator.RingCall("agent1");
        await agent.PostAsync("/api/v2/me/calls/" + id,
            new JObject { ["operationName"] = "AttachUserData",
            ["userData"] = new JObject { ["DispositionCode"] = "IssueResolved" } });
        Assert.Equal("IssueResolved",
            (string?)(await agent.EventAsync("AttachedDataChanged"))["call"]!["userData"]!["DispositionCode"]);
        await agent.PostAsync("/api/v2/me/calls/" + id,
            new JObject { ["operationName"] = "DeleteUserDataPair", ["key"] = "DispositionCode" });
        Assert.Null((await agent.EventAsync("AttachedDataChanged"))["call"]!["userData"]);
    }

    [Fact]
    public async Task A_rejected_email_is_completed_for_this_agent_and_offered_to_the_next()
    {
        using var simulator = GwsSimulator.Start();
        using var first = await TestAgent.LogInAsync(simulator, "agent1");
        using var second = await TestAgent.LogInAsync(simulator, "agent2");
        var id = simulator.OfferEmail("agent1", "Hello", "someone@example.com");
        await OperateAsync(first, "emails", id, "Reject");
        Assert.Equal("Invited", (string?)(await first.EventAsync("StatusChange"))["email"]!["state"]);
        Assert.Equal("Completed", (string?)(await first.EventAsync("StatusChange"))["email"]!["state"]);
        var invited = await second.EventAsync("StatusChange");
        Assert.Equal(("Invited", "Hello"), ((string?)invited["email"]!["state"],
            (string?)invited["email"]!["userData"]!["Subject"]));
        Assert.Equal(6, (int)(await OperateAsync(first, "emails", id, "Accept"))["statusCode"]!);
        Assert.Equal(0, (int)(await OperateAsync(second, "emails", id, "Accept"))["statusCode"]!);
        Assert.Equal(2, (int)(await OperateAsync(second, "emails", id, "Reject"))["statusCode"]!);
        Assert.Equal("Processing", simulator.Emails.Single().State);
    }

    private static Task<JObject> OperateAsync(TestAgent agent, string kind, string id, string operation)
        => agent.PostAsync($"/api/v2/me/{kind}/{id}", new JObject { ["operationName"] = operation });

    private static Task<JObject> DialAsync(TestAgent agent, string number = "647000") =>
        agent.PostAsync("/api/v2/me" + agent.DevicePath + "/calls", new JObject
    {
        ["operationName"] = "Dial",
        ["destination"] = new JObject { ["phoneNumber"] = number },
    });
}
