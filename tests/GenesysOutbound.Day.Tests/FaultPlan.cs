using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Day.Tests;

/// <summary>What goes wrong, and how often: drawn by the simulator from its seed for each request and event.</summary>
internal sealed class FaultPlan
{
    private const string Rest = "/api/v2/me/*";
    private const string Poll = "/meta/connect";

    private readonly List<SimulatorFault> _faults = [];
    private readonly GwsSimulator _simulator;

    private FaultPlan(GwsSimulator simulator) => _simulator = simulator;

    /// <summary>How often each kind struck.</summary>
    public IEnumerable<KeyValuePair<string, int>> Strikes => _faults
        .GroupBy(fault => fault.Kind).OrderBy(group => group.Key)
        .Select(group => new KeyValuePair<string, int>(group.Key.ToString(), group.Sum(fault => fault.Hits)));

    public static FaultPlan None(GwsSimulator simulator) => new(simulator);

    public static FaultPlan Rough(GwsSimulator simulator, IEnumerable<string> agents)
    {
        var plan = new FaultPlan(simulator);
        plan.OfRequests();
        plan.OfPolls();
        foreach (var agent in agents)
        {
            plan.OfEvents(agent);
        }

        return plan;
    }

    /// <summary>From now on nothing goes wrong any more.</summary>
    public void End() => _simulator.Faults.Clear();

    /// <summary>How many events of an agent were lost or came under another reference id.</summary>
    public int EventsLost(string agent) => _faults.Where(fault => fault.Agent == agent && fault.Kind is SimulatorFaultKind.LoseEvent).Sum(fault => fault.Hits);

    private void OfRequests()
    {
        Add(SimulatorFaultKind.Delay, 0.02, delay: 60);
        Add(SimulatorFaultKind.DelayReply, 0.01, delay: 120);
        Add(SimulatorFaultKind.DropBefore, 0.004);
        Add(SimulatorFaultKind.DropAfter, 0.006);
        Add(SimulatorFaultKind.CutReply, 0.006);
        Add(SimulatorFaultKind.CloseAfter, 0.004);
        Add(SimulatorFaultKind.Status, 0.002, status: 500);
        Add(SimulatorFaultKind.Status, 0.002, status: 503);
        Add(SimulatorFaultKind.Status, 0.002, status: 404);
        Add(SimulatorFaultKind.StatusAfter, 0.002, status: 502);
        Add(SimulatorFaultKind.StatusAfter, 0.002, status: 504);
        Add(SimulatorFaultKind.ExpireHttp, 0.003);
        Add(SimulatorFaultKind.ExpireBayeux, 0.002);
    }

    private void OfPolls()
    {
        Add(SimulatorFaultKind.DropBefore, 0.001, path: "*", operation: Poll);
        Add(SimulatorFaultKind.DropAfter, 0.002, path: "*", operation: Poll);
        Add(SimulatorFaultKind.CutReply, 0.002, path: "*", operation: Poll);
        Add(SimulatorFaultKind.Status, 0.0005, path: "*", operation: Poll, status: 503);
        Add(SimulatorFaultKind.ExpireBayeux, 0.001, path: "*", operation: Poll);
        Add(SimulatorFaultKind.ExpireHttp, 0.0005, path: "*", operation: Poll);
    }

    // By agent, so that what an agent missed can be held against what was kept from them.
    private void OfEvents(string agent)
    {
        Add(SimulatorFaultKind.LoseEvent, 0.003, path: "/v2/*", agent: agent);
        Add(SimulatorFaultKind.DuplicateEvent, 0.01, path: "*", agent: agent);
        Add(SimulatorFaultKind.DelayEvent, 0.01, path: "*", agent: agent, delay: 150);
        Add(SimulatorFaultKind.ReorderEvent, 0.01, path: "*", agent: agent);
        Add(SimulatorFaultKind.WrongReferenceId, 0.002, path: "/v2/*", agent: agent);
    }

    private void Add(
        SimulatorFaultKind kind, double probability, string path = Rest, string? operation = null, string? agent = null, int delay = 0, int status = 0)
        => _faults.Add(_simulator.Faults.Add(new SimulatorFault
        {
            Kind = kind,
            Probability = probability,
            Count = int.MaxValue,
            Path = path,
            Operation = operation,
            Agent = agent,
            Delay = TimeSpan.FromMilliseconds(delay),
            StatusCode = status,
        }));
}
