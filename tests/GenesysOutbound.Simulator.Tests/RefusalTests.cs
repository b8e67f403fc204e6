using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>What the web server and the Outbound Contact Server refuse, and how.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task What_a_real_server_would_refuse_is_refused()
    {
        using var simulator = GwsSimulator.Start();
        using var first = await TestAgent.LogInAsync(simulator, "agent1");
        using var second = await TestAgent.LogInAsync(simulator, "agent2");
        var handle = await first.PreviewHandleAsync();
        await second.RecordAsync("RejectRecord", handle, referenceId: "a");
        Assert.Equal("Record Assigned To Another Agent", await second.ErrorAsync("a"));
        await first.RecordAsync("RejectRecord", handle + 5, referenceId: "b");
        Assert.Equal("Record Not Assigned To Agent", await first.ErrorAsync("b"));
        await first.RecordAsync("RejectRecord", 4711, referenceId: "c");
        Assert.Equal("Invalid Record Handle", await first.ErrorAsync("c"));
        await first.RecordAsync("RejectRecord", handle, campaign: "No Campaign", referenceId: "d");
        Assert.Equal("Campaign Not Found", await first.ErrorAsync("d"));
        await first.RecordAsync("RejectRecord", handle, campaign: "Push Campaign", referenceId: "e");
        Assert.Equal("Record Belongs To Another Campaign", await first.ErrorAsync("e"));
        await first.RecordAsync("RejectRecord", handle, list: "PushList", referenceId: "f");
        Assert.Equal("Calling List Not Found", await first.ErrorAsync("f"));
        await first.RecordAsync("RejectRecord", handle, new JObject { ["applicationId"] = 7 }, referenceId: "g");
        Assert.Equal("Invalid Application ID", await first.ErrorAsync("g"));
        await first.CampaignAsync("GetPreviewRecord", "No Campaign", "h");
        Assert.Equal("Campaign Not Found", await first.ErrorAsync("h"));
        Assert.Equal("agent1", simulator.Records.Single(r => r.RecordHandle == handle).Agent);
    }

    [Theory]
    [InlineData("RejectRecord", "operationName", 1)]
    [InlineData("RejectRecord", "applicationId", 1)]
    [InlineData("RejectRecord", "campaignName", 1)]
    [InlineData("RejectRecord", "callingList", 1)]
    [InlineData("RejectRecord", "devicePath", 1)]
    [InlineData("GetChainedRecord", "callingList", 0)]
    [InlineData("RescheduleRecord", "callbackType", 1)]
    public async Task A_missing_parameter_is_status_1(string operation, string without, int status)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var body = new JObject
        {
            ["operationName"] = operation,
            ["applicationId"] = 134,
            ["campaignName"] = "Campaign1",
            ["callingList"] = "CallingList1",
            ["devicePath"] = agent.DevicePath,
        };
        body.Remove(without);
        Assert.Equal(status, (int)(await agent.PostAsync("/api/v2/me/outbound-records/1", body))["statusCode"]!);
    }

    [Theory]
    [InlineData("callResult", "NotAResult", 10)]
    [InlineData("phoneType", "Fax", 10)]
    [InlineData("from", -1, 10)]
    [InlineData("until", 86400, 10)]
    [InlineData("from", "10:15", 10)]
    [InlineData("chainAttribute", "Half", 10)]
    [InlineData("devicePath", "/devices/another", 6)]
    [InlineData("applicationId", "text", 10)]
    [InlineData("operationName", "EatRecord", 3)]
    public async Task A_value_that_is_not_allowed_is_refused(string name, object value, int status)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        Assert.Equal(status, (int)(await agent.RecordAsync("UpdateRecord", handle,
            new JObject { [name] = JToken.FromObject(value) }))["statusCode"]!);
    }

    [Theory]
    [InlineData("99999999999999999999999")]
    [InlineData("-99999999999999999999999")]
    [InlineData("2147483648")]
    public async Task A_call_result_beyond_the_range_is_refused(string number)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        Assert.Equal(10, (int)(await agent.RecordAsync("CompleteRecord", handle,
            new JObject { ["callResult"] = JToken.Parse(number) }))["statusCode"]!);
        Assert.Equal("agent1", simulator.Records.Single(r => r.RecordHandle == handle).Agent);
    }

    [Theory]
    [InlineData("Campaign1", null)]
    [InlineData("Campaign1", "CallingList1")]
    public async Task Do_not_call_by_number_with_another_application_marks_nothing(string campaign, string? list)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.PostAsync("/api/v2/me/outbound-records", new JObject
        {
            ["operationName"] = "DoNotCallRecord",
            ["applicationId"] = 999,
            ["devicePath"] = agent.DevicePath,
            ["campaignName"] = campaign,
            ["callingList"] = list,
            ["phoneNumber"] = simulator.Records[0].Phone,
            ["referenceId"] = "other",
        });
        Assert.Equal("Invalid Application ID", await agent.ErrorAsync("other"));
        Assert.All(simulator.Records, record => Assert.Equal("Ready", record.Status));
    }

    [Fact]
    public async Task Without_a_contact_center_session_nothing_goes_out()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        await agent.GetAsync("/api/v2/me");
        Assert.Equal(2, (int)(await agent.CampaignAsync("StartPreviewSession"))["statusCode"]!);
    }
}
