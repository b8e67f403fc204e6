using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>
/// Every operation: what leaves, member by member, what answers, and what the lists of the server say afterwards.
/// </summary>
public class OperationTests
{
    private const string Device = "/devices/2b00393c-9ad3-418f-8b3d-a06cbe8af395";

    [Fact]
    public async Task StartPreviewSession_GetPreviewRecord_EndPreviewSession()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var started = await session.Outbound.StartPreviewSessionAsync(Id.Campaign("campaign1"), With("11"),
            SimulatorFixture.Stop);
        AssertSent(fixture, "StartPreviewSession", "/api/v2/me/outbound-campaigns/Campaign1",
            new { applicationId = 134, devicePath = Device, referenceId = "11" });
        Assert.Equal("PreviewSessionStarted", started.Answer);
        Assert.True(started.Campaign!.PreviewSession);
        Assert.Equal("Campaign1@AgentGroup1", started.Campaign.GroupName);

        var got = await session.Outbound.RequestPreviewRecordAsync(Id.Campaign(), With("12"), SimulatorFixture.Stop);
        AssertSent(fixture, "GetPreviewRecord", "/api/v2/me/outbound-campaigns/Campaign1",
            new { applicationId = 134, devicePath = Device, referenceId = "12" });
        Assert.Equal("PreviewRecord", got.Answer);
        Assert.Equal(got.RecordHandle, got.Record!.RecordHandle);
        Assert.Equal("something", got.Record.UserData["custom1"]);
        Assert.Equal(TimeSpan.FromHours(-7), got.Record.TimeZoneOffset);

