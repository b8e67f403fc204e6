using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

public class RecoveryTests
{
    [Fact]
    public async Task A_lost_notification_session_leaves_a_gap_in_the_log_and_is_replaced()
    {
        await using var fixture = new SimulatorFixture(
            new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(500) });
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.ExpireBayeux("agent1");
        var gap = await session.Events.CreateReader()
            .TakeAsync(new GwsEventFilter { NotificationTypes = ["Gap"] }, TimeSpan.FromSeconds(30),
            cancellationToken: SimulatorFixture.Stop);
        Assert.True(gap!.IsGap);
        Assert.NotNull(gap.GapFrom);
        Assert.NotEmpty(gap.GapReason!);
        Assert.True(session.Counters.Gaps >= 1);

        // Restored, with its subscriptions: answers arrive again.
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Connected);
        var result = await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
    }

    [Fact]
    public async Task After_a_gap_the_calls_are_those_of_the_server()
    {
        await using var fixture = new SimulatorFixture(
            new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(500) });
        var session = await fixture.ConnectAsync();
        var old = fixture.Simulator.RingCall("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(old) is { State: "Ringing" });

        // Both words are lost; only the state that is read again can tell.
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/calls",
            Count = 2 });
        fixture.Simulator.EndCall(old);
        var young = fixture.Simulator.RingCall("agent1");
        fixture.Simulator.ExpireBayeux("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(young) is { State: "Ringing" }
            && session.Calls.Find(old) is { IsActive: false });
    }

    [Fact]
    public async Task A_restarted_server_is_found_again()
    {
        await using var fixture = new SimulatorFixture(
            new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(500) });
        var (session, record) = await fixture.WithRecordAsync();
        fixture.Simulator.Restart();
        await SimulatorFixture.WaitForAsync(session, () => session.Counters.Gaps >= 1
            && session.State == GwsSessionState.Connected);
        var result = await session.Outbound.RejectRecordAsync(Id.Of(record), null, SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
    }

    [Fact]
    public async Task Closing_while_the_server_is_gone_does_not_hang_and_does_not_fail()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        fixture.Simulator.Suspend();
        var closing = session.DisconnectAsync(SimulatorFixture.Stop);
        Assert.Same(closing, await Task.WhenAny(closing, Task.Delay(TimeSpan.FromSeconds(30), SimulatorFixture.Stop)));
        await closing;
        Assert.Equal(GwsSessionState.Closed, session.State);
        await Errors.OfAsync(GwsErrorIds.SessionClosed, () => session.ProbeAsync(SimulatorFixture.Stop));
    }

    [Fact]
    public async Task A_session_that_could_not_be_opened_leaves_nothing_behind()
    {
        await using var fixture = new SimulatorFixture();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status,
            Operation = "StartContactCenterSession",
            StatusCode = 200, Body = "{\"statusCode\":19,\"statusMessage\":\"in use\"}" });
        await Errors.OfAsync(GwsErrorIds.ResourceInUse, () => fixture.ConnectAsync());
        Assert.True(fixture.Simulator.WaitFor(simulator =>
            simulator.Agents.Single(agent => agent.UserName == "agent1").BayeuxSessions == 0, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Connecting_can_be_stopped_while_the_server_is_silent()
    {
        await using var fixture = new SimulatorFixture();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DelayReply,
            Operation = "StartContactCenterSession", Delay = TimeSpan.FromMinutes(5) });
        using var stop = new System.Threading.CancellationTokenSource();
        var connecting = GwsSession.ConnectAsync(fixture.Options(), stop.Token);
        Assert.True(fixture.Simulator.WaitFor(simulator =>
            simulator.Requests.Any(request => request.Operation == "StartContactCenterSession"), TimeSpan.FromSeconds(30)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);

        // What was opened is closed behind the caller's back.
        Assert.True(fixture.Simulator.WaitFor(simulator =>
            simulator.Agents.Single(agent => agent.UserName == "agent1").BayeuxSessions == 0, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task No_trace_and_no_text_holds_a_secret()
    {
        await using var fixture = new SimulatorFixture();
        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var options = fixture.Options();
        var session = await fixture.ConnectAsync(new GwsSessionOptions
        {
            Uri = options.Uri,
            UserName = options.UserName,
            Password = options.Password,
            Trace = lines.Enqueue,
        });
        await session.SendAsync(System.Net.Http.HttpMethod.Post, "/api/v2/me",
            "{\"operationName\":\"ChangePassword\",\"newPassword\":\"secret hunter2\"}", SimulatorFixture.Stop);
        await session.DisconnectAsync(SimulatorFixture.Stop);
        var password = fixture.Simulator.Agents.Single(agent => agent.UserName == "agent1").Password;
        var basic = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("agent1:" + password));
        Assert.NotEmpty(lines);
        Assert.Contains(lines, line => line.Contains("StartContactCenterSession", StringComparison.Ordinal));
        Assert.All(lines, line =>
        {
            Assert.DoesNotContain(basic, line, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
            Assert.DoesNotContain(password, line, StringComparison.Ordinal);
            Assert.DoesNotContain("JSESSIONID=", line, StringComparison.OrdinalIgnoreCase);
        });
    }
}
