using System;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>What a session reads again after a gap, also when the server is not ready for it.</summary>
public sealed class GapReadingTests
{
    [Fact]
    public Task Calls_that_the_server_could_not_tell_after_a_gap_are_asked_for_until_it_can() =>
        CallsAreKnownAfterAsync("*/me/calls*");

    [Fact]
    public Task A_user_that_the_server_could_not_tell_after_a_gap_is_asked_for_until_it_can() =>
        CallsAreKnownAfterAsync("/api/v2/me");

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
