using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

public class EventsOfASessionTests
{
    [Fact]
    public async Task An_acknowledgement_that_came_before_anyone_waited_is_found()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        var ticket = await session.Outbound.RejectRecordAsync(Id.Of(record), new GwsOperationOptions { NoWait = true },
            SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () => session.Events.FindByReference(ticket.ReferenceId).Count > 0);
        var reader = session.Events.CreateReader();
        Assert.True(reader.TryTake(new GwsEventFilter { ReferenceId = ticket.ReferenceId }, out var found));
        Assert.Equal("RecordRejectAcknowledge", found!.NotificationType);
        Assert.Equal(GwsRecordState.Rejected, found.Record!.State);
    }

    [Fact]
    public async Task Two_sessions_in_one_process_do_not_see_each_others_events()
    {
        await using var fixture = new SimulatorFixture();
        var first = await fixture.ConnectAsync("agent1");
        var second = await fixture.ConnectAsync("agent2");
        var call = fixture.Simulator.RingCall("agent1");
        var mail = fixture.Simulator.OfferEmail("agent2");
        await SimulatorFixture.WaitForAsync(first, () => first.Calls.Find(call) is not null);
        await SimulatorFixture.WaitForAsync(second, () => second.Emails.Find(mail) is not null);
        Assert.Null(second.Calls.Find(call));
        Assert.Null(first.Emails.Find(mail));
        Assert.DoesNotContain(second.Events.Snapshot(), gwsEvent => gwsEvent.CallId == call);
        Assert.DoesNotContain(first.Events.Snapshot(), gwsEvent => gwsEvent.EmailId == mail);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Two_sessions_of_one_agent_answer_their_own_requests()
    {
        await using var fixture = new SimulatorFixture();
        var first = await fixture.ConnectAsync("agent1");
        var second = await fixture.ConnectAsync("agent1");
        await first.Outbound.StartPreviewSessionAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        var ofOne = await first.Outbound.RequestPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        var ofTwo = await second.Outbound.RequestPreviewRecordAsync(Id.Campaign(), null, SimulatorFixture.Stop);
        Assert.NotEqual(ofOne.Record!.RecordHandle, ofTwo.Record!.RecordHandle);
        Assert.NotEqual(ofOne.ReferenceId, ofTwo.ReferenceId);
    }

    [Fact]
    public async Task An_event_on_a_channel_without_a_subscription_is_kept()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        fixture.Simulator.Publish("agent1", "/some/other/channel", "{\"messageType\":\"Surprise\",\"x\":{\"y\":[1,2]}}",
            toUnsubscribed: true);
        var found = await session.Events.CreateReader()
            .TakeAsync(new GwsEventFilter { MessageTypes = ["surprise"] }, TimeSpan.FromSeconds(30),
            cancellationToken: SimulatorFixture.Stop);
        Assert.Equal("/some/other/channel", found!.Channel);
        Assert.Equal([1L, 2L], (object?[])((GwsData)found.Data["x"]!)["y"]!);
    }

    [Fact]
    public async Task The_raw_twin_of_an_acknowledgement_is_in_the_log_and_changes_nothing()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        var twin = await session.Events.CreateReader().TakeAsync(
            new GwsEventFilter { Channels = ["/me/internal"], RecordHandle = record.RecordHandle,
                NotificationTypes = ["RecordRejectAcknowledge"] },
            TimeSpan.FromSeconds(30),
            cancellationToken: SimulatorFixture.Stop);
        Assert.Equal("DeviceUserEventMessage", twin!.MessageType);
        Assert.Equal(GwsRecordState.Rejected, session.Records.Find(record.RecordHandle)!.State);
    }

    [Fact]
    public async Task The_documented_events_reach_the_log_over_the_wire()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        foreach (var name in new[] { "reject-record.events.json", "get-chained-record.events.json",
            "voice-reject.as-printed.events.json", "email-reject.events.json" })
        {
            foreach (var message in Fixture.Events(name))
            {
                var after = session.Events.LastSequence;
                fixture.Simulator.Publish("agent1", (string)message["channel"]!,
                    message["data"]!.ToString(Newtonsoft.Json.Formatting.None), toUnsubscribed: true);
                var seen = await Fixture.LoggedAsync(session, message["data"]!, after);
                Assert.Equal((string?)message["data"]!["messageType"], seen.MessageType);
            }
        }

        Assert.Equal("Released", session.Calls.Find("013V08JRL498H10I04000VTAES00000I")!.State);
        Assert.Equal("Completed", session.Emails.Find("00012a9HEEG033EC")!.State);
    }

    [Fact]
    public async Task A_late_twin_of_a_refusal_does_not_refuse_the_next_request()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var foreign = new GwsRecordIdentity("4711") { CampaignName = "Campaign1", CallingList = "CallingList1" };
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/me/internal",
            Operation = null, Count = int.MaxValue });
        await Errors.OfAsync(GwsErrorIds.OutboundServerError, () =>
            session.Outbound.RejectRecordAsync(foreign, null, SimulatorFixture.Stop));
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/outbound",
            Count = int.MaxValue });
        var next = session.Outbound.RejectRecordAsync(foreign, new GwsOperationOptions { Timeout = TimeSpan.FromSeconds(2) },
            SimulatorFixture.Stop);
        Assert.True(fixture.Simulator.WaitFor(simulator =>
            simulator.Requests.Count(request => request.Operation == "RejectRecord" && request.Processed) == 2,
            TimeSpan.FromSeconds(30)));
        fixture.Simulator.Faults.Clear();
        Twin(fixture);
        await Errors.OfAsync(GwsErrorIds.AcknowledgementTimeout, () => next);
    }

    [Fact]
    public async Task A_refusal_that_comes_only_raw_is_believed_when_there_is_no_doubt_whom_it_means()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var foreign = new GwsRecordIdentity("4711") { CampaignName = "Campaign1", CallingList = "CallingList1" };
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/outbound",
            Count = int.MaxValue });
        var error = await Errors.OfAsync(GwsErrorIds.OutboundServerError, () =>
            session.Outbound.RejectRecordAsync(foreign, null, SimulatorFixture.Stop));
        Assert.Equal("/me/internal", Assert.IsType<GwsRefusedException>(error).Event.Channel);
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_it_is_stopped()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var waiting = session.Events.CreateReader()
            .TakeAsync(new GwsEventFilter { MessageTypes = ["never"] }, Timeout.InfiniteTimeSpan, cancellationToken: stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Waiting_ends_when_the_session_is_closed_and_what_the_log_has_can_still_be_taken()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var reader = session.Events.CreateReader();
        var waiting = reader.TakeAsync(new GwsEventFilter { MessageTypes = ["never"] }, Timeout.InfiniteTimeSpan,
            cancellationToken: SimulatorFixture.Stop);
        Assert.False(waiting.IsCompleted);

        await session.DisconnectAsync(SimulatorFixture.Stop);

        Assert.Null(await waiting);
        Assert.Null(await reader.TakeAsync(new GwsEventFilter { MessageTypes = ["never"] }, Timeout.InfiniteTimeSpan,
            cancellationToken: SimulatorFixture.Stop));
        Assert.NotNull(await reader.TakeAsync(new GwsEventFilter(), Timeout.InfiniteTimeSpan,
            cancellationToken: SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.SessionClosed, Assert.ThrowsAny<GwsException>(session.EnsureOpen).ErrorId);
    }

    private static void Twin(SimulatorFixture fixture) => fixture.Simulator.Publish(
        "agent1",
        "/me/internal",
        "{\"messageType\":\"DeviceUserEventMessage\",\"userData\":{\"GSW_CAMPAIGN_NAME\":\"Campaign1\"," +
            "\"GSW_USER_EVENT\":\"Error\",\"GSW_ERROR\":\"Invalid Record Handle\"}}",
        toUnsubscribed: true);
}
