using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>A record from its first event to its end, by every way that it can take.</summary>
public class InteractionTests
{
    public static TheoryData<SimulatorResponseVariants> Variants()
    {
        var rows = new TheoryData<SimulatorResponseVariants>();
        foreach (var first in Enum.GetValues<SimulatorResponseVariants>())
        {
            rows.Add(first);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task The_job_works_with_every_response_variant(SimulatorResponseVariants variants)
    {
        await using var fixture = new SimulatorFixture(new GwsSimulatorOptions { ResponseVariants = variants,
            LongPollTimeout = TimeSpan.FromSeconds(1) });
        var (session, record) = await fixture.WithRecordAsync();
        Assert.Equal("Campaign1", record.CampaignName);
        var chain = await session.Outbound.GetChainedRecordsAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal(2, chain.Count);
        var call = await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        Assert.Equal(record.RecordHandle, call.RecordHandle);
        await session.Voice.HangupAsync(call.CallId, null, SimulatorFixture.Stop);
        var done = await session.Outbound.CompleteRecordAsync(Id.Of(record), 6, null, null, SimulatorFixture.Stop);
        Assert.Equal(GwsRecordState.Completed, done.Record!.State);
        var next = await session.Outbound.GetPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        await session.Outbound.RejectRecordAsync(Id.Of(next), null, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.OutboundServerError, () =>
            session.Outbound.RejectRecordAsync(Id.Of(next), new GwsOperationOptions { Force = true }, SimulatorFixture.Stop));
        var mail = fixture.Simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Emails.Find(mail) is not null);
        await session.Email.RejectAsync(mail, null, SimulatorFixture.Stop);
    }

    [Fact]
    public async Task A_rejected_record_goes_to_the_next_agent()
    {
        await using var fixture = new SimulatorFixture();
        var (first, record) = await fixture.WithRecordAsync("agent1");
        await first.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        var second = await fixture.ConnectAsync("agent2");
        await second.Outbound.StartPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        GwsRecord? passed = null;
        for (var i = 0; i < 20 && passed is null; i++)
        {
            var got = await second.Outbound.GetPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop);
            passed = Equals(got.RecordHandle, record.RecordHandle) ? got : null;
        }

        Assert.NotNull(passed);
        await second.Outbound.CancelRecordAsync(Id.Of(passed!), GwsChainScope.AllChain, null, SimulatorFixture.Stop);
        Assert.Equal("Cancelled", fixture.Simulator.Records.Single(it =>
            it.RecordHandle == long.Parse(record.RecordHandle, CultureInfo.InvariantCulture)).Status);
    }

    [Fact]
    public void A_new_delivery_under_an_old_handle_begins_anew()
    {
        var book = new GwsRecordStore(10);
        var at = DateTimeOffset.UnixEpoch;
        book.Apply(NotificationKind.RecordOffered, Facts("9", "1"), at);
        book.Change("9", at, entry => entry.SetPending(new GwsPendingChanges { CallResult = 6 }));
        book.Apply(NotificationKind.RecordRejected, new RecordUpdate { Handle = "9" }, at);
        Assert.True(book.Find("9")!.IsDone);
        Assert.True(book.Find("9")!.Pending.IsEmpty);
        var again = book.Apply(NotificationKind.RecordOffered, Facts("9", "2"), at.AddHours(1))!;
        Assert.Equal(GwsRecordState.Preview, again.State);
        Assert.Equal("2", again.Phone);
        Assert.Equal(at.AddHours(1), again.ReceivedAt);
        Assert.Null(again.CallId);
    }

    [Fact]
    public void The_same_delivery_twice_is_one_delivery_and_another_request_begins_anew()
    {
        var book = new GwsRecordStore(10);
        var at = DateTimeOffset.UnixEpoch;
        book.Apply(NotificationKind.RecordOffered, Facts("9", "1"), at, "r1");
        book.Change("9", at, entry => entry.SetPending(new GwsPendingChanges { CallResult = 6 }));
        Assert.Equal(6, book.Apply(NotificationKind.RecordOffered, Facts("9", "1"), at, "r1")!.Pending.CallResult!.Number);

        // The acknowledgement of its end was lost; now the server hands it out again.
        Assert.True(book.Apply(NotificationKind.RecordOffered, Facts("9", "1"), at, "r2")!.Pending.IsEmpty);
        book.Apply(NotificationKind.RecordRejected, new RecordUpdate { Handle = "9" }, at);
        Assert.Equal(GwsRecordState.Rejected, book.Apply(NotificationKind.RecordOffered, Facts("9", "1"), at, "r2")!.State);
        Assert.Equal(GwsRecordState.Preview, book.Apply(NotificationKind.RecordOffered, Facts("9", "1"), at, "r3")!.State);
        Assert.Equal(GwsRecordState.Preview, book.Apply(NotificationKind.RecordOffered, Facts("9", "1"), at, null)!.State);
    }

