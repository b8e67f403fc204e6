using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Client.Wire.V2;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>What a session does and says when its state changes.</summary>
public class LifecycleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_session_ends_its_log_with_the_reason()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var changes = new ConcurrentQueue<GwsSessionStateChangedEventArgs>();
        var received = new ConcurrentQueue<GwsEvent>();
        session.StateChanged += (_, change) => changes.Enqueue(change);
        session.StateChanged += (_, _) => throw new InvalidOperationException("A handler's failure is its own.");
        session.EventReceived += (_, args) => received.Enqueue(args.Event);
        session.EventReceived += (_, _) => throw new InvalidOperationException("A handler's failure is its own.");
        var reader = session.Events.CreateReader();
        var waiting = reader.TakeAsync(new GwsEventFilter { NotificationTypes = [GwsEvent.SessionLostType] },
            Timeout.InfiniteTimeSpan, cancellationToken: Stop);

        // Every request is refused for good, the login as well.
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, StatusCode = 401, Path = "*",
            Count = int.MaxValue });
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.ExpireHttp, Path = "*",
            Count = int.MaxValue });

        // The server would hold the poll for half a minute before the next request.
        fixture.Simulator.DropConnections();

        var last = await waiting;
        Assert.NotNull(last);
        Assert.True(last.IsError);
        Assert.NotEmpty(last.Error!);
        Assert.Equal(session.Events.LastSequence, last.Sequence);
        Assert.Equal((GwsSessionState.Lost, session.StateReason), (session.State, last.Error));
        Assert.Null(await reader.TakeAsync(new GwsEventFilter { MessageTypes = ["never"] }, Timeout.InfiniteTimeSpan,
            cancellationToken: Stop));
        await SimulatorFixture.WaitForAsync(session, () =>
            received.Any(item => item.NotificationType == GwsEvent.SessionLostType));
        Assert.Equal(GwsSessionState.Lost, changes.Last().Current);
        Assert.Equal(received.Select(item => item.Sequence).Order(), received.Select(item => item.Sequence));
    }

    [Fact]
    public async Task While_reconnecting_a_request_is_held_and_leaves_when_the_session_is_connected_again()
    {
        var lifecycle = new SessionLifecycle("s", "agent1", V2Binding.Instance);
        lifecycle.Set(GwsSessionState.Connected, null);
        await lifecycle.HoldWhileReconnectingAsync("RejectRecord", TimeSpan.FromMinutes(1), Stop);
        lifecycle.Set(GwsSessionState.Reconnecting, "the poll broke");
        var held = lifecycle.HoldWhileReconnectingAsync("RejectRecord", TimeSpan.FromMinutes(1), Stop);
        Assert.False(held.IsCompleted);

        // Another reason is not a connection.
        lifecycle.Set(GwsSessionState.Reconnecting, "the poll broke again");
        Assert.False(held.IsCompleted);
        lifecycle.Set(GwsSessionState.Connected, null);
        await held;
    }

    [Theory]
    [InlineData(GwsSessionState.Reconnecting, GwsErrorIds.SessionReconnecting)]
    [InlineData(GwsSessionState.Lost, GwsErrorIds.SessionLost)]
    [InlineData(GwsSessionState.Closed, GwsErrorIds.SessionClosed)]
    public async Task A_request_that_is_held_in_vain_was_not_sent(GwsSessionState end, string errorId)
    {
        var lifecycle = new SessionLifecycle("s", "agent1", V2Binding.Instance);
        lifecycle.Set(GwsSessionState.Reconnecting, "the poll broke");
        var limit = end == GwsSessionState.Reconnecting ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMinutes(1);
        var held = lifecycle.HoldWhileReconnectingAsync("RejectRecord", limit, Stop);
        if (end != GwsSessionState.Reconnecting)
        {
            lifecycle.Set(end, "gone");
        }

        var error = await Errors.OfAsync(errorId, () => held);
        Assert.False(error.IsOutcomeUnknown);
    }

    [Fact]
    public async Task Nothing_leaves_while_no_answer_could_arrive()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status, StatusCode = 503, Path = "/api/v2/notifications*", Count = int.MaxValue,
        });
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.ExpireBayeux, Path = "/api/v2/notifications*",
            Count = int.MaxValue });

        // An event ends the poll that is held, so that the fault is met.
        fixture.Simulator.Publish("agent1", "/v2/me/devices", "{\"messageType\":\"x\"}");
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Reconnecting);
        var brief = new GwsOperationOptions { Timeout = TimeSpan.FromMilliseconds(200) };
        await Errors.OfAsync(GwsErrorIds.SessionReconnecting, () => session.Outbound.RejectRecordAsync(record, brief, Stop));
        Assert.Equal(0, fixture.CountOf("RejectRecord"));
        var held = session.Outbound.RejectRecordAsync(record, new GwsOperationOptions { Timeout = TimeSpan.FromSeconds(60) },
            Stop);
        fixture.Simulator.Faults.Clear();
        Assert.Equal(GwsOutcome.Acknowledged, (await held).Outcome);
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
    }

    [Fact]
    public async Task A_doubled_row_is_an_error_and_is_sent_once()
    {
        await using var fixture = new SimulatorFixture();
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Delay, Operation = "RejectRecord", Delay = TimeSpan.FromSeconds(2),
        });
        var first = session.Outbound.RejectRecordAsync(record, cancellationToken: Stop);
        await Errors.OfAsync(GwsErrorIds.RecordBusy, () => session.Outbound.RejectRecordAsync(record, cancellationToken: Stop));
        await first;
        await Errors.OfAsync(GwsErrorIds.RecordDone, () => session.Outbound.CancelRecordAsync(record, cancellationToken: Stop));
        Assert.Equal(1, fixture.CountOf("RejectRecord"));
        Assert.Equal(0, fixture.CountOf("CancelRecord"));
    }

    [Fact]
    public async Task A_campaign_that_is_announced_late_is_waited_for_within_the_time_limit()
    {
        await using var fixture = new SimulatorFixture();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status, Method = "GET", Path = "/api/v2/me/outbound-campaigns*", StatusCode = 404,
                Body = "", Count = int.MaxValue,
        });
        var lost = new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/outbound", Count = int.MaxValue };
        fixture.Simulator.Faults.Add(lost);
        var session = await fixture.ConnectAsync();
        Assert.True(fixture.Simulator.WaitFor(_ => lost.Hits > 0, SimulatorFixture.Patience));
        Assert.Null(session.Campaigns.Find(SimulatorFixture.Campaign));
        var brief = new GwsOperationOptions { Timeout = TimeSpan.FromMilliseconds(1) };
        await Errors.OfAsync(GwsErrorIds.CampaignUnknown, () =>
            session.Outbound.StartPreviewSessionAsync(Id.Campaign(), brief, Stop));

        var starting = session.Outbound.StartPreviewSessionAsync(Id.Campaign(), cancellationToken: Stop);
        Assert.False(starting.IsCompleted);
        fixture.Simulator.Faults.Clear();
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"OutboundCampaignMessage\","
            + "\"notificationType\":\"CampaignLoaded\",\"campaign\":{\"name\":\"Campaign1\",\"applicationId\":134}}");
        var started = await starting;
        Assert.Equal(GwsOutcome.Acknowledged, started.Outcome);
        Assert.Equal(1, fixture.CountOf("StartPreviewSession"));
    }

    [Fact]
    public async Task A_session_ends_only_the_login_that_it_began()
    {
        await using var fixture = new SimulatorFixture();
        var first = await fixture.ConnectAsync();
        var second = await fixture.ConnectAsync();
        await second.DisconnectAsync(Stop);
        Assert.Equal(0, fixture.CountOf("EndContactCenterSession"));
        await first.ProbeAsync(Stop);
        await first.Outbound.StartPreviewSessionAsync(Id.Campaign(), cancellationToken: Stop);
        await first.DisconnectAsync(Stop);
        Assert.Equal(1, fixture.CountOf("EndContactCenterSession"));
    }

    [Fact]
    public async Task A_login_that_a_session_left_behind_is_ended_by_the_next_one()
    {
        await using var fixture = new SimulatorFixture();
        var vanished = await fixture.ConnectAsync();
        vanished.Dispose();
        var next = await fixture.ConnectAsync();
        await next.DisconnectAsync(Stop);
        Assert.Equal(1, fixture.CountOf("EndContactCenterSession"));
    }

    [Theory]
    [InlineData(SimulatorFaultKind.Status, 503)]
    [InlineData(SimulatorFaultKind.Status, 404)]
    [InlineData(SimulatorFaultKind.DropBefore, 0)]
    public async Task A_login_whose_end_failed_is_warned_of_and_ended_by_the_next_session(SimulatorFaultKind kind, int status)
    {
        await using var fixture = new SimulatorFixture();
        var first = await fixture.ConnectAsync();
        await first.Outbound.StartPreviewSessionAsync(Id.Campaign(), cancellationToken: Stop);
        await first.Outbound.RequestPreviewRecordAsync(Id.Campaign(), cancellationToken: Stop);
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = kind, Operation = "EndContactCenterSession", StatusCode = status == 0 ? 500 : status,
        });
        await first.DisconnectAsync(Stop);
        Assert.Contains(first.Warnings, warning => warning.Contains("may still be logged in", StringComparison.Ordinal));
        Assert.NotEmpty(fixture.Simulator.RecordsOf("agent1"));

        var next = await fixture.ConnectAsync();
        await next.DisconnectAsync(Stop);
        Assert.Empty(next.Warnings);
        Assert.Empty(fixture.Simulator.RecordsOf("agent1"));
    }

    [Fact]
    public async Task A_session_whose_agent_was_logged_out_elsewhere_says_so()
    {
        await using var fixture = new SimulatorFixture();
        var first = await fixture.ConnectAsync();
        var second = await fixture.ConnectAsync();
        await first.DisconnectAsync(Stop);
        await SimulatorFixture.WaitForAsync(second, () => second.StateReason is not null);
        Assert.Contains("logged out", second.StateReason, StringComparison.Ordinal);
        Assert.Contains(second.Warnings, warning => warning.Contains("logged out", StringComparison.Ordinal));
        await Errors.OfAsync(GwsErrorIds.ContactCenterSessionEnded, () => second.ProbeAsync(Stop));
    }

    /// <summary>The logout of a session before: its event may come when the next session has logged the agent in.</summary>
    [Fact]
    public async Task A_late_event_of_a_logout_is_not_believed_and_the_session_logs_the_agent_out_at_its_end()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var device = session.User.Devices[0];
        fixture.Simulator.ClearRequests();
        fixture.Simulator.Publish("agent1", "/v2/me/devices",
            "{\"messageType\":\"DeviceStateChangeMessage\",\"devices\":[{\"id\":\"" + device.DeviceId
            + "\",\"userState\":{\"state\":\"LoggedOut\"}}]}");

        // The server is asked, and says otherwise.
        Assert.True(fixture.Simulator.WaitFor(
            simulator => simulator.Requests.Any(request => request.Path == "/api/v2/me" && request.Method == "GET"),
            SimulatorFixture.Patience));
        await SimulatorFixture.WaitForAsync(session, () => session.Devices.All(item => item.UserState != "LoggedOut"));
        Assert.Null(session.StateReason);
        await session.ProbeAsync(Stop);
        await session.DisconnectAsync(Stop);
        Assert.Equal(1, fixture.CountOf("EndContactCenterSession"));
        Assert.Empty(session.Warnings);
    }
}
