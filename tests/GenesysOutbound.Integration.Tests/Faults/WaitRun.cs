using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>Runs the cell of a row in which an event is waited for while the fault strikes the poll.</summary>
internal static class WaitRun
{
    private const string Channel = "/v2/me/outbound";

    // Far more than the polls that any of these faults needs; a client that spins makes thousands.
    private const int MostPolls = 40;

    public static async Task<string?> RunAsync(Fault fault)
    {
        await using var stage = await Stage.ForAsync(fault);
        await UntilHeldAsync(stage);
        var before = stage.LastRequest();
        var gaps = stage.Session.Counters.Gaps;
        fault.Strike?.Invoke(stage);
        if (fault.IsOfEvents)
        {
            stage.Simulator.Faults.Add(fault.Make!());
        }
        else if (fault.IsOfOneRequest)
        {
            await StrikePollAsync(stage, fault);
        }

        var got = await WaitAsync(stage, fault, gaps);
        var polls = stage.Simulator.Requests.Count(request => request.Sequence > before && request.Operation == "/meta/connect");
        var most = fault.Make?.Invoke().Kind == SimulatorFaultKind.DuplicateEvent ? 2 : 1;
        var times = Math.Max(CountOf(stage, 1), CountOf(stage, 2));
        var lost = got.Fate == Fate.Done && fault.IsOfOneRequest && CountOf(stage, 1) == 0;
        return got == fault.Wait && polls <= MostPolls && times <= most && !lost
            ? null
            : $"{fault} x wait: expected {fault.Wait!.Text(OperationKind.Wait)}, got {got.Text(OperationKind.Wait)}; an event " +
                $"came {times} times, the first was {(lost ? "lost" : "not lost")}, {polls} polls. {stage.Session.StateReason}";
    }

    // The held poll, or the one after it, meets the fault; the first event sees to it that it ends.
    private static async Task StrikePollAsync(Stage stage, Fault fault)
    {
        const int oneIsEnough = 1;
        var isMet = fault.Arm(stage, "/meta/connect", null, most: fault.Make?.Invoke().StatusCode is 401 or 403
            ? int.MaxValue : oneIsEnough);
        Publish(stage, 1);
        await SimulatorFixture.WaitForAsync(stage.Session, isMet);
    }

    private static async Task<Expected> WaitAsync(Stage stage, Fault fault, long gaps)
    {
        var session = stage.Session;
        Publish(stage, 2);
        fault.Relieve?.Invoke(stage);
        var reader = new GwsEventReader(session.Events);


        // Only where nothing can come is the wait short.
        var limit = fault.Wait!.ErrorId == GwsErrorIds.WaitTimeout ? TimeSpan.FromSeconds(1) : SimulatorFixture.Patience;
        var taking = reader.TakeAsync(Numbered(2), limit, cancellationToken: SimulatorFixture.Stop);
        await Task.WhenAny(taking, GapOrLossAsync(stage, gaps));
        if (session.Counters.Gaps > gaps)
        {
            // Whatever was lost, the log says so, and what comes from now on is seen.
            await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Connected);
            Publish(stage, 3);
            return await reader.TakeAsync(Numbered(3), SimulatorFixture.Patience, cancellationToken: SimulatorFixture.Stop)
                is null ? Expected.Not(GwsErrorIds.WaitTimeout) : Expected.Gap;
        }

        return session.State == GwsSessionState.Lost ? Expected.Not(GwsErrorIds.SessionLost)
            : await taking is null ? Expected.Not(GwsErrorIds.WaitTimeout)
            : session.Counters.Gaps > gaps ? Expected.Gap : Expected.Done;
    }

    private static async Task GapOrLossAsync(Stage stage, long gaps)
    {
        while (stage.Session.Counters.Gaps == gaps && stage.Session.State != GwsSessionState.Lost)
        {
            await stage.Session.Events.WaitForMoreAsync(stage.Session.Events.LastSequence, TimeSpan.FromMilliseconds(50),
                SimulatorFixture.Stop);
        }
    }

    private static Task UntilHeldAsync(Stage stage) => Task.Run(() => Assert.True(
        stage.Simulator.WaitFor(simulator =>
            simulator.Agents.First(agent => agent.UserName == "agent1").HeldPolls == 1, SimulatorFixture.Patience),
            "No poll was held."));

    private static void Publish(Stage stage, int number) =>
        stage.Simulator.Publish("agent1", Channel, "{\"messageType\":\"Numbered\",\"notificationType\":\"Number" + number
            + "\"}");

    private static GwsEventFilter Numbered(int number) => new() { NotificationTypes = ["Number" + number] };

    private static int CountOf(Stage stage, int number)
    {
        var reader = new GwsEventReader(stage.Session.Events);
        var count = 0;
        while (reader.TryTake(Numbered(number), out _))
        {
            count++;
        }

        return count;
    }

}
