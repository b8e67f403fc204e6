using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>What happens to the notification channel while a session is being opened.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task A_channel_that_broke_while_the_session_was_opened_is_a_session_that_reconnects()
    {
        await using var fixture = new SimulatorFixture();
        var opening = await WaitingForCallsAsync(fixture);
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Status, StatusCode = 503, Operation = "/meta/connect", Count = int.MaxValue,
        });
        fixture.Simulator.RingCall("agent1");
        var session = await opening;
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Reconnecting);
        fixture.Simulator.Faults.Clear();
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Connected);
    }

    [Fact]
    public async Task A_gap_while_the_session_was_opened_is_made_up_for()
    {
        await using var fixture = new SimulatorFixture();
        var opening = await WaitingForCallsAsync(fixture);
        fixture.Simulator.ExpireBayeux();
        var call = fixture.Simulator.RingCall("agent1");
        var session = await opening;
        await SimulatorFixture.WaitForAsync(session, () => session.Calls.Find(call) is not null);
    }

    // The server has told the calls, and the answer is on its way: what it does not hold has only its events.
    private static async Task<Task<GwsSession>> WaitingForCallsAsync(SimulatorFixture fixture)
    {
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.DelayReply, Method = "GET", Path = "*/me/calls*", Delay = TimeSpan.FromSeconds(1),
        });
        var opening = fixture.ConnectAsync();
        Assert.True(await Task.Run(() => fixture.Simulator.WaitFor(
            simulator => simulator.Requests.Any(request => request.Method == "GET" && request.Processed
                && request.Path.Contains("/me/calls", StringComparison.Ordinal)), SimulatorFixture.Patience)));
        return opening;
    }
}
