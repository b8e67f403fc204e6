using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.Day;

/// <summary>
/// A day of five agents on three campaigns, with faults on. At the end the lists of the server and the accounts of the agents agree, record for
/// record: nothing lost, nothing done twice, nothing pending forgotten.
/// </summary>
public class AgentsDayTests
{
    private const int Agents = 5;
    private const int Campaigns = 3;
    private const int Records = 2_001;

    private static readonly HashSet<string> Counted = ["RejectRecord", "CancelRecord", "CompleteRecord", "UpdateRecord", "RescheduleRecord", "DoNotCallRecord"];

    [Theory]
    [InlineData(1)]
    public async Task The_servers_lists_and_the_agents_accounts_agree(int seed)
    {
        using var scenario = DayScenario.Make(Agents, Campaigns, Records, seed);
        await using var lab = new Lab(new GwsSimulatorOptions
        {
            ScenarioPath = scenario.Path,
            Seed = seed,
            LongPollTimeout = TimeSpan.FromSeconds(2),
            Variety = SimulatorVariety.All & ~SimulatorVariety.NoAdvice,
            VarietyRate = 0.2,
            LedgerCapacity = 200_000,
        });
        var agents = new List<DayAgent>();
        for (var i = 1; i <= Agents; i++)
        {
            var agent = "agent" + i;
            agents.Add(new DayAgent(lab.Simulator, await lab.ConnectAsync(agent, TimeSpan.FromSeconds(1)), agent, (seed * 100) + i, Campaigns));
        }

        AddFaults(lab.Simulator);
        await Task.WhenAll(agents.Select(agent => Task.Run(agent.WorkAsync)));
        lab.Simulator.Faults.Clear();

        Assert.All(agents, agent => Assert.Empty(agent.Abandoned));
        NothingTwiceAndNothingInvented(lab.Simulator, agents);
        NothingLost(lab.Simulator, agents);
        await NothingPendingForgotten(agents);
    }

    private static void AddFaults(GwsSimulator simulator)
    {
        void Add(SimulatorFaultKind kind, double probability, string? path = "/api/v2/me/outbound*", int status = 0, TimeSpan delay = default) =>
            simulator.Faults.Add(new SimulatorFault { Kind = kind, Path = path, Probability = probability, Count = int.MaxValue, StatusCode = status, Delay = delay });

        Add(SimulatorFaultKind.DropAfter, 0.01);
        Add(SimulatorFaultKind.DropBefore, 0.002);
        Add(SimulatorFaultKind.CutReply, 0.005);
        Add(SimulatorFaultKind.Status, 0.005, status: 500);
        Add(SimulatorFaultKind.DelayReply, 0.01, delay: TimeSpan.FromMilliseconds(50));
        Add(SimulatorFaultKind.LoseEvent, 0.002, "/v2/me/outbound");
        Add(SimulatorFaultKind.DuplicateEvent, 0.02, "/v2/me/outbound");
        Add(SimulatorFaultKind.DelayEvent, 0.01, "/v2/me/outbound", delay: TimeSpan.FromMilliseconds(30));
    }

    // Every request of the accounts is in the history of its record at most once, exactly once when it was acknowledged, never when it was refused;
    // and the histories hold nothing that no account knows.
    private static void NothingTwiceAndNothingInvented(GwsSimulator simulator, List<DayAgent> agents)
    {
        var done = simulator.Records
            .SelectMany(record => record.History.Select(step => (Handle: record.RecordHandle.ToString(CultureInfo.InvariantCulture), Step: step)))
            .Where(one => Counted.Contains(one.Step.What) && one.Step.ReferenceId is not null && !(one.Step.Detail ?? string.Empty).StartsWith("with #", StringComparison.Ordinal)
                && one.Step.Detail != "by number")
            .GroupBy(one => (one.Handle, Reference: one.Step.ReferenceId!, one.Step.What))
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.All(done, one => Assert.True(one.Value == 1, one.Key + " was done " + one.Value + " times"));

        var known = new HashSet<(string, string)>();
        foreach (var entry in agents.SelectMany(agent => agent.Account).Where(entry => entry.Handle != "-" && Counted.Contains(entry.Operation)))
        {
            known.Add((entry.Handle, entry.ReferenceId));
            var count = done.TryGetValue((entry.Handle, entry.ReferenceId, entry.Operation), out var times) ? times : 0;
            switch (entry.Outcome)
            {
                case GwsOutcome.Acknowledged:
                    Assert.True(count == 1, entry + ": acknowledged, and not in the server's history");
                    break;
                case GwsOutcome.Refused:
                    Assert.True(count == 0, entry + ": refused, and in the server's history");
                    break;
                default:
                    Assert.InRange(count, 0, 1);
                    break;
            }
        }

        // A step of a completion that was acknowledged before a later one failed is not in the accounts by its own line.
        var invented = done.Keys.Where(key => !known.Contains((key.Handle, key.Reference)) && key.What is not ("UpdateRecord" or "RescheduleRecord")).ToArray();
        Assert.Empty(invented);
    }

    // Who holds a record at the end of the day? Only an agent whose request for it was never answered.
    private static void NothingLost(GwsSimulator simulator, List<DayAgent> agents)
    {
        foreach (var agent in agents)
        {
            var held = simulator.Records.Where(record => record.Agent == agent.Name && record.Status == "Retrieved").GroupBy(record => (record.CallingList, record.ChainId)).Count();
            Assert.True(held <= agent.UnknownRequests, agent.Name + " holds " + held + " chains, and only " + agent.UnknownRequests + " answers are missing");
        }

        // What an agent knows to be completed is closed there, or waits for its callback.
        foreach (var entry in agents.SelectMany(agent => agent.Account).Where(entry => entry.Operation == "CancelRecord" && entry.Outcome == GwsOutcome.Acknowledged))
        {
            Assert.Equal("Cancelled", simulator.Records.Single(record => record.RecordHandle.ToString(CultureInfo.InvariantCulture) == entry.Handle).Status);
        }
    }

    private static async Task NothingPendingForgotten(List<DayAgent> agents)
    {
        foreach (var agent in agents)
        {
            await Lab.WaitForAsync(agent.Session, () => agent.Session.State == GwsSessionState.Connected);
            Assert.All(agent.Session.Records.Snapshot(), record => Assert.True(record.Pending.IsEmpty || !record.IsDone, record + " is done with " + record.Pending));
        }
    }
}
