using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using GenesysOutbound.Simulator.Bayeux;
using GenesysOutbound.Simulator.Common;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Events;

/// <summary>
/// Collects the events of one change and passes them to the CometD server together, so that they share a reply. Event faults
/// apply here.
/// Used under the contact center's lock.
/// </summary>
internal sealed class EventHub
{
    private readonly List<Pending> _pending = [];
    private readonly HashSet<Timer> _delayed = [];
    private readonly Dictionary<string, BayeuxEvent> _heldBack = new(StringComparer.Ordinal);
    private readonly BayeuxServer _bayeux;
    private readonly SimulatorFaults _faults;

    public EventHub(BayeuxServer bayeux, SimulatorFaults faults)
    {
        _bayeux = bayeux;
        _faults = faults;
    }

    public void Send(string agent, string channel, JObject data, bool toUnsubscribed = false, string? wireChannel = null)
        => _pending.Add(new Pending(agent, channel, wireChannel ?? channel, data, toUnsubscribed));

    /// <summary>How many events there were.</summary>
    public long Count { get; private set; }

    /// <summary>The number of the request whose events are sent until the next <see cref="Flush"/>; 0 without one.</summary>
    public long Cause { get; set; }

    /// <summary>The last events, for those who show them.</summary>
    public EventLog Log { get; } = new();

    public void Flush()
    {
        if (_pending.Count == 0)
        {
            Cause = 0;
            return;
        }

        var batch = _pending.ToArray();
        _pending.Clear();
        foreach (var group in batch.GroupBy(p => p.Agent, StringComparer.Ordinal))
        {
            var events = ApplyFaults(group.Key, group);
            if (events.Count > 0)
            {
                _bayeux.Deliver(group.Key, events);
            }
        }

        Cause = 0;
    }

    /// <summary>Drops the events that faults hold back: what they tell of is no more, or nobody is left to hear it.</summary>
    public void DropDelayed()
    {
        lock (_delayed)
        {
            foreach (var timer in _delayed)
            {
                timer.Dispose();
            }

            _delayed.Clear();
            _heldBack.Clear();
        }
    }

    private List<BayeuxEvent> ApplyFaults(string agent, IEnumerable<Pending> group)
    {
        var events = new List<BayeuxEvent>();
        var heldBack = Release(agent, null);
        var maxDelay = TimeSpan.Zero;
        foreach (var pending in group)
        {
            var fault = _faults.Take(
                events: true, pending.Agent, null, pending.Channel, Json.TextOf(pending.Data["notificationType"]));
            if (fault?.Kind == SimulatorFaultKind.WrongReferenceId && pending.Data["referenceId"] is not null)
            {
                pending.Data["referenceId"] = $"wrong-{Json.TextOf(pending.Data["referenceId"])}";
            }

            var e = pending.ToEvent();
            Count++;
            if (Log.IsOn)
            {
                Log.Add(ToLogged(pending, e, fault?.Kind));
            }

            switch (fault?.Kind)
            {
                case SimulatorFaultKind.LoseEvent:
                    continue;
                case SimulatorFaultKind.DelayEvent:
                    Later(fault.Delay, () => _bayeux.Deliver(agent, [e]));
                    continue;
                case SimulatorFaultKind.ReorderEvent when heldBack is null:
                    heldBack = e;
                    maxDelay = fault.Delay;
                    continue;
                case SimulatorFaultKind.DuplicateEvent:
                    events.Add(e);
                    break;
            }

            events.Add(e);
            if (heldBack is not null)
            {
                events.Add(heldBack);
                heldBack = null;
            }
        }

        if (heldBack is not null && maxDelay > TimeSpan.Zero)
        {
            HoldBack(agent, heldBack, maxDelay);
        }
        else if (heldBack is not null)
        {
            events.Add(heldBack);
        }

        return events;
    }

    private LoggedEvent ToLogged(Pending pending, BayeuxEvent e, SimulatorFaultKind? fault)
    {
        var type = pending.Data["notificationType"] ?? pending.Data["messageType"];
        return new LoggedEvent(
            Count,
            DateTimeOffset.UtcNow,
            pending.Agent,
            Json.TextOf(type),
            Json.TextOf(pending.Data["referenceId"]),
            Cause,
            fault,
            e);
    }

    /// <summary>Holds an event back until after the agent's next change, at most for the given time.</summary>
    private void HoldBack(string agent, BayeuxEvent e, TimeSpan maxDelay)
    {
        lock (_delayed)
        {
            _heldBack[agent] = e;
        }

        Later(maxDelay, () =>
        {
            if (Release(agent, e) is not null)
            {
                _bayeux.Deliver(agent, [e]);
            }
        });
    }

    /// <summary>Takes the event that is held back for an agent: the given one, or any with null.</summary>
    private BayeuxEvent? Release(string agent, BayeuxEvent? wanted)
    {
        lock (_delayed)
        {
            if (!_heldBack.TryGetValue(agent, out var held) || (wanted is not null && !ReferenceEquals(held, wanted)))
            {
                return null;
            }

            _heldBack.Remove(agent);
            return held;
        }
    }

    private void Later(TimeSpan delay, Action deliver)
    {
        Timer? timer = null;
        timer = new Timer(_ =>
        {
            deliver();
            lock (_delayed)
            {
                _delayed.Remove(timer!);
            }

            timer!.Dispose();
        });
        lock (_delayed)
        {
            _delayed.Add(timer);
        }

        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private sealed record Pending(string Agent, string Channel, string WireChannel, JObject Data, bool ToUnsubscribed)
    {
        public BayeuxEvent ToEvent()
        {
            var json = new JObject { ["data"] = Data, ["channel"] = WireChannel }.ToString(Formatting.None);
            return new BayeuxEvent(Channel, Encoding.UTF8.GetBytes(json), ToUnsubscribed);
        }
    }
}
