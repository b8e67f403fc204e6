using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Callbacks: when they count, when they come back, and to whom.</summary>
public sealed class CallbackTests
{
    [Fact]
    public async Task A_personal_callback_comes_back_to_its_agent_when_the_clock_says_so()
    {
        using var simulator = GwsSimulator.Start();
        using var item = await TestAgent.LogInAsync(simulator, "agent1");
        using var two = await TestAgent.LogInAsync(simulator, "agent2");
        var handle = await item.PreviewHandleAsync();
        await RescheduleAsync(item, handle, "Personal", TimeSpan.FromHours(2));
        Assert.Equal("agent1", Record(simulator, handle).Agent);
        await item.RecordAsync("CompleteRecord", handle);
        await item.EventAsync("RecordProcessedAcknowledge");
        Assert.Equal(("Ready", "PersonalRescheduled"), (Record(simulator, handle).Status, Record(simulator, handle).RecordType));

        simulator.AdvanceClock(TimeSpan.FromHours(1));
        Assert.Null(Record(simulator, handle).Agent);
        simulator.AdvanceClock(TimeSpan.FromHours(1));
        var due = await item.EventAsync("ScheduledCall");
        Assert.Equal(handle, (long)due["record"]!["userData"]!["GSW_RECORD_HANDLE"]!);
        Assert.Null(due["referenceId"]);
        Assert.DoesNotContain(await two.EventsAsync(), e => e.ToString().Contains("ScheduledCall"));
    }

    [Theory]
    [InlineData("Personal")]
    [InlineData("Campaign")]
    public async Task A_callback_outlives_the_completion_of_another_record_of_its_chain(string type)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        var other = handle + 1;
        Assert.Equal(Record(simulator, handle).ChainId, Record(simulator, other).ChainId);
        await RescheduleAsync(agent, other, type, TimeSpan.FromHours(2));
        var at = Record(simulator, other).ScheduledFor;
        await agent.RecordAsync("CompleteRecord", handle, new JObject { ["callResult"] = "NoAnswer" });
        await agent.EventAsync("RecordProcessedAcknowledge");
        Assert.Equal(("Updated", 7), (Record(simulator, handle).Status, Record(simulator, handle).CallResult));
        Assert.NotNull(at);
        Assert.Equal(("Ready", at), (Record(simulator, other).Status, Record(simulator, other).ScheduledFor));

