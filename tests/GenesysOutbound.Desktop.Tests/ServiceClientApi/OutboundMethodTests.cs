using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.ServiceClientApi;

/// <summary>What the 17 methods do, beyond the shapes of their replies.</summary>
public sealed class OutboundMethodTests
{
    [Fact]
    public async Task A_whole_record_by_the_methods_alone()
    {
        await using var host = await HostFixture.StartAsync();
        await host.DataAsync("outbound.startDirectPushPreview");
        Assert.All(host.Session.Campaigns.Snapshot(), campaign => Assert.True(campaign.PreviewSession));

        var preview = await host.PreviewAsync();
        var id = (string)preview["interactionId"]!;
        var handle = (long)preview["userData"]!["GSW_RECORD_HANDLE"]!;
        Assert.NotEmpty((await host.DataAsync("outbound.getChainedRecords", id))[0]!["records"]!);
        await host.DataAsync("outbound.updateRecordFields", id, new JObject { ["GSW_FROM"] = "09:30" });

        var call = await host.DataAsync("outbound.callPreviewRecord", id, handle);
        var callId = (string)call["interactionId"]!;
        Assert.NotEqual(id, callId);
        Assert.Equal(id, (string?)call["parentInteractionId"]);

        // Both ids lead to the interaction.
        await host.DataAsync("outbound.setCallResult", id, 6);
        Assert.Equal(6, (int)await host.DataAsync("outbound.getCallResult", callId));
        await host.DataAsync("outbound.setDoNotCall", callId);
        Assert.Equal(GwsChainScope.AllChain, Record(host, handle).Pending.DoNotCall);
        Assert.Contains("Do Not Call", await host.ErrorAsync("outbound.setCallResult", callId, 6));
        await host.DataAsync("outbound.removeDoNotCall", callId);
        await host.DataAsync("outbound.setCallResult", callId, "33");
        await host.DataAsync("voice.hangUp", callId);
        await host.DataAsync("interaction.markdone", callId);

        Assert.Equal(GwsRecordState.Completed, Record(host, handle).State);
        Assert.Contains("is done", await host.ErrorAsync("outbound.getCallResult", id));
        Assert.Contains(host.Simulator.Requests, request => request.Operation == "UpdateRecord");
        await host.DataAsync("outbound.stopDirectPushPreview");
        Assert.All(host.Session.Campaigns.Snapshot(), campaign => Assert.False(campaign.PreviewSession));
    }

    [Fact]
    public async Task A_result_needs_a_call()
    {
        await using var host = await HostFixture.StartAsync();
        var preview = await host.PreviewAsync();
        var reply = await host.CallAsync("outbound.setCallResult", (string)preview["interactionId"]!, "6");
        Assert.Equal(GwsErrorIds.RecordNotCalled, (string?)reply["errorCode"]);
        Assert.Contains("has no active or completed call", (string?)reply["errorMessage"]);
        Assert.Contains("has no active or completed call",
            await host.ErrorAsync("outbound.setDoNotCall", (string)preview["interactionId"]!));
    }

    [Theory]
    [InlineData("BUSY")]
    [InlineData("6.5")]
    [InlineData("six")]
    public async Task A_result_must_be_a_number(string result)
    {
        await using var host = await HostFixture.StartAsync();
        var called = await host.CalledAsync();
        Assert.Contains("must be a number",
            await host.ErrorAsync("outbound.setCallResult", (string)called["interactionId"]!, result));
    }

    [Fact]
    public async Task Reject_takes_the_interaction_or_means_the_only_record_in_hand()
    {
        await using var host = await HostFixture.StartAsync();
        Assert.Equal("There is no record in hand.", await host.ErrorAsync("outbound.rejectPreviewRecord"));
        var first = await host.PreviewAsync();
        await host.DataAsync("outbound.rejectPreviewRecord");
        Assert.Equal(GwsRecordState.Rejected, Record(host, (long)first["userData"]!["GSW_RECORD_HANDLE"]!).State);

        var second = await host.PreviewAsync();
        var third = await host.PreviewAsync();
        var error = await host.ErrorAsync("outbound.rejectPreviewRecord");
        Assert.Contains("2 records in hand", error);
        Assert.Contains((string)second["interactionId"]!, error);

        // A client that leaves the argument out may send null in its place.
        Assert.Contains("2 records in hand", await host.ErrorAsync("outbound.cancelPreviewRecord", (object?)null));
        await host.DataAsync("outbound.rejectPreviewRecord", (string)second["interactionId"]!);
        await host.DataAsync("outbound.cancelPreviewRecord");
        Assert.Equal(GwsRecordState.Cancelled, Record(host, (long)third["userData"]!["GSW_RECORD_HANDLE"]!).State);
    }

