using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>
/// The clock of the client's machine is set while a session is open. That operations and waits do not mind is in the matrix; here
/// is what else could.
/// </summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_call_that_ended_unseen_is_over_after_the_gap_whatever_the_clock_says(int days)
    {
        await using var stage = await Stage.ForAsync(Matrix.Find("all connections cut before"));
        await stage.RingAsync("call", answered: true);
        var id = stage.Interaction("call");

        stage.SetClientClock(days * Day);
        stage.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/calls",
            Count = int.MaxValue });
        stage.Simulator.EndCall(id);
        stage.Simulator.ExpireBayeux();

        await SimulatorFixture.WaitForAsync(stage.Session, () => stage.Session.Calls.Find(id) is { IsActive: false });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Calls_stay_in_the_order_in_which_they_came(int days)
    {
        await using var stage = await Stage.ForAsync(Matrix.Find("all connections cut before"));
        await stage.RingAsync("first", answered: false);
        stage.SetClientClock(days * Day);
        await stage.RingAsync("second", answered: false);

        Assert.Equal([stage.Interaction("first"), stage.Interaction("second")], stage.Session.Calls.Snapshot()
            .Select(call => call.CallId));
    }

    [Fact]
    public async Task A_callback_is_in_the_future_by_the_clock_as_it_is_now()
    {
        await using var stage = await Stage.ForAsync(Matrix.Find("all connections cut before"));
        await stage.TakeRecordAsync("record");
        var inTwoHours = DateTimeOffset.Now.AddHours(2);

        stage.SetClientClock(Day);
        var error = Assert.Throws<GwsException>(() =>
            stage.Outbound.SetSchedule(stage.Record("record"), inTwoHours, GwsCallbackType.Campaign, force: false));
        Assert.Equal(GwsErrorIds.ScheduleInPast, error.ErrorId);

        stage.SetClientClock(-Day);
        Assert.NotNull(stage.Outbound.SetSchedule(stage.Record("record"), inTwoHours, GwsCallbackType.Campaign,
            force: false).Pending.Schedule);
    }
}
