using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Testing.Soak;

/// <summary>One thing that goes wrong: which of an agent's requests, polls or events it strikes, by its number.</summary>
internal sealed record PlannedFault(string Agent, SimulatorFaultKind Kind, string Path, string? Operation, int Number,
    int DelayMilliseconds, int StatusCode);

/// <summary>
/// What goes wrong, drawn from the seed before the run begins: the same seed gives the same plan. Which request an agent's
/// hundredth is depends on how the run goes; that it is dropped after it took effect does not.
/// </summary>
internal sealed class FaultPlan
{
    private const string Rest = "/api/v2/me/*";
    private const string Poll = "/meta/connect";
    private const string Outcomes = "/v2/*";

    private static readonly Rule[] Rules =
    [
        new(SimulatorFaultKind.Delay, 0.02, Rest, Delay: 60),
        new(SimulatorFaultKind.DelayReply, 0.01, Rest, Delay: 120),
        new(SimulatorFaultKind.DropBefore, 0.004, Rest),
        new(SimulatorFaultKind.DropAfter, 0.006, Rest),
        new(SimulatorFaultKind.CutReply, 0.006, Rest),
        new(SimulatorFaultKind.CloseAfter, 0.004, Rest),
        new(SimulatorFaultKind.Status, 0.002, Rest, Status: 500),
        new(SimulatorFaultKind.Status, 0.002, Rest, Status: 503),
        new(SimulatorFaultKind.Status, 0.002, Rest, Status: 404),
        new(SimulatorFaultKind.StatusAfter, 0.002, Rest, Status: 502),
        new(SimulatorFaultKind.StatusAfter, 0.002, Rest, Status: 504),
        new(SimulatorFaultKind.ExpireHttp, 0.003, Rest),
        new(SimulatorFaultKind.ExpireBayeux, 0.002, Rest),
        new(SimulatorFaultKind.DropBefore, 0.001, "*", Poll),
        new(SimulatorFaultKind.DropAfter, 0.002, "*", Poll),
        new(SimulatorFaultKind.CutReply, 0.002, "*", Poll),
        new(SimulatorFaultKind.Status, 0.0005, "*", Poll, Status: 503),
        new(SimulatorFaultKind.ExpireBayeux, 0.001, "*", Poll),
        new(SimulatorFaultKind.ExpireHttp, 0.0005, "*", Poll),
        new(SimulatorFaultKind.LoseEvent, 0.003, Outcomes),
        new(SimulatorFaultKind.DuplicateEvent, 0.01, "*"),
        new(SimulatorFaultKind.DelayEvent, 0.01, "*", Delay: 150),
        new(SimulatorFaultKind.ReorderEvent, 0.01, "*"),
        new(SimulatorFaultKind.WrongReferenceId, 0.002, Outcomes),
    ];

    private readonly List<SimulatorFault> _faults = [];

    private FaultPlan()
    {
    }

    /// <summary>How often each kind struck.</summary>
    public IReadOnlyDictionary<string, int> Strikes => _faults.GroupBy(fault => fault.Kind).OrderBy(group => group.Key)
        .ToDictionary(group => group.Key.ToString(), group => group.Sum(fault => fault.Hits));

    /// <summary>How many events of each agent were lost.</summary>
    public IReadOnlyDictionary<string, int> EventsLost => _faults.Where(fault => fault.Kind is SimulatorFaultKind.LoseEvent)
        .GroupBy(fault => fault.Agent!).ToDictionary(group => group.Key, group => group.Sum(fault => fault.Hits));

    /// <summary>Draws the plan of a run: nothing without faults.</summary>
    public static IReadOnlyList<PlannedFault> Draw(SoakOptions options)
    {
        if (!options.Faults)
        {
            return [];
        }

        // More than an agent will ever send: what is planned beyond the run's end does not happen.
        var horizon = 300 + (8 * options.Records / options.Agents);
        var plan = new List<PlannedFault>();
        for (var number = 0; number < options.Agents; number++)
        {
            var random = new Random(unchecked((options.Seed * 486_187_739) + number));
            foreach (var rule in Rules)
            {
                for (var at = Next(random, rule.Chance); at < horizon; at += 1 + Next(random, rule.Chance))
                {
                    plan.Add(new PlannedFault(Generator.AgentName(number), rule.Kind, rule.Path, rule.Operation, at, rule.Delay,
                        rule.Status));
                }
            }
        }

        return plan;
    }

    /// <summary>Gives a plan to a simulator.</summary>
    public static FaultPlan Apply(IReadOnlyList<PlannedFault> planned, GwsSimulator simulator)
    {
        var plan = new FaultPlan();
        plan._faults.AddRange(planned.Select(fault => simulator.Faults.Add(new SimulatorFault
        {
            Agent = fault.Agent,
            Kind = fault.Kind,
            Path = fault.Path,
            Operation = fault.Operation,
            Skip = fault.Number,
            Delay = TimeSpan.FromMilliseconds(fault.DelayMilliseconds),
            StatusCode = fault.StatusCode,
        })));
        return plan;
    }

    // How many go well before the next that does not.
    private static int Next(Random random, double chance) =>
        (int)Math.Min(int.MaxValue / 4, Math.Log(1 - random.NextDouble()) / Math.Log(1 - chance));

    private sealed record Rule(SimulatorFaultKind Kind, double Chance, string Path, string? Operation = null, int Delay = 0,
        int Status = 0);
}