        simulator.AdvanceClock(TimeSpan.FromHours(2));
        var back = type == "Personal"
            ? (long)(await agent.EventAsync("ScheduledCall"))["record"]!["userData"]!["GSW_RECORD_HANDLE"]!
            : await agent.PreviewHandleAsync();
        Assert.Equal(other, back);
    }

    [Fact]
    public async Task A_personal_callback_comes_back_in_the_campaign_in_which_it_was_set()
    {
        using var scenario = new TemporaryFile(".json", OneListInTwoCampaigns("\"a1\""));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        using var agent = await TestAgent.LogInAsync(simulator, "a2");
        var handle = await SetAsideAsync(agent, "Personal");
        simulator.AdvanceClock(TimeSpan.FromHours(2));
        var due = (await agent.EventAsync("ScheduledCall"))["record"]!["userData"]!;
        Assert.Equal(("Second", handle), ((string?)due["GSW_CAMPAIGN_NAME"], (long)due["GSW_RECORD_HANDLE"]!));
        await agent.RecordAsync("CompleteRecord", handle, campaign: "Second", list: "Shared", referenceId: "done");
        await agent.EventAsync("RecordProcessedAcknowledge");
    }

    [Fact]
    public async Task A_personal_callback_whose_campaign_has_stopped_comes_in_another_of_the_agents_campaigns()
    {
        using var scenario = new TemporaryFile(".json", OneListInTwoCampaigns("\"a1\", \"a2\""));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        using var agent = await TestAgent.LogInAsync(simulator, "a2");
        await SetAsideAsync(agent, "Personal");
        simulator.StopCampaign("Second");
        simulator.AdvanceClock(TimeSpan.FromHours(2));
        var due = await agent.EventAsync("ScheduledCall");
        Assert.Equal("First", (string?)due["record"]!["userData"]!["GSW_CAMPAIGN_NAME"]);
    }

    [Fact]
    public async Task A_campaign_callback_is_pushed_though_another_campaign_of_the_list_does_not_push()
    {
        using var scenario = new TemporaryFile(".json", OneListInTwoCampaigns("\"a1\""));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        using var agent = await TestAgent.LogInAsync(simulator, "a2");
        var handle = await SetAsideAsync(agent, "Campaign");
        simulator.AdvanceClock(TimeSpan.FromHours(2));
        Assert.Equal("a2", Record(simulator, handle).Agent);
    }

    [Fact]
    public async Task A_personal_callback_waits_for_its_agent_to_log_in()
    {
        using var simulator = GwsSimulator.Start();
        using (var item = await TestAgent.LogInAsync(simulator, "agent1"))
        {
            var handle = await item.PreviewHandleAsync();
            await RescheduleAsync(item, handle, "Personal", TimeSpan.FromHours(1));
            await item.RecordAsync("CompleteRecord", handle);
            await item.PostAsync("/api/v2/me", new JObject { ["operationName"] = "EndContactCenterSession" });
        }

        simulator.AdvanceClock(TimeSpan.FromHours(3));
        using var again = await TestAgent.LogInAsync(simulator, "agent1");
        await again.EventAsync("ScheduledCall");
    }

    [Fact]
    public async Task A_personal_callback_that_fell_due_while_its_campaign_was_stopped_comes_when_the_campaign_starts()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await RescheduleAsync(agent, handle, "Personal", TimeSpan.FromHours(1));
        await agent.RecordAsync("CompleteRecord", handle);
        await agent.EventAsync("RecordProcessedAcknowledge");
        simulator.StopCampaign("Campaign1");
        simulator.AdvanceClock(TimeSpan.FromHours(2));
        Assert.Null(Record(simulator, handle).Agent);

        simulator.StartCampaign("Campaign1");
        Assert.Equal("agent1", Record(simulator, handle).Agent);
        var due = await agent.EventAsync("ScheduledCall");
        Assert.Equal(handle, (long)due["record"]!["userData"]!["GSW_RECORD_HANDLE"]!);
    }

    [Fact]
    public async Task A_campaign_callback_goes_to_anyone_who_asks_once_it_is_due()
    {
        using var simulator = GwsSimulator.Start();
        using var item = await TestAgent.LogInAsync(simulator, "agent1");
        using var two = await TestAgent.LogInAsync(simulator, "agent2");
        var handle = await item.PreviewHandleAsync();
        await RescheduleAsync(item, handle, "Campaign", TimeSpan.FromHours(2));
        await item.RecordAsync("CompleteRecord", handle);
        await item.EventAsync("RecordProcessedAcknowledge");
        Assert.NotEqual(handle, await two.PreviewHandleAsync());
        simulator.AdvanceClock(TimeSpan.FromHours(2));
        Assert.Equal(handle, await two.PreviewHandleAsync());
    }

    [Fact]
    public async Task A_callback_falls_due_by_real_time_as_well()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await RescheduleAsync(agent, handle, "Personal", TimeSpan.FromSeconds(2));
        await agent.RecordAsync("CompleteRecord", handle);
        await agent.EventAsync("ScheduledCall");
    }

    [Fact]
    public async Task A_time_in_the_past_is_refused()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("RescheduleRecord", handle,
            new JObject { ["callbackType"] = "Personal", ["timestamp"] = 1433917552 }, referenceId: "past");
        Assert.Equal("Invalid Date Time", await agent.ErrorAsync("past"));
        Assert.Null(Record(simulator, handle).ScheduledFor);
    }

    private static SimulatedRecord Record(GwsSimulator simulator, long handle) =>
        simulator.Records.Single(r => r.RecordHandle == handle);

    /// <summary>A push campaign and, before it, another of the same list.</summary>
    private static string OneListInTwoCampaigns(string agentsOfFirst) => $$"""
        {
          "agents": [ { "userName": "a1" }, { "userName": "a2" } ],
          "callingLists": [ { "name": "Shared", "records": [ { "contact_info": "1" } ] } ],
          "campaigns": [ { "name": "First", "callingLists": [ "Shared" ], "agents": [ {{agentsOfFirst}} ] },
                         { "name": "Second", "dialingMode": "PushPreview", "callingLists": [ "Shared" ], "agents": [ "a2" ] } ]
        }
        """;

    /// <summary>Takes the only record in the second campaign, sets a callback in an hour, and is done with it.</summary>
    private static async Task<long> SetAsideAsync(TestAgent agent, string callbackType)
    {
        await agent.CampaignAsync("StartPreviewSession", "Second");
        var handle = (long)(await agent.EventAsync("PreviewRecord"))["record"]!["userData"]!["GSW_RECORD_HANDLE"]!;
        var callback = new JObject
        {
            ["callbackType"] = callbackType,
            ["timestamp"] = agent.Simulator.Now.AddHours(1).ToUnixTimeSeconds(),
        };
        await agent.RecordAsync("RescheduleRecord", handle, callback, "Second", "Shared");
        await agent.EventAsync("ScheduledRecordRescheduleAcknowledge");
        await agent.RecordAsync("CompleteRecord", handle, campaign: "Second", list: "Shared");
        await agent.EventAsync("RecordProcessedAcknowledge");
        return handle;
    }

    private static async Task RescheduleAsync(TestAgent agent, long handle, string type, TimeSpan after)
    {
        var at = agent.Simulator.Now + after;
        await agent.RecordAsync("RescheduleRecord", handle,
            new JObject { ["callbackType"] = type, ["timestamp"] = at.ToUnixTimeSeconds() });
        await agent.EventAsync("ScheduledRecordRescheduleAcknowledge");
    }
}
