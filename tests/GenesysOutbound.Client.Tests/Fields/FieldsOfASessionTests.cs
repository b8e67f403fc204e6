using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Client.Wire;
using Xunit;

namespace GenesysOutbound.Client.Tests.Fields;

/// <summary>Fields and schedules on their way through a session to the server.</summary>
public class FieldsOfASessionTests
{
    [Fact]
    public async Task Changes_are_pending_until_the_record_is_completed_and_go_out_as_the_wire_wants_them()
    {
        await using var fixture = new SimulatorFixture();
        var schema = Samples.Schema("""[{"name": "Remark", "fieldType": "var-char"}]""");
        var (session, record) = await fixture.WithRecordAsync(fixture.Options() with { FieldSchema = schema });

        var changed = session.Outbound.UpdateFields(
            Id.Of(record), Samples.Data(("GWS_FROM", "10.15"), ("GSW_UNTIL", "23:45"), ("GSW_PHONE_TYPE", "Pin Pager"),
                ("Remark", "Custom message")), force: false);

        Assert.Equal(["GSW_FROM", "GSW_UNTIL", "GSW_PHONE_TYPE", "Remark"], changed.Pending.Fields.Keys);
        var field = session.Outbound.GetFields(Id.Of(record)).Field("GSW_FROM");
        Assert.True(field is { Value: "10:15", IsPending: true });
        Assert.Equal(0, fixture.CountOf("UpdateRecord"));

        await session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, new GwsOperationOptions { Force = true },
            SimulatorFixture.Stop);

        var body = (GwsData)WireJson.Parse(fixture.Last("UpdateRecord").Body)!;
        Assert.Equal((36900L, 85500L, "PinPager"), (body["from"], body["until"], body["phoneType"]));
        Assert.Equal("Custom message", body.Object("otherFields").Text("Remark"));
        var there = fixture.Simulator.Records.Single(item =>
            item.RecordHandle == long.Parse(record.RecordHandle, CultureInfo.InvariantCulture));
        Assert.Equal((36900, 85500, 9), (there.From, there.Until, there.PhoneType));
    }

    [Fact]
    public async Task One_bad_field_leaves_what_was_pending_as_it_was()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        session.Outbound.UpdateFields(Id.Of(record), Samples.Data(("GSW_FROM", "9:00")), force: false);

        var error = Errors.Of(GwsErrorIds.FieldInvalid, () =>
            session.Outbound.UpdateFields(Id.Of(record),
                Samples.Data(("GSW_FROM", "10:00"), ("GSW_UNTIL", "late"), ("GSW_ATTEMPTS", 0)), force: false));

        Assert.Contains("2 problems", error.Message, StringComparison.Ordinal);
        Assert.Equal(Id.Of(record).RecordHandle, error.RecordHandle);
        var pending = session.Records.Find(Id.Of(record).RecordHandle)!.Pending.Fields;
        Assert.Equal(32400L, Assert.Single(pending).Value);
        await Errors.OfAsync(GwsErrorIds.FieldInvalid, () =>
            session.Outbound.SendFieldsAsync(Id.Of(record), Samples.Data(("GSW_FROM", "late")), null, SimulatorFixture.Stop));
        Assert.Equal(0, fixture.CountOf("UpdateRecord"));
    }

    [Fact]
    public async Task A_field_sent_at_once_leaves_the_others_pending()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        session.Outbound.UpdateFields(Id.Of(record), Samples.Data(("GSW_FROM", "9:00"), ("GSW_PHONE_TYPE", 4)), force: false);

        var sent = await session.Outbound.SendFieldsAsync(Id.Of(record), Samples.Data(("GSW_FROM", "10:15")), null,
            SimulatorFixture.Stop);

        Assert.Equal(GwsOutcome.Acknowledged, sent.Outcome);
        var fields = session.Outbound.GetFields(Id.Of(record));
        Assert.True(fields.Field("GSW_FROM") is { Value: "10:15", IsPending: false });
        Assert.True(fields.Field("GSW_PHONE_TYPE") is { Value: 4L, IsPending: true });
    }

    [Fact]
    public async Task Fields_of_a_record_that_is_not_held_cannot_be_listed_or_changed()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();

        Errors.Of(GwsErrorIds.RecordNotHeld, () => session.Outbound.GetFields(new GwsRecordIdentity("987654")));
        Errors.Of(GwsErrorIds.RecordNotHeld, () =>
            session.Outbound.UpdateFields(new GwsRecordIdentity("987654"), Samples.Data(("GSW_FROM", "9:00")), force: false));
    }

    [Fact]
    public async Task A_time_of_the_records_zone_goes_out_as_the_moment_it_is()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var offset = record.TimeZoneOffset!.Value;
        var later = new DateTimeOffset(DateTime.SpecifyKind(DateTime.UtcNow.AddDays(2).Add(offset), DateTimeKind.Unspecified),
            offset);

        var pending = session.Outbound.SetSchedule(Id.Of(record), RecordTime.Format(later), GwsCallbackType.Personal,
            force: false);

        Assert.Equal(RecordTime.Format(later), pending.Pending.Schedule!.RecordTime);
        await session.Outbound.SendScheduleAsync(Id.Of(record), pending.Pending.Schedule, null, SimulatorFixture.Stop);
        var body = (GwsData)WireJson.Parse(fixture.Last("RescheduleRecord").Body)!;
        Assert.Equal("Personal", body["callbackType"]);
        Assert.Equal(later.ToUnixTimeSeconds() / 60 * 60, body["timestamp"]);
    }

    [Fact]
    public async Task A_callback_in_the_past_or_at_no_time_is_refused()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();

        Errors.Of(GwsErrorIds.ScheduleInPast, () =>
            session.Outbound.SetSchedule(Id.Of(record), "05/27/2021 10:55", GwsCallbackType.Campaign, force: false));
        Errors.Of(GwsErrorIds.ScheduleInPast, () =>
            session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.UtcNow.AddSeconds(-1), GwsCallbackType.Campaign,
            force: false));
        Errors.Of(GwsErrorIds.ScheduleInvalid, () =>
            session.Outbound.SetSchedule(Id.Of(record), "13/01/2099 10:00", GwsCallbackType.Campaign, force: false));
        await Errors.OfAsync(
            GwsErrorIds.ScheduleInPast,
            () => session.Outbound.SendScheduleAsync(Id.Of(record),
                new GwsSchedule(DateTimeOffset.UnixEpoch, GwsCallbackType.Campaign), null, SimulatorFixture.Stop));
        Assert.Null(session.Records.Find(Id.Of(record).RecordHandle)!.Pending.Schedule);
        Assert.Equal(0, fixture.CountOf("RescheduleRecord"));
    }
}
