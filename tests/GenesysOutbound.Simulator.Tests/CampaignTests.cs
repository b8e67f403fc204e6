using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

public sealed class CampaignTests
{
    [Fact]
    public async Task At_login_each_campaign_is_told_once_with_the_documents_members()
    {
        using var simulator = GwsSimulator.Start();
        simulator.StopCampaign("Push Campaign");
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var told = (await agent.EventsAsync()).Where(e => (string?)e["channel"] == "/v2/me/outbound").Select(e => e["data"]!)
            .ToArray();
        Assert.Equal(
            [("Campaign1", "CampaignStarted"), ("Outbound Campaign Custom", "CampaignStarted"),
                ("Push Campaign", "CampaignLoaded")],
            told.Select(d => ((string)d["campaign"]!["name"]!, (string)d["notificationType"]!)));
        Assert.All(told, d => Assert.Equal(
            ["applicationId", "description", "devicePath", "dialingMode", "groupDescription", "groupName", "name", "state"],
            ((JObject)d["campaign"]!).Properties().Select(p => p.Name).Order()));
    }

    [Fact]
    public async Task A_preview_session_starts_and_ends_with_the_documents_answers()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.CampaignAsync("StartPreviewSession", referenceId: "1");
        var started = await agent.EventAsync("PreviewSessionStarted");
        Assert.Equal(("1", "Started", 134),
            ((string?)started["referenceId"], (string?)started["campaign"]!["state"],
            (int)started["campaign"]!["applicationId"]!));
        Assert.Equal(["agent1"], simulator.Campaigns[0].PreviewSessions);
        await agent.CampaignAsync("EndPreviewSession", referenceId: "2");
        var ended = await agent.EventAsync("PreviewSessionEnded");
        Assert.Equal(["applicationId", "devicePath", "name", "state"], ((JObject)ended["campaign"]!).Properties()
            .Select(p => p.Name).Order());
        Assert.Empty(simulator.Campaigns[0].PreviewSessions);
    }

    [Fact]
    public async Task The_life_of_a_campaign_is_told_and_obeyed()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.StopCampaign("Campaign1");
        await agent.EventAsync("CampaignStopped");
        await agent.CampaignAsync("GetPreviewRecord", referenceId: "x");
        Assert.Equal("Error", (string?)(await agent.EventAsync(e =>
            (string?)e["data"]!["referenceId"] == "x"))["data"]!["notificationType"]);
        simulator.UnloadCampaign("Campaign1");
        await agent.EventAsync("CampaignUnloaded");
        simulator.LoadCampaign("Campaign1");
        await agent.EventAsync("CampaignLoaded");
        simulator.StartCampaign("Campaign1");
        await agent.EventAsync(e => (string?)e["data"]!["notificationType"] == "CampaignStarted"
            && (string?)e["data"]!["campaign"]!["name"] == "Campaign1");
        simulator.ChangeCampaignMode("Campaign1", "PushPreview");
        Assert.Equal("PushPreview", (string?)(await agent.EventAsync("CampaignModeChanged"))["campaign"]!["dialingMode"]);
    }

    [Fact]
    public async Task A_push_campaign_brings_a_record_after_the_start_and_after_each_that_is_done()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.CampaignAsync("StartPreviewSession", "Push Campaign");
        for (var i = 0; i < 4; i++)
        {
            var pushed = await agent.EventAsync("PreviewRecord");
            Assert.Null(pushed["referenceId"]);
            var handle = (long)pushed["record"]!["userData"]!["GSW_RECORD_HANDLE"]!;
            await agent.RecordAsync("CompleteRecord", handle, new JObject { ["callResult"] = "Answer" }, "Push Campaign",
                "PushList");
            await agent.EventAsync("RecordProcessedAcknowledge");
        }

        Assert.All(simulator.Records.Where(r => r.CallingList == "PushList"), r => Assert.NotEqual("Ready", r.Status));
    }

    [Fact]
    public async Task A_record_can_be_pushed_and_withdrawn_by_hand()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = simulator.PushRecord("agent1", "Campaign1");
        await agent.EventAsync("PreviewRecord");
        simulator.WithdrawRecord(handle!.Value);
        var withdrawn = await agent.EventAsync("RecordCancel");
        Assert.Equal(handle, (long?)withdrawn["record"]!["recordHandle"]);
        Assert.Null(simulator.Records.Single(r => r.RecordHandle == handle).Agent);
        Assert.Throws<ArgumentException>(() => simulator.WithdrawRecord(handle.Value));
    }

    [Fact]
    public async Task Many_agents_on_one_list_never_hold_the_same_record_and_finish_each_once()
    {
        using var scenario = new TemporaryFile(".json", Big(agents: 5, chains: 150));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path });
        await Task.WhenAll(simulator.Agents.Select((a, i) => Task.Run(() => WorkAsync(simulator, a.UserName, i))));

        Assert.Equal(300, simulator.Records.Count);
        foreach (var record in simulator.Records)
        {
            string? holder = null;
            foreach (var step in record.History)
            {
                Assert.True(step.What == "Delivered" ? holder is null : true, record + " was given to two agents");
                holder = step.What switch
                {
                    "Delivered" => step.Agent,
                    "RejectRecord" or "CompleteRecord" or "CancelRecord" => null,
                    _ => holder,
                };
            }

            Assert.True(record.History.Count(h => h.What is "CompleteRecord" or "CancelRecord") <= 1, record.ToString());
        }

        // Who is left was rejected by everyone.
        Assert.All(simulator.Records.Where(r => r.Status == "Ready"), r => Assert.Null(r.Agent));
    }

    private static async Task WorkAsync(GwsSimulator simulator, string user, int seed)
    {
        using var agent = await TestAgent.LogInAsync(simulator, user);
        var random = new Random(seed);
        while (await agent.PreviewAsync("Big") is JObject record)
        {
            var (operation, answer) = random.Next(4) switch
            {
                0 => ("RejectRecord", "RecordRejectAcknowledge"),
                1 => ("CancelRecord", "RecordCancelAcknowledge"),
                _ => ("CompleteRecord", "RecordProcessedAcknowledge"),
            };
            await agent.RecordAsync(operation, (long)record["GSW_RECORD_HANDLE"]!, null, "Big", "BigList");
            await agent.EventAsync(answer);
        }
    }

    private static string Big(int agents, int chains) => new JObject
    {
        ["agents"] = new JArray(Enumerable.Range(1, agents).Select(i => new JObject { ["userName"] = "a" + i })),
        ["callingLists"] = new JArray(new JObject
        {
            ["name"] = "BigList",
            ["records"] = new JArray(Enumerable.Range(0, chains * 2)
                .Select(i => new JObject { ["chain_id"] = (i / 2) + 1, ["contact_info"] = "1" + i })),
        }),
        ["campaigns"] = new JArray(new JObject { ["name"] = "Big", ["callingLists"] = new JArray("BigList") }),
    }.ToString();
}
