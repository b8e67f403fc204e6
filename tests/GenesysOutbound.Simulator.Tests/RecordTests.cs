using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>The agent that each record goes to, and the state in which it ends.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_rejected_record_goes_to_the_next_agent_and_not_back_to_the_same()
    {
        using var simulator = GwsSimulator.Start();
        using var item = await TestAgent.LogInAsync(simulator, "agent1");
        using var two = await TestAgent.LogInAsync(simulator, "agent2");
        var handle = await item.PreviewHandleAsync();
        await item.RecordAsync("RejectRecord", handle);
        await item.EventAsync("RecordRejectAcknowledge");
        Assert.NotEqual(handle, await item.PreviewHandleAsync());
        Assert.Equal(handle, await two.PreviewHandleAsync());
        Assert.Equal(["Delivered", "RejectRecord", "Delivered"], Record(simulator, handle).History.Select(h => h.What));
        Assert.Equal("agent2", Record(simulator, handle).Agent);
    }

    [Fact]
    public async Task The_records_of_an_agent_are_those_of_the_chains_that_the_agent_holds()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        Assert.Empty(simulator.RecordsOf("agent1"));
        var handle = await agent.PreviewHandleAsync();
        Assert.Equal(simulator.Records.Where(r => r.Agent == "agent1").Select(r => r.RecordHandle), simulator.RecordsOf("agent1")
            .Select(r => r.RecordHandle));
        Assert.Contains(simulator.RecordsOf("agent1"), r => r.RecordHandle == handle);
        await agent.RecordAsync("CompleteRecord", handle);
        await agent.EventAsync("RecordProcessedAcknowledge");
        Assert.Empty(simulator.RecordsOf("agent1"));
        Assert.Empty(simulator.RecordsOf("nobody"));
    }

    [Fact]
    public async Task A_cancelled_record_goes_to_nobody_and_the_rest_of_its_chain_to_the_next()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("CancelRecord", handle);
        await agent.EventAsync("RecordCancelAcknowledge");
        Assert.Equal("Cancelled", Record(simulator, handle).Status);
        Assert.Equal(52, Record(simulator, handle).CallResult);
        Assert.Equal(Record(simulator, handle).ChainId, Record(simulator, await agent.PreviewHandleAsync()).ChainId);
    }

    [Fact]
    public async Task A_cancelled_chain_goes_to_nobody()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("CancelRecord", handle, new JObject { ["chainAttribute"] = "AllChain" });
        await agent.EventAsync("RecordCancelAcknowledge");
        var chain = Record(simulator, handle).ChainId;
        Assert.All(simulator.Records.Where(r => r.CallingList == "CallingList1" && r.ChainId == chain), r =>
            Assert.Equal("Cancelled", r.Status));
        Assert.NotEqual(chain, Record(simulator, await agent.PreviewHandleAsync()).ChainId);
    }

    [Theory]
    [InlineData("Busy", 6)]
    [InlineData("NoAnswer", 7)]
    [InlineData("ANSWERING_MACHINE", 9)]
    [InlineData("99", 99)]
    public async Task A_completed_record_keeps_its_result_and_closes_its_chain(string result, int number)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("CompleteRecord", handle, new JObject { ["callResult"] = result });
        await agent.EventAsync("RecordProcessedAcknowledge");
        Assert.Equal(("Updated", number), (Record(simulator, handle).Status, Record(simulator, handle).CallResult));
        Assert.Equal("ChainUpdated", Record(simulator, handle + 1).Status);
    }

    [Fact]
    public async Task Do_not_call_finishes_the_record()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("DoNotCallRecord", handle, new JObject { ["chainAttribute"] = "AllChain" });
        await agent.EventAsync("DoNotCallAcknowledge");
        Assert.Equal(("Updated", "NoCall", 51),
            (Record(simulator, handle).Status, Record(simulator, handle).RecordType, Record(simulator, handle + 1).CallResult));
        await agent.RecordAsync("CompleteRecord", handle, referenceId: "late");
        Assert.Equal("Record Already Processed", await agent.ErrorAsync("late"));
    }

    [Fact]
    public async Task Do_not_call_by_number_marks_what_nobody_holds_and_names_no_handle()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.PostAsync("/api/v2/me/outbound-records", new JObject
        {
            ["operationName"] = "DoNotCallRecord",
            ["applicationId"] = 134,
            ["campaignName"] = "Campaign1",
            ["devicePath"] = agent.DevicePath,
            ["phoneNumber"] = "647002",
        });
        var record = (await agent.EventAsync("DoNotCallAcknowledge"))["record"]!;
        Assert.Equal("647002", (string?)record["phoneNumber"]);
        Assert.Null(record["recordHandle"]);
        Assert.Equal("NoCall", simulator.Records.Single(r => r.Phone == "647002").RecordType);
    }

    [Fact]
    public async Task An_update_changes_the_record_and_leaves_it_with_the_agent()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("UpdateRecord", handle, new JObject
        {
            ["phoneNumber"] = "999",
            ["phoneType"] = "PinPager",
            ["timeZone"] = "EDT",
            ["from"] = 36900,
            ["until"] = 85500,
            ["otherFields"] = new JObject { ["custom2"] = 42 },
        });
        await agent.EventAsync("UpdateCallCompletionStatsAcknowledge");
        var record = Record(simulator, handle);
        Assert.Equal(("999", 9, "EDT", 36900, 85500),
            (record.Phone, record.PhoneType, record.TimeZone, record.From, record.Until));
        Assert.Equal(42L, record.Fields["custom2"]);
        Assert.Equal("agent1", record.Agent);
    }

    [Fact]
    public async Task A_new_record_starts_a_chain_or_joins_one()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var before = simulator.Records.Count;
        var chains = simulator.Records.Where(r => r.CallingList == "CallingList1").Max(r => r.ChainId);
        Assert.Equal(0, (int)(await AddAsync(agent, null))["statusCode"]!);
        var first = (await agent.EventAsync("AddRecordAcknowledge"))["record"]!;
        await AddAsync(agent, chains + 1);
        await agent.EventAsync("AddRecordAcknowledge");
        var added = simulator.Records.Skip(before).ToArray();
        Assert.Equal(2, added.Length);
        Assert.Equal((long)first["recordHandle"]!, added[0].RecordHandle);
        Assert.All(added, r => Assert.Equal(chains + 1, r.ChainId));
        Assert.Equal([0, 1], added.Select(r => r.ChainNumber));
        Assert.Equal("extra", added[0].Fields["custom1"]);
    }

    [Fact]
    public async Task When_the_list_is_empty_the_server_says_so()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var seen = 0;
        while (await agent.PreviewAsync() is not null)
        {
            seen++;
        }

        Assert.Equal(12, seen);
        await agent.CampaignAsync("GetPreviewRecord", referenceId: "last");
        var error = (await agent.EventAsync(e => (string?)e["data"]!["referenceId"] == "last"))["data"]!;
        Assert.Equal("Error", (string?)error["notificationType"]);
        Assert.Equal("No Records Available", (string?)error["record"]!["userData"]!["GSW_ERROR"]);
        var twin = await agent.EventAsync(e => (string?)e["channel"] == "/me/internal"
            && e["data"]!["userData"]!["GSW_ERROR"] is not null);
        Assert.Equal("No Records Available", (string?)twin["data"]!["userData"]!["GSW_ERROR"]);
    }

    [Fact]
    public async Task A_dialled_record_counts_the_attempt()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var userData = (await agent.PreviewAsync())!;
        var dialled = await agent.PostAsync("/api/v2" + agent.DevicePath + "/calls", new JObject
        {
            ["operationName"] = "Dial",
            ["destination"] = new JObject { ["phoneNumber"] = userData["GSW_PHONE"] },
            ["userData"] = userData,
        });
        Assert.Equal(0, (int)dialled["statusCode"]!);
        Assert.Equal("Dialing", (string?)(await agent.EventAsync("StatusChange"))["call"]!["state"]);
        var established = (await agent.EventAsync("StatusChange"))["call"]!;
        Assert.Equal("Established", (string?)established["state"]);
        Assert.Equal(userData["GSW_RECORD_HANDLE"], established["userData"]!["GSW_RECORD_HANDLE"]);
        Assert.Equal(1, Record(simulator, (long)userData["GSW_RECORD_HANDLE"]!).Attempts);
    }

    private static SimulatedRecord Record(GwsSimulator simulator, long handle) =>
        simulator.Records.Single(r => r.RecordHandle == handle);

    private static Task<JObject> AddAsync(TestAgent agent, long? chain)
    {
        var more = new JObject { ["otherFields"] = new JObject { ["custom1"] = "extra" } };
        if (chain is not null)
        {
            more["chainId"] = chain;
        }

        return agent.AddRecordAsync("Campaign1", "CallingList1", more);
    }
}
