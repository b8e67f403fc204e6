using System;
using System.Collections;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Outbound;

/// <summary>The desktop's rules, and what is pending.</summary>
public class RuleTests
{
    [Fact]
    public async Task A_result_needs_a_call()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        Errors.Of(GwsErrorIds.RecordNotCalled, () => session.Outbound.SetCallResult(Id.Of(record), 6, force: false));
        Errors.Of(GwsErrorIds.RecordNotCalled, () =>
            session.Outbound.SetDoNotCall(Id.Of(record), GwsChainScope.RecordOnly, force: false));
        Assert.Equal(6, session.Outbound.SetCallResult(Id.Of(record), 6, force: true).Pending.CallResult!.Number);
        await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        Assert.Equal("Answer", session.Outbound.SetCallResult(Id.Of(record), GwsCallResult.Parse("Answer"),
            force: false).CallResult!.Name);
        Assert.True(session.Outbound.ClearCallResult(Id.Of(record)).Pending.IsEmpty);
    }

    [Fact]
    public async Task No_result_and_no_callback_while_do_not_call_is_set()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        session.Outbound.SetCallResult(Id.Of(record), 6, force: false);
        session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddDays(1), GwsCallbackType.Campaign, force: false);
        var marked = session.Outbound.SetDoNotCall(Id.Of(record), GwsChainScope.AllChain, force: false);
        Assert.Equal(GwsChainScope.AllChain, marked.Pending.DoNotCall);
        Assert.Null(marked.Pending.CallResult);
        Assert.Null(marked.Pending.Schedule);
        Errors.Of(GwsErrorIds.DoNotCallSet, () => session.Outbound.SetCallResult(Id.Of(record), 6, force: false));
        Errors.Of(GwsErrorIds.DoNotCallSet, () =>
            session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddDays(1), GwsCallbackType.Campaign, force: false));
        Assert.True(session.Outbound.RemoveDoNotCall(Id.Of(record)).Pending.IsEmpty);
        session.Outbound.SetCallResult(Id.Of(record), 6, force: false);
    }

    [Fact]
    public async Task Nothing_after_done()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop);
        Errors.Of(GwsErrorIds.RecordDone, () => session.Outbound.SetCallResult(Id.Of(record), 6, force: false));
        Errors.Of(GwsErrorIds.RecordDone, () =>
            session.Outbound.SetDoNotCall(Id.Of(record), GwsChainScope.RecordOnly, force: false));
        Errors.Of(GwsErrorIds.RecordDone, () => session.Outbound.RemoveDoNotCall(Id.Of(record)));
        Errors.Of(GwsErrorIds.RecordDone, () => session.Outbound.RemoveSchedule(Id.Of(record)));
        Errors.Of(GwsErrorIds.RecordDone, () =>
            session.Outbound.UpdateFields(Id.Of(record), new Hashtable { ["custom1"] = "x" }, force: false));
        Errors.Of(GwsErrorIds.RecordDone, () =>
            session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddDays(1), GwsCallbackType.Campaign, force: false));
        foreach (var operation in new Func<Task>[]
        {
            () => session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop),
            () => session.Outbound.CancelRecordAsync(Id.Of(record), null, null, SimulatorFixture.Stop),
            () => session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop),
            () => session.Outbound.GetChainedRecordsAsync(Id.Of(record), null, SimulatorFixture.Stop),
            () => session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop),
            () => session.Outbound.SendScheduleAsync(Id.Of(record),
                new GwsSchedule(DateTimeOffset.Now.AddDays(1), GwsCallbackType.Campaign), null, SimulatorFixture.Stop),
        })
        {
            await Errors.OfAsync(GwsErrorIds.RecordDone, operation);
        }
    }

    [Fact]
    public async Task What_is_pending_goes_out_in_order_each_step_after_the_acknowledgement_of_the_last()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        session.Outbound.SetCallResult(Id.Of(record), 33, force: false);
        session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddDays(1), GwsCallbackType.Personal, force: false);
        session.Outbound.UpdateFields(Id.Of(record), new Hashtable { ["custom1"] = "one" }, force: false);
        session.Outbound.UpdateFields(Id.Of(record), new Hashtable { ["GSW_FROM"] = "09:00" }, force: false);
        var pending = session.Records.Find(record.RecordHandle)!.Pending;
        Assert.Equal(["custom1", "GSW_FROM"], pending.Fields.Keys);
        Assert.Equal(0, fixture.CountOf("UpdateRecord") + fixture.CountOf("RescheduleRecord")
            + fixture.CountOf("CompleteRecord"));

        var result = await session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop);
        Assert.Equal(["UpdateRecord", "RescheduleRecord", "CompleteRecord"], result.Steps.Select(step => step.Operation));
        Assert.All(result.Steps, step => Assert.Equal(GwsOutcome.Acknowledged, step.Outcome));
        Assert.Equal(result.Steps.Count, result.Steps.Select(step => step.ReferenceId).Distinct().Count());
        Assert.Equal(["UpdateRecord", "RescheduleRecord", "CompleteRecord"], fixture.Simulator.Requests
            .Select(request => request.Operation)
                .Where(name => name is "UpdateRecord" or "RescheduleRecord" or "CompleteRecord"));
        Assert.True(result.Record!.Pending.IsEmpty);
        Assert.True(result.Record.IsDone);
    }

    [Fact]
    public async Task Do_not_call_takes_the_place_of_the_end()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.Outbound.StartCallAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        session.Outbound.SetDoNotCall(Id.Of(record), GwsChainScope.AllChain, force: false);
        session.Outbound.UpdateFields(Id.Of(record), new Hashtable { ["custom1"] = "asked us not to" }, force: false);
        var result = await session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop);
        Assert.Equal(["UpdateRecord", "DoNotCallRecord"], result.Steps.Select(step => step.Operation));
        Assert.Equal(GwsRecordState.DoNotCall, result.Record!.State);
        Assert.Equal(0, fixture.CountOf("CompleteRecord"));
    }

    [Theory]
    [InlineData("UpdateRecord", "Fields custom1; Callback")]
    [InlineData("RescheduleRecord", "Callback")]
    [InlineData("CompleteRecord", "CallResult Busy")]
    public async Task A_step_that_fails_leaves_the_rest_pending_and_says_so(string step, string left)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        session.Outbound.SetCallResult(Id.Of(record), 6, force: true);
        session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddDays(1), GwsCallbackType.Personal, force: false);
        session.Outbound.UpdateFields(Id.Of(record), new Hashtable { ["custom1"] = "one" }, force: false);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, Operation = step, StatusCode = 200,
            Body = "{\"statusCode\":4,\"statusMessage\":\"no\"}" });
        var error = await Errors.OfAsync(GwsErrorIds.InternalError, () =>
            session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop));
        Assert.Equal(step, error.Operation);
        Assert.Contains("Still pending: " + left, error.Message, StringComparison.Ordinal);
        Assert.Contains("CallResult Busy", error.Message, StringComparison.Ordinal);
        Assert.False(session.Records.Find(record.RecordHandle)!.IsDone);

        // What was acknowledged is not sent again.
        var result = await session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop);
        Assert.Equal(step, result.Steps[0].Operation);
        Assert.True(result.Record!.IsDone);
    }

    [Fact]
    public async Task One_sequence_at_a_time_for_a_record()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Delay, Operation = "CompleteRecord",
            Delay = TimeSpan.FromSeconds(2) });
        var first = session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.RecordBusy, () =>
            session.Outbound.CompleteRecordAsync(Id.Of(record), null, null, null, SimulatorFixture.Stop));
        Errors.Of(GwsErrorIds.RecordBusy, () => session.Outbound.SetCallResult(Id.Of(record), 6, force: true));
        Assert.True((await first).Record!.IsDone);
        Assert.Equal(1, fixture.CountOf("CompleteRecord"));
    }

    [Fact]
    public async Task A_callback_in_the_past_is_refused()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        Errors.Of(GwsErrorIds.ScheduleInPast, () =>
            session.Outbound.SetSchedule(Id.Of(record), DateTimeOffset.Now.AddMinutes(-1), GwsCallbackType.Personal,
            force: false));
        Errors.Of(GwsErrorIds.ScheduleInPast, () =>
            session.Outbound.SetSchedule(Id.Of(record), "05/27/2021 10:55", GwsCallbackType.Personal, force: false));
        Errors.Of(GwsErrorIds.ScheduleInvalid, () =>
            session.Outbound.SetSchedule(Id.Of(record), "27.5.2021", GwsCallbackType.Personal, force: false));
        await Errors.OfAsync(GwsErrorIds.ScheduleInPast, () => session.Outbound.SendScheduleAsync(
            Id.Of(record), new GwsSchedule(DateTimeOffset.Now.AddHours(-1), GwsCallbackType.Campaign), null,
                SimulatorFixture.Stop));
        Assert.Equal(0, fixture.CountOf("RescheduleRecord"));
        var error = await Errors.OfAsync(GwsErrorIds.OutboundServerError, () => session.Outbound.SendScheduleAsync(
            Id.Of(record), new GwsSchedule(DateTimeOffset.Now.AddHours(-1), GwsCallbackType.Campaign),
                new GwsOperationOptions { Force = true }, SimulatorFixture.Stop));
        Assert.Equal("RescheduleRecord", error.Operation);
    }

    [Fact]
    public async Task A_callback_is_shown_in_the_records_zone_and_sent_as_the_same_moment()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var at = new DateTimeOffset(2099, 5, 27, 19, 55, 0, TimeSpan.FromHours(2));
        var set = session.Outbound.SetSchedule(Id.Of(record), at, GwsCallbackType.Personal, force: false);
        Assert.Equal("05/27/2099 10:55", set.Pending.Schedule!.RecordTime);
        Assert.Equal(at, session.Outbound.ReadSchedule(Id.Of(record), "5/27/2099 10:55", GwsCallbackType.Personal).At);
        Assert.True(session.Outbound.RemoveSchedule(Id.Of(record)).Pending.IsEmpty);
    }
}