    [Fact]
    public async Task Another_record_of_the_chain_can_be_dialled_and_is_meant_from_then_on()
    {
        await using var host = await HostFixture.StartAsync();
        var preview = await host.PreviewAsync("Outbound Campaign Custom");
        Assert.Contains("not known as one of the chain", await host.ErrorAsync("outbound.callPreviewRecord", "1", 999));
        await host.DataAsync("outbound.getChainedRecords", "1");
        var call = await host.DataAsync("outbound.callPreviewRecord", "1", 284);
        Assert.Equal("2", (string?)call["interactionId"]);
        await host.DataAsync("outbound.setCallResult", "1", 7);
        Assert.Equal(7, Record(host, 284).Pending.CallResult?.Number);
        Assert.Null(Record(host, 283).Pending.CallResult);

        // The delivered record stays the first of the chain.
        var records = (await host.DataAsync("outbound.getChainedRecords", "2"))[0]!["records"]!;
        Assert.Equal([283, 284], records.Select(record => (int)record["GSW_RECORD_HANDLE"]!));
        Assert.Equal(["PreviewRecord", "ChainedRecord"], records.Select(record => (string)record["GSW_USER_EVENT"]!));
        await host.DataAsync("voice.hangUp", "2");
        await host.DataAsync("interaction.markdone", "2");
        Assert.True(Record(host, 284).IsDone);
    }

    [Fact]
    public async Task A_schedule_on_any_record_of_the_chain_is_cancelled_by_the_interaction()
    {
        await using var host = await HostFixture.StartAsync();
        await host.PreviewAsync("Outbound Campaign Custom");
        await host.DataAsync("outbound.getChainedRecords", "1");
        await host.DataAsync("outbound.rescheduleRecord", "1", 284, "12/31/2099 10:00", "CAMPAIGN");
        Assert.NotNull(Record(host, 284).Pending.Schedule);
        await host.DataAsync("outbound.cancelReschedule", "1");
        Assert.Null(Record(host, 284).Pending.Schedule);
        Assert.Contains("CAMPAIGN or PERSONAL",
            await host.ErrorAsync("outbound.rescheduleRecord", "1", 283, "12/31/2099 10:00", "ANY"));
        Assert.Contains("in the past", await host.ErrorAsync("outbound.rescheduleRecord", "1", 283, "12/31/1999 10:00",
            "CAMPAIGN"));
        Assert.Contains("callbackType is missing",
            await host.ErrorAsync("outbound.rescheduleRecord", "1", 283, "12/31/2099 10:00"));
    }

    [Fact]
    public async Task GetCampaigns_shows_name_mode_and_status()
    {
        await using var host = await HostFixture.StartAsync();
        var campaigns = (JArray)await host.DataAsync("outbound.getCampaigns");
        var campaign = campaigns.Single(item => (string?)item["name"] == SimulatorFixture.Campaign);
        Assert.Equal("Preview", (string?)campaign["mode"]);
        Assert.Equal("Started", (string?)campaign["status"]);
    }

    [Fact]
    public async Task A_campaign_that_is_not_there_is_an_error()
    {
        await using var host = await HostFixture.StartAsync();
        var reply = await host.CallAsync("outbound.getPreviewRecord", "No such campaign");
        Assert.Equal(GwsErrorIds.CampaignUnknown, (string?)reply["errorCode"]);
        Assert.Contains("campaignName is missing", await host.ErrorAsync("outbound.getPreviewRecord"));
    }

    [Theory]
    [InlineData("outbound.getRecordFields")]
    [InlineData("outbound.getChainedRecords")]
    [InlineData("outbound.getCallResult")]
    [InlineData("outbound.setDoNotCall")]
    [InlineData("outbound.cancelReschedule")]
    [InlineData("interaction.markdone")]
    public async Task An_interaction_that_is_not_there_is_an_error(string method)
    {
        await using var host = await HostFixture.StartAsync();
        Assert.Contains("There is no interaction '42'", await host.ErrorAsync(method, "42"));
        Assert.Contains("interactionId is missing", await host.ErrorAsync(method));
    }

    [Fact]
    public async Task Read_only_answers_questions_and_changes_nothing()
    {
        await using var host = await HostFixture.StartAsync(new GwsDesktopOptions { ReadOnly = true });
        await host.DataAsync("outbound.getCampaigns");
        await host.DataAsync("outbound.getListOfCallResults");
        foreach (var method in new[] { "outbound.getPreviewRecord", "outbound.startDirectPushPreview", "agent.setState",
            "interaction.markdone", "voice.dial" })
        {
            Assert.Contains("-ReadOnly", await host.ErrorAsync(method, "1"));
        }

        Assert.DoesNotContain(host.Simulator.Requests, request => request.Operation is "GetPreviewRecord"
            or "StartPreviewSession" or "Dial");
    }

    private static GwsRecord Record(HostFixture host, long handle) =>
        host.Session.Records.Find(handle.ToString(CultureInfo.InvariantCulture))!;
}
