using System;
using System.Collections;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>Commands are not idempotent: a request whose fate is unknown is not sent again, and the truth is told.</summary>
public class NeverTwiceTests
{
    [Theory]
    [InlineData(SimulatorFaultKind.DropAfter)]
    [InlineData(SimulatorFaultKind.CutReply)]
    [InlineData(SimulatorFaultKind.CloseAfter)]
    public async Task The_event_is_the_answer_although_the_reply_is_lost(SimulatorFaultKind kind)
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = kind, Operation = "RejectRecord" });
        var result = await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
    }

    [Fact]
    public async Task The_event_may_overtake_the_reply()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayReply, Operation = "RejectRecord",
            Delay = TimeSpan.FromSeconds(60) });
        var result = await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal("RecordRejectAcknowledge", result.Answer);
    }

    [Fact]
    public async Task Both_lost_the_outcome_is_unknown_and_nothing_is_sent_again()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DropAfter, Operation = "RejectRecord" });
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "RecordRejectAcknowledge",
            Count = 2 });
        var error = await Errors.OfAsync(GwsErrorIds.OutcomeUnknown, () => session.Outbound.RejectRecordAsync(
            Id.Of(record), new GwsOperationOptions { ReferenceId = "42", Timeout = TimeSpan.FromSeconds(5) },
                SimulatorFixture.Stop));
        Assert.Equal("42", error.ReferenceId);
        Assert.Equal(record.RecordHandle, error.RecordHandle);
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        Assert.Equal(1, session.Counters.OutcomeUnknown);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_anything_was_processed_is_unknown_too()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DropBefore, Operation = "RejectRecord" });
        await Errors.OfAsync(GwsErrorIds.OutcomeUnknown, () => session.Outbound.RejectRecordAsync(
            Id.Of(record), new GwsOperationOptions { Timeout = TimeSpan.FromSeconds(5) }, SimulatorFixture.Stop));
        Assert.Equal(1, fixture.CountOf("RejectRecord"));

        // The caller decides: the record is still there.
        await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal(2, fixture.CountOf("RejectRecord"));
    }

    [Fact]
    public async Task A_late_answer_reaches_the_log_and_the_book()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent,
            Operation = "RecordRejectAcknowledge",
            Delay = TimeSpan.FromSeconds(2) });
        var error = await Errors.OfAsync(GwsErrorIds.AcknowledgementTimeout, () => session.Outbound.RejectRecordAsync(
            Id.Of(record), new GwsOperationOptions { Timeout = TimeSpan.FromMilliseconds(300) }, SimulatorFixture.Stop));
        var late = await session.Events.CreateReader().TakeAsync(
            new GwsEventFilter { ReferenceId = error.ReferenceId }, TimeSpan.FromSeconds(30), includeTaken: true,
                SimulatorFixture.Stop);
        Assert.Equal("RecordRejectAcknowledge", late!.NotificationType);
        Assert.Equal(GwsRecordState.Rejected, session.Records.Find(record.RecordHandle)!.State);
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
    }

    [Fact]
    public async Task An_acknowledgement_twice_is_one_acknowledgement()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DuplicateEvent,
            Operation = "RecordRejectAcknowledge" });
        await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        var next = await session.Outbound.GetPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        Assert.NotEqual(record.RecordHandle, next.RecordHandle);
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
    }

    [Fact]
    public async Task An_expired_http_session_is_renewed_and_the_request_carried_out_once()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.ExpireHttp("agent1");
        var result = await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
        Assert.Equal(1, fixture.Simulator.Requests.Count(request => request.Operation == "RejectRecord" && request.Processed
            && request.StatusCode == 200));
    }

    [Fact]
    public async Task Eight_requests_at_once_share_one_login()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        await session.Outbound.StartPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        var records = new GwsRecord[8];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = await session.Outbound.GetPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        }

        fixture.Simulator.ExpireHttp("agent1");
        var results = await Task.WhenAll(records.Select(record =>
            session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop)));
        Assert.All(results, result => Assert.Equal(GwsOutcome.Acknowledged, result.Outcome));
        Assert.All(results.Zip(records), pair => Assert.Equal(pair.Second.RecordHandle, pair.First.RecordHandle));
    }

    [Fact]
    public async Task The_same_reference_id_twice_at_a_time_is_refused()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "ChainedRecordsDataEnd" });
        var options = new GwsOperationOptions { ReferenceId = "7", Timeout = TimeSpan.FromSeconds(5) };
        var first = session.Outbound.GetChainedRecordsAsync(Id.Of(record), options, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.ReferenceIdInUse, () =>
            session.Outbound.RejectRecordAsync(Id.Of(record), options, SimulatorFixture.Stop));
        await Errors.OfAsync(GwsErrorIds.AcknowledgementTimeout, () => first);
        Assert.Equal(0, fixture.CountOf("RejectRecord"));
    }

    [Fact]
    public async Task Two_dials_of_one_record_at_once_are_one_call()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();

        // The second dial is asked for while the first one waits for its call.
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent, Path = "/v2/me/calls",
            Count = 100, Delay = TimeSpan.FromSeconds(3) });
        var first = session.Outbound.DialRecordAsync(Id.Of(record), null, null, SimulatorFixture.Stop);
        var error = await Errors.OfAsync(GwsErrorIds.RecordBusy, () =>
            session.Outbound.DialRecordAsync(Id.Of(record), null, null, SimulatorFixture.Stop));
        Assert.Equal(record.RecordHandle, error.RecordHandle);
        Assert.NotNull((await first).Call);
        Assert.Equal(1, fixture.CountOf("Dial"));
        await Errors.OfAsync(GwsErrorIds.CallStillActive, () =>
            session.Outbound.DialRecordAsync(Id.Of(record), null, null, SimulatorFixture.Stop));
    }

    [Fact]
    public async Task Closing_the_session_ends_every_wait_with_the_truth()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "RecordRejectAcknowledge",
            Count = 2 });
        var waiting = session.Outbound.RejectRecordAsync(Id.Of(record),
            new GwsOperationOptions { Timeout = TimeSpan.FromMinutes(5) }, SimulatorFixture.Stop);
        Assert.True(fixture.Simulator.WaitFor(simulator =>
            simulator.Requests.Any(request => request.Operation == "RejectRecord" && request.Processed),
            TimeSpan.FromSeconds(30)));
        await session.DisconnectAsync(SimulatorFixture.Stop);
        var error = await Errors.OfAsync(GwsErrorIds.OutcomeUnknown, () => waiting);
        Assert.Equal("RejectRecord", error.Operation);
    }

    [Fact]
    public async Task Closing_the_session_in_the_middle_of_a_completion_names_the_step_that_is_in_doubt()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        session.Outbound.UpdateFields(Id.Of(record), new Hashtable { ["GSW_UNTIL"] = "20:30" }, force: true);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "UpdateCallCompletionStatsAcknowledge", Count = 2 });
        var waiting = session.Outbound.CompleteRecordAsync(Id.Of(record), null, null,
            new GwsOperationOptions { Force = true, Timeout = TimeSpan.FromMinutes(5) }, SimulatorFixture.Stop);
        Assert.True(fixture.Simulator.WaitFor(simulator =>
            simulator.Requests.Any(request => request.Operation == "UpdateRecord" && request.Processed),
            TimeSpan.FromSeconds(30)));
        session.Dispose();
        var error = await Errors.OfAsync(GwsErrorIds.OutcomeUnknown, () => waiting);
        Assert.Equal("UpdateRecord", error.Operation);
        Assert.Equal(0, fixture.CountOf("CompleteRecord"));
    }

    [Fact]
    public async Task Closing_the_session_ends_requests_that_a_silent_server_does_not_answer()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        const string path = "/api/v2/me/slow";
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Delay, Path = path, Count = 2,
            Delay = TimeSpan.FromMinutes(10) });
        var reading = session.SendAsync(System.Net.Http.HttpMethod.Get, path, null, SimulatorFixture.Stop);
        var writing = session.SendAsync(System.Net.Http.HttpMethod.Post, path, "{}", SimulatorFixture.Stop);
        Assert.True(fixture.Simulator.WaitFor(
            simulator => simulator.Requests.Count(request => request.Fault == SimulatorFaultKind.Delay) == 2,
            TimeSpan.FromSeconds(30)));
        session.Dispose();
        await Errors.OfAsync(GwsErrorIds.SessionClosed, () => reading.WaitAsync(SimulatorFixture.Patience));
        var error = await Errors.OfAsync(GwsErrorIds.OutcomeUnknown, () => writing.WaitAsync(SimulatorFixture.Patience));
        Assert.Contains("session was closed after POST was written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_the_session_while_it_logs_in_again_is_said_as_such()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();

        // The fault first: the poll that the server turns away logs in at once.
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Delay, Path = "/api/v2/me", Method = "GET",
            Count = 10, Delay = TimeSpan.FromMinutes(5) });
        fixture.Simulator.ExpireHttp();
        var rejecting = session.Outbound.RejectRecordAsync(Id.Of(record),
            new GwsOperationOptions { Timeout = TimeSpan.FromMinutes(5) }, SimulatorFixture.Stop);
        var probing = session.SendAsync(System.Net.Http.HttpMethod.Post, "/api/v2/me/calls/none", "{}", SimulatorFixture.Stop);
        Assert.True(fixture.Simulator.WaitFor(
            simulator => simulator.Requests.Any(request => request.Fault == SimulatorFaultKind.Delay)
                && simulator.Requests.Any(request => request.Path.EndsWith("/none", StringComparison.Ordinal)
                && request.StatusCode == 403),
            TimeSpan.FromSeconds(30)));
        session.Dispose();
        Assert.IsType<GwsException>(await Record.ExceptionAsync(() => rejecting));

        // It waits for the login, and nothing more was sent; or, on a slow machine, the refusal that the server has given is not
        // yet read.
        var error = await Assert.ThrowsAnyAsync<GwsException>(() => probing);
        Assert.Contains(error.ErrorId, new[] { GwsErrorIds.SessionClosed, GwsErrorIds.OutcomeUnknown });
    }

    [Fact]
    public async Task A_record_that_is_withdrawn_between_the_steps_of_its_completion_is_not_completed()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        session.Outbound.UpdateFields(Id.Of(record), new Hashtable { ["GSW_PHONE"] = "5559999" });
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "UpdateCallCompletionStatsAcknowledge", Count = 2 });
        var completing = session.Outbound.CompleteRecordAsync(Id.Of(record), cancellationToken: SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () => fixture.CountOf("UpdateRecord") == 1
            && fixture.Last("UpdateRecord").Processed);
        fixture.Simulator.WithdrawRecord(long.Parse(record.RecordHandle, System.Globalization.CultureInfo.InvariantCulture));
        await SimulatorFixture.WaitForAsync(session,
            () => session.Records.Find(record.RecordHandle)!.State == GwsRecordState.Withdrawn);

        // Only now comes the answer to the first step.
        fixture.Simulator.Faults.Clear();
        var sent = Newtonsoft.Json.Linq.JObject.Parse(fixture.Last("UpdateRecord").Body);
        fixture.Simulator.Publish("agent1", "/v2/me/outbound",
            "{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"UpdateCallCompletionStatsAcknowledge\","
            + "\"referenceId\":\"" + sent["referenceId"] + "\",\"record\":{\"recordHandle\":" + record.RecordHandle + "}}");
        var error = await Errors.OfAsync(GwsErrorIds.RecordDone, () => completing);
        Assert.Equal("CompleteRecord", error.Operation);
        Assert.Equal(0, fixture.CountOf("CompleteRecord"));
    }

    [Fact]
    public async Task Two_dials_of_one_record_that_nobody_waits_for_are_one_call()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var noWait = new GwsOperationOptions { NoWait = true, Timeout = TimeSpan.FromMinutes(5) };
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/calls",
            Count = int.MaxValue });
        await session.Outbound.DialRecordAsync(Id.Of(record), null, noWait, SimulatorFixture.Stop);
        var error = await Errors.OfAsync(GwsErrorIds.RecordBusy, () =>
            session.Outbound.DialRecordAsync(Id.Of(record), null, noWait, SimulatorFixture.Stop));
        Assert.Equal(record.RecordHandle, error.RecordHandle);
        Assert.Equal(1, fixture.CountOf("Dial"));

        // The caller may know better.
        await session.Outbound.DialRecordAsync(Id.Of(record), null, noWait with { Force = true }, SimulatorFixture.Stop);
        Assert.Equal(2, fixture.CountOf("Dial"));
    }

    [Fact]
    public async Task A_doubled_row_that_nobody_waits_for_is_sent_once_until_it_is_answered()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var noWait = new GwsOperationOptions { NoWait = true, Timeout = TimeSpan.FromMinutes(5) };
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "RecordRejectAcknowledge", Count = 2 });
        var ticket = await session.Outbound.RejectRecordAsync(Id.Of(record), noWait, SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.RecordBusy, () =>
            session.Outbound.RejectRecordAsync(Id.Of(record), noWait, SimulatorFixture.Stop));
        await Errors.OfAsync(GwsErrorIds.RecordBusy, () =>
            session.Outbound.CompleteRecordAsync(Id.Of(record), cancellationToken: SimulatorFixture.Stop));
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        Assert.Equal(0, fixture.CountOf("CompleteRecord"));

        // Refused at last: then it may be tried again.
        fixture.Simulator.Faults.Clear();
        fixture.Simulator.Publish("agent1", "/v2/me/outbound",
            "{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"Error\",\"errorMessage\":\"not now\","
            + "\"referenceId\":\"" + ticket.ReferenceId + "\",\"record\":{\"recordHandle\":" + record.RecordHandle + "}}");
        await SimulatorFixture.WaitForAsync(session, () => session.Events.FindByReference(ticket.ReferenceId)
            .Any(gwsEvent => gwsEvent.IsError));
        await WhenNotBusyAsync(session, () =>
            session.Outbound.RejectRecordAsync(Id.Of(record), noWait, SimulatorFixture.Stop));
        Assert.Equal(2, fixture.CountOf("RejectRecord"));
    }

    [Fact]
    public async Task A_request_that_nobody_waits_for_keeps_its_record_for_no_longer_than_its_time_limit()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent,
            Operation = "RecordRejectAcknowledge", Count = int.MaxValue });
        var brief = new GwsOperationOptions { NoWait = true, Timeout = TimeSpan.FromMilliseconds(200) };
        await session.Outbound.RejectRecordAsync(Id.Of(record), brief, SimulatorFixture.Stop);
        await WhenNotBusyAsync(session, () =>
            session.Outbound.RejectRecordAsync(Id.Of(record), brief, SimulatorFixture.Stop));
        Assert.Equal(2, fixture.CountOf("RejectRecord"));
    }

    private static async Task WhenNotBusyAsync(GwsSession session, Func<Task> action)
    {
        var deadline = DateTime.UtcNow + SimulatorFixture.Patience;
        while (true)
        {
            try
            {
                await action();
                return;
            }
            catch (GwsException error) when (error.ErrorId == GwsErrorIds.RecordBusy && DateTime.UtcNow < deadline)
            {
                await session.Events.WaitForMoreAsync(session.Events.LastSequence, TimeSpan.FromMilliseconds(20),
                    SimulatorFixture.Stop);
            }
        }
    }
}
