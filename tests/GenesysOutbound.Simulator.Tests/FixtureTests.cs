using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>The simulator answers the documents' requests with the documents' samples.</summary>
public sealed class FixtureTests
{
    private static readonly string[] Times =
    [
        "$[1].data.metrics.eventProcessing.serverGenerationTimestamp",
        "$[1].data.metrics.eventProcessing.nodeProcessingTimeNanos",
        "$[1].data.metrics.eventProcessing.serverProcessingTimeTotalMs",
        "$[2].id",
    ];

    [Fact]
    public async Task RejectRecord_is_answered_with_the_documents_sample()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        while (await agent.PreviewHandleAsync() != 9)
        {
            // The sample is about record 9; the built-in scenario has it on the same list.
        }

        await agent.EventsAsync();
        await CheckAsync(agent, "reject-record", Times);
        Assert.Equal("Ready", simulator.Records.Single(r => r.RecordHandle == 9).Status);
    }

    [Fact]
    public async Task GetChainedRecord_is_answered_with_the_documents_sample()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent2");
        while (await agent.PreviewHandleAsync() != 7)
        {
            // The sample is about record 7, a chain of one.
        }

        await agent.EventsAsync();
        await CheckAsync(agent, "get-chained-record", [.. Times, "$[1].data.userData.GSW_CHAIN_ID"]);
    }

    [Fact]
    public async Task Voice_Reject_is_answered_with_the_documents_sample()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var call = simulator.RingCall("agent1");
        await agent.EventsAsync();
        var reply = await SendAsync(agent, "voice-reject", "013V08JRL498H10I04000VTAES00000I", call);
        Shape.AssertSame(Shape.Fixture("voice-reject.response.json"), reply);
        var events = (await agent.EventsAsync()).Where(e => (string?)e["channel"] == "/v2/me/calls").ToArray();
        Shape.AssertSame(Shape.Fixture("voice-reject.events.json"), new JArray(events.Cast<object>().ToArray()),
            "$[0].data.call.id", "$[0].data.call.callUuid", "$[0].data.call.connId", "$[0].data.call.deviceUri",
                "$[0].data.call.uri", "$[0].data.call.path",
            "$[0].data.call.duration");
    }

    [Fact]
    public async Task Email_Reject_is_answered_with_the_documents_sample()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var email = simulator.OfferEmail("agent1");
        var invited = (await agent.EventsAsync()).Single(e => (string?)e["channel"] == "/v2/me/emails")["data"]!;
        Assert.Equal("Invited", (string?)invited["email"]!["state"]);
        Assert.Equal(["Accept", "Reject"], invited["email"]!["capabilities"]!.Select(c => (string)c!).Order());
        var reply = await SendAsync(agent, "email-reject", "0071023821aec011", email);
        Shape.AssertSame(Shape.Fixture("email-reject.response.json"), reply);
        var events = (await agent.EventsAsync()).Where(e => (string?)e["channel"] == "/v2/me/emails").ToArray();
        Shape.AssertSame(Shape.Fixture("email-reject.events.json"), new JArray(events.Cast<object>().ToArray()),
            "$[0].data.referenceId", "$[0].data.email.id", "$[0].data.email.uri");
    }

    [Fact]
    public async Task Chained_records_carry_every_pair_of_the_Service_Client_sample_but_those_the_desktop_adds()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var preview = await agent.PreviewAsync("Outbound Campaign Custom", 139);
        var body = new JObject
        {
            ["operationName"] = "GetChainedRecord",
            ["applicationId"] = 139,
            ["campaignName"] = "Outbound Campaign Custom",
            ["devicePath"] = agent.DevicePath,
            ["referenceId"] = "chain",
        };
        await agent.PostAsync("/api/v2/me/outbound-records/283", body);
        var chained = await agent.EventAsync("ChainedRecord");
        Assert.Equal("chain", (string?)chained["referenceId"]);
        await agent.EventAsync("ChainedRecordsDataEnd");

        string[] desktops = ["IW_BundleUid", "IW_CaseUid", "WWE_OUTBOUND_CAMP_TYPE", "GSW_REFERENCE_ID"];
        var samples = Shape.Fixture("chained-records.response.json")["data"]![0]!["records"]!.Cast<JObject>().ToArray();
        JObject[] given = [preview!, (JObject)chained["record"]!["userData"]!];
        for (var i = 0; i < 2; i++)
        {
            foreach (var pair in samples[i].Properties().Where(p => !desktops.Contains(p.Name)))
            {
                var actual = given[i][pair.Name];
                Assert.True(actual is not null, pair.Name);
                Assert.Equal(pair.Value.Type, actual.Type);
                if (pair.Name is not ("GSW_AGENT_ID" or "GSW_CALL_ATTEMPT_GUID"))
                {
                    Assert.Equal(pair.Value, actual);
                }
            }
        }
    }

    private static async Task CheckAsync(TestAgent agent, string name, string[] aside)
    {
        var reply = await SendAsync(agent, name, "no-id", "no-id");
        Shape.AssertSame(Shape.Fixture(name + ".response.json"), reply);
        Shape.AssertSame(Shape.Fixture(name + ".events.json"), await agent.PollAsync(), aside);
    }

    private static async Task<JObject> SendAsync(TestAgent agent, string name, string id, string actualId)
    {
        var request = (JObject)Shape.Fixture(name + ".request.json");
        Assert.Equal("POST", (string?)request["method"]);
        return await agent.PostAsync(((string)request["path"]!).Replace(id, actualId), (JObject)request["body"]!);
    }
}