    [Fact]
    public async Task A_pushed_record_is_held_without_a_request()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await session.Outbound.StartPreviewSessionAsync(Id.Campaign("Push Campaign"), null, SimulatorFixture.Stop);
        var pushed = await session.Events.CreateReader().TakeAsync(
            new GwsEventFilter { NotificationTypes = ["PreviewRecord"], Channels = ["/v2/me/outbound"] },
                TimeSpan.FromSeconds(30), cancellationToken: SimulatorFixture.Stop);
        Assert.Null(pushed!.ReferenceId);
        Assert.Equal(GwsRecordState.Preview, pushed.Record!.State);
        Assert.Equal("Push Campaign", pushed.Record.CampaignName);
        await session.Outbound.CompleteRecordAsync(Id.Of(pushed.Record), null, null, null, SimulatorFixture.Stop);

        // The next one follows by itself.
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Records.Snapshot().Any(record => record.State == GwsRecordState.Preview));
    }

    [Fact]
    public async Task A_personal_callback_comes_back_to_its_agent()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddHours(2), GwsCallbackType.Personal, force: false);
        await session.Outbound.CompleteRecordAsync(Id.Of(record), 33, null, null, SimulatorFixture.Stop);
        fixture.Simulator.AdvanceClock(TimeSpan.FromHours(3));
        var due = await session.Events.CreateReader()
            .TakeAsync(new GwsEventFilter { NotificationTypes = ["ScheduledCall"] }, TimeSpan.FromSeconds(30),
            cancellationToken: SimulatorFixture.Stop);
        Assert.Equal(record.RecordHandle, due!.RecordHandle);
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Records.Find(record.RecordHandle) is { State: GwsRecordState.Scheduled, CallId: null });
        await session.Outbound.CompleteRecordAsync(Id.Of(record), 6, null, new GwsOperationOptions { Force = true },
            SimulatorFixture.Stop);
        Assert.Equal(6, fixture.Simulator.Records.Single(it =>
            it.RecordHandle == long.Parse(record.RecordHandle, CultureInfo.InvariantCulture)).CallResult);
    }

    [Fact]
    public async Task A_withdrawn_record_is_done()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        session.Outbound.SetCallResult(Id.Of(record), 6, force: true);
        fixture.Simulator.WithdrawRecord(long.Parse(record.RecordHandle, CultureInfo.InvariantCulture));
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Records.Find(record.RecordHandle)!.State == GwsRecordState.Withdrawn);
        await Errors.OfAsync(GwsErrorIds.RecordDone, () =>
            session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop));
    }

    [Fact]
    public async Task A_call_with_the_pairs_of_a_record_makes_the_record_known()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var id = fixture.Simulator.RingCall("agent1", userData: new Dictionary<string, object?>
        {
            ["GSW_RECORD_HANDLE"] = 77L, ["GSW_CAMPAIGN_NAME"] = "Progressive1", ["GSW_CALLING_LIST"] = "L",
                ["GSW_APPLICATION_ID"] = 134L, ["GSW_PHONE"] = "555", ["own"] = "x",
        });
        await SimulatorFixture.WaitForAsync(session, () => session.Records.Find("77") is not null);
        var record = session.Records.Find(id)!;
        Assert.Equal("77", record.RecordHandle);
        Assert.Equal(GwsRecordState.Calling, record.State);
        Assert.Equal("555", record.Phone);
        Assert.Equal("x", record.UserData["own"]);
        fixture.Simulator.EndCall(id);
        await SimulatorFixture.WaitForAsync(session, () => session.Records.Find("77")!.State == GwsRecordState.Called);
        session.Outbound.SetCallResult(new GwsRecordIdentity("77"), 6, force: false);
    }

    [Fact]
    public async Task Records_are_lost_with_their_session()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.DisconnectAsync(SimulatorFixture.Stop);
        Assert.Equal(GwsRecordState.Lost, session.Records.Find(record.RecordHandle)!.State);
    }

    [Fact]
    public async Task Campaigns_follow_their_events()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await SimulatorFixture.WaitForAsync(session, () => session.Campaigns.Snapshot().Count == 3);
        await session.Outbound.StartPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        fixture.Simulator.StopCampaign("Campaign1");
        await SimulatorFixture.WaitForAsync(session, () => session.Campaigns.Find("Campaign1") is { State: "Stopped" });
        fixture.Simulator.StartCampaign("Campaign1");
        await SimulatorFixture.WaitForAsync(session, () => session.Campaigns.Find("Campaign1") is { State: "Started" });
        fixture.Simulator.ChangeCampaignMode("Campaign1", "PushPreview");
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Campaigns.Find("Campaign1") is { DialingMode: "PushPreview", State: "Started" });
        fixture.Simulator.UnloadCampaign("Campaign1");
        await SimulatorFixture.WaitForAsync(session, () => session.Campaigns.Find("Campaign1") is null);
        fixture.Simulator.LoadCampaign("Campaign1");
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Campaigns.Find("Campaign1") is { State: "Loaded", PreviewSession: false });
    }

    [Fact]
    public void A_long_shift_does_not_fill_the_memory()
    {
        const int history = 50;
        var records = new GwsRecordStore(history);
        var calls = new GwsCallStore(history);
        var emails = new GwsEmailStore(history);
        var at = DateTimeOffset.UnixEpoch;
        for (var i = 0; i < 5_000; i++)
        {
            var handle = i.ToString(CultureInfo.InvariantCulture);
            records.Apply(NotificationKind.RecordOffered, Facts(handle, "1"), at);
            records.Apply(NotificationKind.RecordChained, Facts("c" + handle, "1"), at);
            var call = new GwsCall { CallId = "call" + handle, State = "Established", RecordHandle = handle };
            records.ApplyCall(calls.Apply(call).After, new RecordUpdate { Handle = handle }, at);
            records.ApplyCall(calls.Apply(new GwsCall { CallId = call.CallId, State = "Released" }).After,
                new RecordUpdate { Handle = handle }, at);
            records.Apply(NotificationKind.RecordCompleted, new RecordUpdate { Handle = handle }, at);
            emails.Apply(new GwsEmail { EmailId = "e" + handle, State = "Invited" });
            emails.Apply(new GwsEmail { EmailId = "e" + handle, State = "Completed" });
        }

        records.Apply(NotificationKind.RecordOffered, Facts("held", "1"), at);
        Assert.InRange(records.Count, 1, history + 1);
        Assert.NotNull(records.Find("held"));
        Assert.Null(records.Find("call1"));
        Assert.Null(records.Find("0"));
        Assert.NotNull(records.Find("call4999"));
        Assert.InRange(calls.Snapshot().Count, 1, history);
        Assert.InRange(emails.Snapshot().Count, 1, history);
    }

    [Fact]
    public void A_record_under_two_names_is_one_record()
    {
        var book = new GwsRecordStore(10);
        var at = DateTimeOffset.UnixEpoch;
        book.Apply(NotificationKind.RecordOffered,
            new RecordUpdate { Handle = "9", Alias = "d17d0be3-f15f-439f-8464-6d5e55063f67", CampaignName = "C" }, at);
        book.Apply(NotificationKind.RecordWithdrawn, new RecordUpdate { Handle = "d17d0be3-f15f-439f-8464-6d5e55063f67" }, at);
        Assert.Equal(1, book.Count);
        Assert.Equal(GwsRecordState.Withdrawn, book.Find("9")!.State);
        Assert.Equal("C", book.Find("d17d0be3-f15f-439f-8464-6d5e55063f67")!.CampaignName);
    }

    private static RecordUpdate Facts(string handle, string phone) =>
        new() { Handle = handle, Phone = phone, CampaignName = "C", ChainId = 1 };
}