        var ended = await session.Outbound.EndPreviewSessionAsync(Id.Campaign(), With("13"), SimulatorFixture.Stop);
        AssertSent(fixture, "EndPreviewSession", "/api/v2/me/outbound-campaigns/Campaign1",
            new { applicationId = 134, devicePath = Device, referenceId = "13" });
        Assert.Equal("PreviewSessionEnded", ended.Answer);
        Assert.False(session.Campaigns.Find("Campaign1")!.PreviewSession);
        Assert.Equal("Started", session.Campaigns.Find("Campaign1")!.State);
    }

    [Fact]
    public async Task A_record_that_only_a_failed_command_named_is_not_held()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var unseen = new GwsRecordIdentity("999999") { CampaignName = "Campaign1", CallingList = "CallingList1",
            ApplicationId = 134 };
        await Errors.OfAsync(GwsErrorIds.OutboundServerError,
            () => session.Outbound.RejectRecordAsync(unseen, With("20"), SimulatorFixture.Stop));
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        Assert.Null(session.Records.Find("999999"));
        Assert.Empty(session.Records.Snapshot());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(GwsChainScope.RecordOnly)]
    [InlineData(GwsChainScope.AllChain)]
    public async Task CancelRecord(GwsChainScope? scope)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var result = await session.Outbound.CancelRecordAsync(Id.Of(record), scope, With("21"), SimulatorFixture.Stop);
        var expected = Identity("21");
        if (scope is not null)
        {
            expected["chainAttribute"] = scope.ToString();
        }

        AssertSent(fixture, "CancelRecord", Path(record), expected);
        Assert.Equal("RecordCancelAcknowledge", result.Answer);
        Assert.Equal(GwsRecordState.Cancelled, result.Record!.State);
        Assert.Equal("Cancelled", At(fixture, record).Status);
    }

    [Fact]
    public async Task CompleteRecord_with_a_result_and_a_number()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var result = await session.Outbound.CompleteRecordAsync(
            Id.Of(record), GwsCallResult.Parse("NO_ANSWER"), "5551234",
                new GwsOperationOptions { ReferenceId = "31", Force = true }, SimulatorFixture.Stop);
        var expected = Identity("31");
        expected["callResult"] = "NoAnswer";
        expected["phoneNumber"] = "5551234";
        AssertSent(fixture, "CompleteRecord", Path(record), expected);
        Assert.Equal("RecordProcessedAcknowledge", result.Answer);
        Assert.Equal(7, At(fixture, record).CallResult);
        Assert.Single(result.Steps);
    }

    [Fact]
    public async Task UpdateRecord_at_once()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var values = new Hashtable { ["GSW_FROM"] = "10.15", ["GSW_UNTIL"] = "23:45", ["GSW_PHONE_TYPE"] = 9,
            ["GSW_PHONE"] = "0647", ["custom1"] = "Custom message" };
        var result = await session.Outbound.SendFieldsAsync(Id.Of(record), values, With("41"), SimulatorFixture.Stop);
        var expected = Identity("41");
        expected["from"] = 36900;
        expected["until"] = 85500;
        expected["phoneType"] = "PinPager";
        expected["phoneNumber"] = "0647";
        expected["otherFields"] = new JObject { ["custom1"] = "Custom message" };
        AssertSent(fixture, "UpdateRecord", Path(record), expected);
        Assert.Equal("UpdateCallCompletionStatsAcknowledge", result.Answer);
        Assert.Equal(GwsRecordState.Preview, result.Record!.State);
        Assert.Equal("0647", result.Record.Phone);
        Assert.Equal(new TimeSpan(10, 15, 0), result.Record.From);
        Assert.Equal("PinPager", result.Record.PhoneType!.Name);
        Assert.True(result.Record.Pending.IsEmpty);
        Assert.Equal("0647", At(fixture, record).Phone);
        Assert.Equal(36900, At(fixture, record).From);
        Assert.Equal("Custom message", At(fixture, record).Fields["custom1"]);
    }

    [Fact]
    public async Task A_bad_field_changes_nothing()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var values = new Hashtable { ["custom1"] = "fine", ["GSW_FROM"] = "25:00", ["nowhere"] = 1, ["GSW_ATTEMPTS"] = 3 };
        var error = await Errors.OfAsync(GwsErrorIds.FieldInvalid, () =>
            session.Outbound.SendFieldsAsync(Id.Of(record), values, null, SimulatorFixture.Stop));
        foreach (var name in new[] { "GSW_FROM", "nowhere", "GSW_ATTEMPTS" })
        {
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }

        Errors.Of(GwsErrorIds.FieldInvalid, () => session.Outbound.UpdateFields(Id.Of(record), values, force: false));
        Assert.Equal(0, fixture.CountOf("UpdateRecord"));
        Assert.True(session.Records.Find(record.RecordHandle)!.Pending.IsEmpty);
    }

    [Theory]
    [InlineData(GwsCallbackType.Personal)]
    [InlineData(GwsCallbackType.Campaign)]
    public async Task RescheduleRecord_at_once(GwsCallbackType type)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var at = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(3).ToUnixTimeSeconds());
        var result = await session.Outbound.SendScheduleAsync(Id.Of(record), new GwsSchedule(at, type), With("51"),
            SimulatorFixture.Stop);
        var expected = Identity("51");
        expected.Remove("callingList");
        expected["callbackType"] = type.ToString();
        expected["timestamp"] = at.ToUnixTimeSeconds();
        AssertSent(fixture, "RescheduleRecord", Path(record), expected);
        Assert.Equal("ScheduledRecordRescheduleAcknowledge", result.Answer);
        Assert.Equal(at, At(fixture, record).ScheduledFor);
    }

    [Theory]
    [InlineData(GwsChainScope.RecordOnly)]
    [InlineData(GwsChainScope.AllChain)]
    public async Task DoNotCallRecord_at_once(GwsChainScope scope)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var chain = await session.Outbound.GetChainedRecordsAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.True(chain.Count > 1);
        await Errors.OfAsync(GwsErrorIds.RecordNotCalled, () =>
            session.Outbound.SendDoNotCallAsync(Id.Of(record), scope, null, null, SimulatorFixture.Stop));
        var result = await session.Outbound.SendDoNotCallAsync(Id.Of(record), scope, null,
            new GwsOperationOptions { ReferenceId = "61", Force = true }, SimulatorFixture.Stop);
        var expected = Identity("61");
        expected["chainAttribute"] = scope.ToString();
        AssertSent(fixture, "DoNotCallRecord", Path(record), expected);
        Assert.Equal("DoNotCallAcknowledge", result.Answer);
        Assert.Equal(GwsRecordState.DoNotCall, result.Record!.State);
        var other = chain.First(item => !Equals(item.RecordHandle, record.RecordHandle));
        Assert.Equal(scope == GwsChainScope.AllChain
            ? GwsRecordState.DoNotCall : GwsRecordState.Chained, session.Records.Find(other.RecordHandle)!.State);
        Assert.Equal("NoCall", At(fixture, record).RecordType);
    }

    [Fact]
    public async Task DoNotCallRecord_for_a_number()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var result = await session.Outbound.SendDoNotCallNumberAsync(Id.Campaign(), "647010", "CallingList1",
            GwsChainScope.AllChain, With("71"), SimulatorFixture.Stop);
        var expected = Identity("71");
        expected["phoneNumber"] = "647010";
        expected["chainAttribute"] = "AllChain";
        AssertSent(fixture, "DoNotCallRecord", "/api/v2/me/outbound-records", expected);
        Assert.Equal("DoNotCallAcknowledge", result.Answer);
        Assert.Null(result.Record);
        Assert.Equal("NoCall", fixture.Simulator.Records.Single(item => item.Phone == "647010").RecordType);
        await Errors.OfAsync(GwsErrorIds.InvalidParameter, () =>
            session.Outbound.SendDoNotCallNumberAsync(Id.Campaign(), " ", null, null, null, SimulatorFixture.Stop));
    }

    [Fact]
    public async Task AddRecord()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var added = new GwsNewRecord
        {
            CampaignName = "Campaign1",
            CallingList = "CallingList1",
            PhoneNumber = "0800555",
            PhoneType = GwsPhoneType.Parse("Mobile"),
            TimeZone = "PST",
            From = 32400,
            Until = 64800,
            ChainId = 12,
            OtherFields = new GwsData(new Hashtable { ["custom1"] = "new" }),
        };
        var result = await session.Outbound.AddRecordAsync(added, With("81"), SimulatorFixture.Stop);
        var expected = Identity("81");
        expected["phoneNumber"] = "0800555";
        expected["phoneType"] = "Mobile";
        expected["timeZone"] = "PST";
        expected["from"] = 32400;
        expected["until"] = 64800;
        expected["chainId"] = 12;
        expected["otherFields"] = new JObject { ["custom1"] = "new" };
        AssertSent(fixture, "AddRecord", "/api/v2/me/outbound-records", expected);
        Assert.Equal("AddRecordAcknowledge", result.Answer);
        Assert.Empty(session.Records.Snapshot());
        var there = fixture.Simulator.Records.Single(item => item.Phone == "0800555");
        Assert.Equal(there.RecordHandle.ToString(CultureInfo.InvariantCulture), result.RecordHandle);
        foreach (var bad in new[]
        {
            new GwsNewRecord { CampaignName = "Campaign1", CallingList = "CallingList1", TimeZone = "PST" },
            new GwsNewRecord { CampaignName = "Campaign1", PhoneNumber = "1", TimeZone = "PST" },
            new GwsNewRecord { CampaignName = "Campaign1", CallingList = "CallingList1", PhoneNumber = "1" },
            new GwsNewRecord { CampaignName = "Campaign1", CallingList = "CallingList1", PhoneNumber = "1", TimeZone = "PST",
                From = -1 },
            new GwsNewRecord { CampaignName = "Campaign1", CallingList = "CallingList1", PhoneNumber = "1", TimeZone = "PST",
                Until = 86400 },
        })
        {
            await Errors.OfAsync(GwsErrorIds.InvalidParameter, () =>
                session.Outbound.AddRecordAsync(bad, null, SimulatorFixture.Stop));
        }

        Assert.Equal(1, fixture.CountOf("AddRecord"));
    }

    [Fact]
    public async Task Dial_carries_the_records_own_pairs()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var result = await session.Outbound.DialRecordAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        var sent = fixture.Last("Dial");
        Assert.Equal("/api/v2/me" + Device + "/calls", sent.Path);
        var body = JObject.Parse(sent.Body);
        Assert.Equal(["operationName", "destination", "userData"], body.Properties().Select(item => item.Name));
        Assert.True(JToken.DeepEquals(JObject.FromObject(new { phoneNumber = record.Phone }), body["destination"]));
        var pairs = ((JObject)body["userData"]!).Properties().ToDictionary(item => item.Name, item => item.Value);
        Assert.All(pairs.Keys, name => Assert.StartsWith("GSW_", name, StringComparison.Ordinal));
        Assert.Equal(record.UserData.Keys.Count(name => name.StartsWith("GSW_", StringComparison.Ordinal)), pairs.Count);
        Assert.Equal(long.Parse(record.RecordHandle, CultureInfo.InvariantCulture), (long)pairs["GSW_RECORD_HANDLE"]);
        Assert.Equal(result.CallId, result.Record!.InteractionId);
        Assert.Equal(record.RecordHandle, session.Calls.Find(result.CallId!)!.RecordHandle);
        await Errors.OfAsync(GwsErrorIds.CallStillActive, () =>
            session.Outbound.DialRecordAsync(Id.Of(record), null, null, SimulatorFixture.Stop));
        Assert.Equal(1, fixture.CountOf("Dial"));
    }

    [Fact]
    public async Task Dial_another_record_of_the_chain()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var chain = await session.Outbound.GetChainedRecordsAsync(Id.Of(record), null, SimulatorFixture.Stop);
        var other = chain.First(item => !Equals(item.RecordHandle, record.RecordHandle));
        var call = await session.Outbound.StartCallAsync(Id.Of(other), null, null, SimulatorFixture.Stop);
        Assert.Equal(other.RecordHandle, call.RecordHandle);
        Assert.Equal([other.Phone!], call.Participants);
        Assert.Equal(GwsRecordState.Calling, session.Records.Find(call.CallId)!.State);
        Assert.Equal(GwsRecordState.Preview, session.Records.Find(record.RecordHandle)!.State);
        await session.Voice.HangupAsync(call.CallId, null, SimulatorFixture.Stop);
        await session.Outbound.CompleteRecordAsync(Id.Of(other), 33, null, null, SimulatorFixture.Stop);
        Assert.Equal(33, At(fixture, other).CallResult);
    }

    [Theory]
    [InlineData(GwsAgentState.NotReady, "NotReady")]
    [InlineData(GwsAgentState.Ready, "Ready")]
    [InlineData(GwsAgentState.AuxWork, "AuxWork")]
    [InlineData(GwsAgentState.AfterCallWork, "AfterCallWork")]
    public async Task Agent_state(GwsAgentState state, string name)
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var result = await session.Agent.SetStateAsync(state, null, SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
        Assert.Equal("/api/v2/me/channels/voice", fixture.Last(name).Path);
        Assert.True(JToken.DeepEquals(JObject.FromObject(new { operationName = name }), JObject.Parse(fixture.Last(name).Body)));
        Assert.Equal(name, fixture.Simulator.Agents.Single(agent => agent.UserName == "agent1").State);
        var again = await session.Agent.SetStateAsync(state, null, SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, again.Outcome);
    }

    [Fact]
    public async Task Calls_and_emails()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var rejected = fixture.Simulator.RingCall("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(rejected) is not null);
        var reject = await session.Voice.RejectAsync(rejected, null, SimulatorFixture.Stop);
        Assert.Equal("Released", reject.Call!.State);
        Assert.Empty(reject.Call.Capabilities);

        var answered = fixture.Simulator.RingCall("agent1", fromQueue: false);
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(answered) is not null);
        Assert.Equal("Established", (await session.Voice.AnswerAsync(answered, null, SimulatorFixture.Stop)).Call!.State);
        Assert.Equal("Released", (await session.Voice.HangupAsync(answered, null, SimulatorFixture.Stop)).Call!.State);

        var accepted = fixture.Simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(accepted) is not null);
        Assert.Equal("Processing", (await session.Email.AcceptAsync(accepted, null, SimulatorFixture.Stop)).Email!.State);
        var refused = fixture.Simulator.OfferEmail("agent1", "No thanks");
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(refused) is { Subject: "No thanks" });
        Assert.Equal("Completed", (await session.Email.RejectAsync(refused, null, SimulatorFixture.Stop)).Email!.State);

        var dialled = await session.Voice.DialAsync("5007", null, new Dictionary<string, object> { ["k"] = "v" }, null,
            SimulatorFixture.Stop);
        Assert.Equal("v", dialled.Call!.UserData["k"]);
        Assert.Null(dialled.RecordHandle);
    }

    [Fact]
    public async Task User_and_devices_are_asked_for_anew()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var user = await session.Agent.RefreshUserAsync(SimulatorFixture.Stop);
        Assert.Equal("agent1", user.UserName);
        Assert.Equal("Ada", user.FirstName);
        Assert.Contains("api-voice-outbound", user.Features);
        var devices = await session.Agent.RefreshDevicesAsync(SimulatorFixture.Stop);
        Assert.Equal(Device, Assert.Single(devices).DevicePath);
    }

    private static GwsOperationOptions With(string referenceId) => new() { ReferenceId = referenceId };

    private static string Path(GwsRecord record) => "/api/v2/me/outbound-records/" + record.RecordHandle;

    private static JObject Identity(string referenceId) => JObject.FromObject(new
    {
        devicePath = Device,
        callingList = "CallingList1",
        applicationId = 134,
        campaignName = "Campaign1",
        referenceId,
    });

    private static Simulator.SimulatedRecord At(SimulatorFixture fixture, GwsRecord record) =>
        fixture.Simulator.Records.Single(item => item.RecordHandle == long.Parse(record.RecordHandle,
            CultureInfo.InvariantCulture));

    private static void AssertSent(SimulatorFixture fixture, string operation, string path, object members)
    {
        var sent = fixture.Last(operation);
        Assert.Equal("POST", sent.Method);
        Assert.Equal(path, sent.Path);
        var expected = members as JObject ?? JObject.FromObject(members);
        expected["operationName"] = operation;
        var body = JObject.Parse(sent.Body);
        Assert.True(JToken.DeepEquals(Sorted(expected), Sorted(body)), "sent: " + body + "\nexpected: " + expected);
        Assert.Equal(1, fixture.CountOf(operation));
    }

    private static JObject Sorted(JObject value) => new(value.Properties().OrderBy(item => item.Name, StringComparer.Ordinal));
}
