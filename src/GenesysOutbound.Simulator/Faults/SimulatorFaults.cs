using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator;

/// <summary>The faults of a simulator. They are looked at in the order in which they were added; the first that matches is used up first.</summary>
public sealed class SimulatorFaults
{
    private readonly object _gate = new();
    private readonly List<SimulatorFault> _faults = [];
    private readonly Random _random;

    internal SimulatorFaults(int seed) => _random = new Random(seed);

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">The fault; it belongs to the simulator from now on.</param>
    /// <returns>The fault, so that its <see cref="SimulatorFault.Hits"/> can be read later.</returns>
    public SimulatorFault Add(SimulatorFault fault)
    {
        if (fault is null)
        {
            throw new ArgumentNullException(nameof(fault));
        }

        lock (_gate)
        {
            _faults.Add(fault);
        }

        return fault;
    }

    /// <summary>Takes all faults away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>The faults that are still to come.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<SimulatorFault> ToList()
    {
        lock (_gate)
        {
            return _faults.ToArray();
        }
    }

    internal SimulatorFault? Take(bool events, string? agent, string? method, string path, string? operation)
    {
        lock (_gate)
        {
            for (var i = 0; i < _faults.Count; i++)
            {
                var fault = _faults[i];
                if (IsEventFault(fault.Kind) != events || !FaultPattern.Matches(fault, agent, method, path, operation))
                {
                    continue;
                }

                if (fault.Seen++ < fault.Skip || (fault.Probability < 1.0 && _random.NextDouble() >= fault.Probability))
                {
                    continue;
                }

                if (++fault.Hits >= fault.Count)
                {
                    _faults.RemoveAt(i);
                }

                return fault;
            }
        }

        return null;
    }

    private static bool IsEventFault(SimulatorFaultKind kind) => kind >= SimulatorFaultKind.LoseEvent;
}
