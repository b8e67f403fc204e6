using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Simulator;

/// <summary>
/// The faults of a simulator. They are looked at in the order in which they were added; the first that matches is used up first.
/// </summary>
public sealed class SimulatorFaults
{
    /// <summary>The longest delay that a timer takes.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly object _gate = new();

    /// <summary>
    /// The faults by agent, those of requests and those of events apart, so that a plan for many agents is not searched for each
    /// request.
    /// </summary>
    private readonly Dictionary<(bool Events, string Agent), List<Entry>> _faults = [];
    private readonly Random _random;
    private long _order;

    internal SimulatorFaults(int seed) => _random = new Random(seed);

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">The fault; it belongs to the simulator from now on.</param>
    /// <returns>The fault, so that its <see cref="SimulatorFault.Hits"/> can be read later.</returns>
    /// <exception cref="ArgumentException">The delay is negative, or longer than a timer takes (24 days).</exception>
    public SimulatorFault Add(SimulatorFault fault)
    {
        if (fault is null)
        {
            throw new ArgumentNullException(nameof(fault));
        }

        if (fault.Delay < TimeSpan.Zero || fault.Delay > MaxDelay)
        {
            // Refused here and not when a request meets it, which would be answered with an error of the simulator.
            throw new ArgumentException(
                FormattableString.Invariant($"The delay {fault.Delay:c} is out of range. Use 00:00:00 to {MaxDelay:c}."),
                nameof(fault));
        }

        lock (_gate)
        {
            var key = Key(IsEventFault(fault.Kind), fault.Agent);
            if (!_faults.TryGetValue(key, out var planned))
            {
                _faults.Add(key, planned = []);
            }

            planned.Add(new Entry(++_order, fault));
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
            return _faults.Values.SelectMany(planned => planned).OrderBy(item => item.Order).Select(item => item.Fault).ToArray();
        }
    }

    internal SimulatorFault? Take(bool events, string? agent, string? method, string path, string? operation)
    {
        lock (_gate)
        {
            var everyones = Of(events, null);
            var own = agent is null ? [] : Of(events, agent);
            int i = 0, j = 0;
            while (i < everyones.Count || j < own.Count)
            {
                var isOwn = i == everyones.Count || (j < own.Count && own[j].Order < everyones[i].Order);
                var (planned, at) = isOwn ? (own, j++) : (everyones, i++);
                var fault = planned[at].Fault;
                if (FaultPattern.Matches(fault, agent, method, path, operation) && IsHit(fault))
                {
                    if (fault.Hits >= fault.Count)
                    {
                        planned.RemoveAt(at);
                    }

                    return fault;
                }
            }
        }

        return null;
    }

    private static (bool Events, string Agent) Key(bool events, string? agent)
        => (events, agent?.ToUpperInvariant() ?? string.Empty);

    private static bool IsEventFault(SimulatorFaultKind kind) => kind >= SimulatorFaultKind.LoseEvent;

    private bool IsHit(SimulatorFault fault)
    {
        if (fault.Seen++ < fault.Skip || (fault.Probability < 1.0 && _random.NextDouble() >= fault.Probability))
        {
            return false;
        }

        fault.Hits++;
        return true;
    }

    private List<Entry> Of(bool events, string? agent)
        => _faults.TryGetValue(Key(events, agent), out var planned) ? planned : [];

    private readonly struct Entry(long order, SimulatorFault fault)
    {
        public long Order { get; } = order;

        public SimulatorFault Fault { get; } = fault;
    }
}
