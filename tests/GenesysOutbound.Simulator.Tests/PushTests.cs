using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>
/// Push preview: a record that comes to the pool reaches an agent who waits. The first agent has the only record, the second
/// waits in a preview session.
/// </summary>
public sealed class PushTests
{
    [Theory]
    [InlineData("reject")]
    [InlineData("cancel")]
    [InlineData("withdraw")]
    [InlineData("logout")]
    public async Task What_one_agent_gives_back_comes_to_another_who_waits(string how)
    {
        using var scenario = new TemporaryFile(".json", Scenario());
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        using var first = await StartAsync(simulator, "a1");
        using var second = await StartAsync(simulator, "a2");
        var handle = Held(simulator, "a1");
        Assert.NotNull(handle);
        Assert.Null(Held(simulator, "a2"));
        switch (how)
        {
            case "withdraw":
                simulator.WithdrawRecord(handle.Value);
                break;
            case "logout":
                await first.PostAsync("/api/v2/me", new JObject { ["operationName"] = "EndContactCenterSession" });
                break;
            default:
                await RecordAsync(first, how == "reject" ? "RejectRecord" : "CancelRecord", handle.Value);
                break;
        }

        // A cancelled record is done with; the other record of its chain comes in its place.
        var expected = how == "cancel" ? handle + 1 : handle;
        Assert.Equal(expected, Held(simulator, "a2"));
        Assert.Null(Held(simulator, "a1"));
        var pushed = await second.EventAsync("PreviewRecord");
        Assert.Equal(expected, (long)pushed["record"]!["userData"]!["GSW_RECORD_HANDLE"]!);
        Assert.Null(pushed["referenceId"]);
    }

    [Fact]
    public async Task A_new_record_comes_to_an_agent_who_waits()
    {
        using var scenario = new TemporaryFile(".json", Scenario());
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        using var first = await StartAsync(simulator, "a1");
        using var second = await StartAsync(simulator, "a2");
        await first.AddRecordAsync("Push", "PushList");
        var added = (long)(await first.EventAsync("AddRecordAcknowledge"))["record"]!["recordHandle"]!;
        Assert.Equal(added, Held(simulator, "a2"));
        await second.EventAsync("PreviewRecord");
    }

    [Fact]
    public async Task A_record_that_may_return_to_who_rejected_it_goes_to_another_who_waits_first()
    {
        using var scenario = new TemporaryFile(".json", Scenario(returns: true));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        using var first = await StartAsync(simulator, "a1");
        var handle = Held(simulator, "a1")!.Value;

        // Alone, the agent gets it again.
        await RecordAsync(first, "RejectRecord", handle);
        Assert.Equal(handle, Held(simulator, "a1"));

        using var second = await StartAsync(simulator, "a2");
        await RecordAsync(first, "RejectRecord", handle);
        Assert.Equal((null, (long?)handle), (Held(simulator, "a1"), Held(simulator, "a2")));
        await RecordAsync(second, "RejectRecord", handle);
        Assert.Equal(((long?)handle, null), (Held(simulator, "a1"), Held(simulator, "a2")));
        Assert.Equal(4, simulator.Records.Single(r => r.RecordHandle == handle).History.Count(h => h.What == "Delivered"));
    }

    [Fact]
    public async Task A_record_that_both_agents_rejected_rests_in_the_pool()
    {
        using var scenario = new TemporaryFile(".json", Scenario());
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        using var first = await StartAsync(simulator, "a1");
        using var second = await StartAsync(simulator, "a2");
        var handle = Held(simulator, "a1")!.Value;
        await RecordAsync(first, "RejectRecord", handle);
        await RecordAsync(second, "RejectRecord", handle);
        var record = simulator.Records.Single(r => r.RecordHandle == handle);
        Assert.Equal(("Ready", null), (record.Status, record.Agent));
        Assert.Equal(["Delivered", "RejectRecord", "Delivered", "RejectRecord"], record.History.Select(h => h.What));
    }

    private static async Task<TestAgent> StartAsync(GwsSimulator simulator, string user)
    {
        var agent = await TestAgent.LogInAsync(simulator, user);
        await agent.CampaignAsync("StartPreviewSession", "Push");
        await agent.EventAsync("PreviewSessionStarted");
        return agent;
    }

    /// <summary>Sends an operation on a record; its whole effect is there when the request is answered.</summary>
    private static async Task RecordAsync(TestAgent agent, string operation, long handle)
    {
        var answer = await agent.RecordAsync(operation, handle, campaign: "Push", list: "PushList");
        Assert.Equal(0, (int)answer["statusCode"]!);
    }

    private static long? Held(GwsSimulator simulator, string agent)
        => simulator.RecordsOf(agent) is [var record, ..] ? record.RecordHandle : null;

    private static string Scenario(bool returns = false) => new JObject
    {
        ["settings"] = new JObject { ["rejectedRecordReturnsToSameAgent"] = returns },
        ["agents"] = new JArray(new JObject { ["userName"] = "a1" }, new JObject { ["userName"] = "a2" }),
        ["callingLists"] = new JArray(new JObject
        {
            ["name"] = "PushList",
            ["records"] = new JArray(Enumerable.Range(0, 2)
                .Select(i => new JObject { ["chain_id"] = 1, ["contact_info"] = "1" + i })),
        }),
        ["campaigns"] = new JArray(new JObject
        {
            ["name"] = "Push",
            ["dialingMode"] = "PushPreview",
            ["callingLists"] = new JArray("PushList"),
        }),
    }.ToString();
}
