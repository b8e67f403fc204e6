using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Many agents at once; nothing here measures time.</summary>
public sealed class ScaleTests
{
    [Fact]
    public async Task Two_hundred_agents_hold_their_polls_and_each_gets_their_own_event()
    {
        const int Agents = 200;
        using var file = new TemporaryFile(".json", new JObject
        {
            ["agents"] = new JArray(Enumerable.Range(0, Agents).Select(i => new JObject { ["userName"] = "agent" + i })),
        }.ToString());
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = file.Path });
        var agents = await Task.WhenAll(Enumerable.Range(0, Agents).Select(i => TestAgent.LogInAsync(simulator, "agent" + i)));
        var polls = agents.Select(a => a.PollAsync()).ToArray();
        Assert.True(simulator.WaitFor(s => s.Agents.All(a => a.HeldPolls == 1), TimeSpan.FromSeconds(60)));
        for (var i = 0; i < Agents; i++)
        {
            simulator.Publish("agent" + i, "/v2/me/calls", "{\"n\":" + i + "}");
        }

        var replies = await Task.WhenAll(polls);
        Assert.Equal(Enumerable.Range(0, Agents), replies.Select(r => (int)r[0]["data"]!["n"]!));
        foreach (var agent in agents)
        {
            agent.Dispose();
        }
    }

    [Fact]
    public async Task A_list_of_many_records_is_rejected_to_its_end_by_one_agent()
    {
        const int Records = 2000;
        using var csv = new TemporaryFile(".csv", "Phone\n" + string.Join("\n", Enumerable.Range(0, Records)));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = csv.Path,
            RequestLogCapacity = 100 });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var rejected = 0;
        while (await agent.PreviewAsync() is JObject record)
        {
            await agent.RecordAsync("RejectRecord", (long)record["GSW_RECORD_HANDLE"]!);
            rejected++;
            agent.DropEvents();
        }

        Assert.Equal(Records, rejected);
        Assert.Equal(100, simulator.Requests.Count);
        using var other = await TestAgent.LogInAsync(simulator, "agent2");
        Assert.Equal(1, await other.PreviewHandleAsync());
    }
}
