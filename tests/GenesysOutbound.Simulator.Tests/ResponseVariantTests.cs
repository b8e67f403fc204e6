using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Each variant of real servers can be had by itself.</summary>
public sealed class ResponseVariantTests
{
    [Theory]
    [InlineData(SimulatorResponseVariants.None, "$.referenceId", JTokenType.String)]
    [InlineData(SimulatorResponseVariants.ReferenceIdAsNumber, "$.referenceId", JTokenType.Integer)]
    [InlineData(SimulatorResponseVariants.None, "$.record.recordHandle", JTokenType.Integer)]
    [InlineData(SimulatorResponseVariants.RecordHandleAsText, "$.record.recordHandle", JTokenType.String)]
    [InlineData(SimulatorResponseVariants.ApplicationIdAsText, "$.record.applicationId", JTokenType.String)]
    [InlineData(SimulatorResponseVariants.UnknownMembers, "$.chone.WrapUpTime", JTokenType.Integer)]
    public async Task An_acknowledgement_shows_its_variant(SimulatorResponseVariants variants, string path, JTokenType type)
    {
        using var simulator = Start(variants);
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("CompleteRecord", handle, referenceId: "123456789");
        Assert.Equal(type, (await agent.EventAsync("RecordProcessedAcknowledge")).SelectToken(path)!.Type);
    }

    [Fact]
    public async Task A_reference_id_that_is_no_plain_number_stays_text()
    {
        using var simulator = Start(SimulatorResponseVariants.ReferenceIdAsNumber);
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        foreach (var reference in new[] { "007", "a1", "99999999999999999999", "-5" })
        {
            await agent.CampaignAsync("StartPreviewSession", referenceId: reference);
            Assert.Equal(reference, (string?)(await agent.EventAsync("PreviewSessionStarted"))["referenceId"]);
        }
    }

    [Fact]
    public async Task Records_come_as_custom_fields_with_a_guid_that_the_url_takes()
    {
        using var simulator = Start(SimulatorResponseVariants.CustomFields);
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.CampaignAsync("GetPreviewRecord", referenceId: "p");
        var record = (await agent.EventAsync("StatusChanged"))["record"]!;
        Assert.Equal("ReadyToCall", (string?)record["state"]);
        Assert.Equal("647000", (string?)record["phone"]);
        Assert.Equal(1, (int)record["customFields"]!["GSW_RECORD_HANDLE"]!);
        Assert.Null(record["userData"]);
        await agent.PostAsync("/api/v2/me/outbound-records/" + (string)record["id"]!, new JObject
        {
            ["operationName"] = "RejectRecord",
            ["applicationId"] = "134",
            ["campaignName"] = "Campaign1",
            ["callingList"] = "CallingList1",
            ["devicePath"] = agent.DevicePath,
        });
        Assert.Equal(1, (int)(await agent.EventAsync("RecordRejectAcknowledge"))["record"]!["recordHandle"]!);
    }

    [Fact]
    public async Task Preview_records_may_carry_their_identity_beside_the_user_data()
    {
        using var simulator = Start(SimulatorResponseVariants.RecordMembers);
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.CampaignAsync("GetPreviewRecord");
        var record = (await agent.EventAsync("PreviewRecord"))["record"]!;
        Assert.Equal((1, "CallingList1"), ((int)record["recordHandle"]!, (string?)record["callingList"]));
    }

    [Fact]
    public async Task Calls_show_their_variants()
    {
        using var simulator = Start(SimulatorResponseVariants.DurationAsNumber | SimulatorResponseVariants.ParticipantsAsText
            | SimulatorResponseVariants.StatusChangedSpelling | SimulatorResponseVariants.NullLike);
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.RingCall("agent1");
        var call = (await agent.EventAsync("StatusChanged"))["call"]!;
        Assert.Equal(JTokenType.Integer, call["duration"]!.Type);
        Assert.Equal("5005", (string?)call["participants"]![0]);
        Assert.Equal("5005", (string?)call["participantsInfo"]![0]!["digits"]);
        simulator.OfferEmail("agent1");
        var email = (await agent.EventAsync("StatusChanged"))["email"]!["userData"]!;
        Assert.Equal(JTokenType.Null, email["CBR-actual_volume"]!.Type);
        Assert.Null(email["RVQID"]);
    }

    [Fact]
    public async Task Channels_may_lack_their_version_and_connects_their_advice()
    {
        using var simulator = Start(SimulatorResponseVariants.ChannelWithoutVersion | SimulatorResponseVariants.NoAdvice);
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.CampaignAsync("StartPreviewSession");
        var message = await agent.EventAsync(e => (string?)e["data"]!["notificationType"] == "PreviewSessionStarted");
        Assert.Equal("/me/outbound", (string?)message["channel"]);
        Assert.Null((await agent.PollAsync(timeout: 0)).Last!["advice"]);
    }

    [Fact]
    public async Task No_records_may_be_an_event_and_errors_a_message()
    {
        using var simulator = Start(SimulatorResponseVariants.PreviewRecordEmpty | SimulatorResponseVariants.ErrorMessage);
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        await agent.RecordAsync("RejectRecord", 4711);
        Assert.Equal("Invalid Record Handle", (string?)(await agent.EventAsync("Error"))["errorMessage"]);
        while (await agent.PreviewAsync() is not null)
        {
            // Until none is left.
        }

        await agent.CampaignAsync("GetPreviewRecord", referenceId: "empty");
        Assert.Equal("empty", (string?)(await agent.EventAsync(e =>
            (string?)e["data"]!["referenceId"] == "empty"))["data"]!["referenceId"]);
    }

    [Fact]
    public async Task With_a_rate_some_events_vary_and_some_do_not()
    {
        using var simulator = GwsSimulator.Start(
            new GwsSimulatorOptions { ResponseVariants = SimulatorResponseVariants.ReferenceIdAsNumber, ResponseVariantRate = 0.5,
            Seed = 3 });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var types = new JTokenType[40];
        for (var i = 0; i < types.Length; i++)
        {
            await agent.CampaignAsync("StartPreviewSession", referenceId: "5");
            types[i] = (await agent.EventAsync("PreviewSessionStarted"))["referenceId"]!.Type;
        }

        Assert.Equal([JTokenType.Integer, JTokenType.String], types.Distinct().Order());
    }

    private static GwsSimulator Start(SimulatorResponseVariants variants) =>
        GwsSimulator.Start(new GwsSimulatorOptions { ResponseVariants = variants });
}
