using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>
/// What a session reads again after a gap, also when the server is not ready for it, and what it makes of the agent's login.
/// </summary>
public sealed class GapReadingTests
{
    [Fact]
    public Task Calls_that_the_server_could_not_tell_after_a_gap_are_asked_for_until_it_can() =>
        CallsAreKnownAfterAsync("*/me/calls*");

    [Fact]
    public Task A_user_that_the_server_could_not_tell_after_a_gap_is_asked_for_until_it_can() =>
        CallsAreKnownAfterAsync("/api/v2/me");

    [Fact]
    public async Task An_agent_who_was_logged_out_elsewhere_before_a_gap_is_not_logged_in_after_it()
    {
        await using var fixture = NewFixture();
        var first = await fixture.ConnectAsync();
        var second = await fixture.ConnectAsync();
        await first.DisconnectAsync(SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(second, () => second.StateReason is not null);
        fixture.Simulator.ClearRequests();
        fixture.Simulator.ExpireBayeux("agent1");

        // The calls are the last that is asked for.
        await SimulatorFixture.WaitForAsync(second, () => fixture.Simulator.Requests.Any(request => request.Method == "GET"
            && request.Processed && request.Path.Contains("/me/calls", StringComparison.Ordinal))
            && second.State == GwsSessionState.Connected);
        Assert.Equal(0, fixture.CountOf("StartContactCenterSession"));
        Assert.Contains("logged out", second.StateReason, StringComparison.Ordinal);
        await Errors.OfAsync(GwsErrorIds.ContactCenterSessionEnded, () => second.ProbeAsync(SimulatorFixture.Stop));
    }

    [Fact]
    public async Task A_login_that_ended_in_a_gap_is_made_again()
    {
        await using var fixture = NewFixture();
        var first = await fixture.ConnectAsync();
        var second = await fixture.ConnectAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/devices",
            Count = int.MaxValue });
        await first.DisconnectAsync(SimulatorFixture.Stop);
        fixture.Simulator.Faults.Clear();
        fixture.Simulator.ClearRequests();
        fixture.Simulator.ExpireBayeux("agent1");
        await SimulatorFixture.WaitForAsync(second, () => fixture.CountOf("StartContactCenterSession") == 1
            && second.Devices.Any(device => device.UserState != "LoggedOut"));
        await second.ProbeAsync(SimulatorFixture.Stop);
    }

    private static SimulatorFixture NewFixture() =>
        new(new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(500) });

    // The reading after a gap fails at first; both words about the calls are lost, so that only the reading can tell.
    private static async Task CallsAreKnownAfterAsync(string failingPath)
    {
        await using var fixture = NewFixture();
        var session = await fixture.ConnectAsync();
        var old = fixture.Simulator.RingCall("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(old) is { State: "Ringing" });
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/calls",
            Count = 2 });
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status, StatusCode = 500, Method = "GET", Path = failingPath, Count = 2,
        });
        fixture.Simulator.EndCall(old);
        var young = fixture.Simulator.RingCall("agent1");
        fixture.Simulator.ExpireBayeux("agent1");
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(young) is { State: "Ringing" }
            && session.Calls.Find(old) is { IsActive: false });
        Assert.Empty(session.Warnings);
    }
}
