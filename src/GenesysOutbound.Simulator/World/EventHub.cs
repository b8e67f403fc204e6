using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GenesysOutbound.Simulator.Bayeux;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.World;

/// <summary>
/// Collects the events of one change and hands them to the CometD side together, so that what belongs together travels together. Event faults strike here.
/// Used under the contact center's lock.
/// </summary>
internal sealed class EventHub
{
    private readonly List<Pending> _pending = [];
    private readonly HashSet<Timer> _late = [];
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

    public void Flush()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        var batch = _pending.ToArray();
        _pending.Clear();
        foreach (var group in batch.GroupBy(p => p.Agent, StringComparer.Ordinal))
        {
            var events = Break(group.Key, group);
            if (events.Count > 0)
            {
                _bayeux.Deliver(group.Key, events);
            }
        }
    }

    public void Stop()
    {
        lock (_late)
        {
            foreach (var timer in _late)
            {
                timer.Dispose();
            }

            _late.Clear();
        }
    }

    private List<BayeuxEvent> Break(string agent, IEnumerable<Pending> group)
    {
        var events = new List<BayeuxEvent>();
        var heldBack = Release(agent, null);
        var patience = TimeSpan.Zero;
        foreach (var pending in group)
        {
            var fault = _faults.Take(events: true, pending.Agent, null, pending.Channel, (string?)pending.Data["notificationType"]);
            if (fault?.Kind == SimulatorFaultKind.WrongReferenceId && pending.Data["referenceId"] is not null)
            {
                pending.Data["referenceId"] = "wrong-" + (string?)pending.Data["referenceId"];
            }

            var e = pending.ToEvent();
            switch (fault?.Kind)
            {
                case SimulatorFaultKind.LoseEvent:
                    continue;
                case SimulatorFaultKind.DelayEvent:
                    Later(fault.Delay, () => _bayeux.Deliver(agent, [e]));
                    continue;
                case SimulatorFaultKind.ReorderEvent when heldBack is null:
                    heldBack = e;
                    patience = fault.Delay;
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

        if (heldBack is not null && patience > TimeSpan.Zero)
        {
            HoldBack(agent, heldBack, patience);
        }
        else if (heldBack is not null)
        {
            events.Add(heldBack);
        }

        return events;
    }

    /// <summary>Keeps an event for the agent's next change to overtake; when none comes in time, it goes all the same.</summary>
    private void HoldBack(string agent, BayeuxEvent e, TimeSpan patience)
    {
        lock (_late)
        {
            _heldBack[agent] = e;
        }

        Later(patience, () =>
        {
            if (Release(agent, e) is not null)
            {
                _bayeux.Deliver(agent, [e]);
            }
        });
    }

    /// <summary>Takes what is held back for an agent: a certain event, or whatever there is.</summary>
    private BayeuxEvent? Release(string agent, BayeuxEvent? wanted)
    {
        lock (_late)
        {
            return _heldBack.TryGetValue(agent, out var held) && (wanted is null || ReferenceEquals(held, wanted)) && _heldBack.Remove(agent) ? held : null;
        }
    }

    private void Later(TimeSpan delay, Action deliver)
    {
        Timer? timer = null;
        timer = new Timer(_ =>
        {
            deliver();
            lock (_late)
            {
                _late.Remove(timer!);
            }

            timer!.Dispose();
        });
        lock (_late)
        {
            _late.Add(timer);
        }

        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private sealed class Pending
    {
        private readonly string _wireChannel;
        private readonly bool _toUnsubscribed;

        public Pending(string agent, string channel, string wireChannel, JObject data, bool toUnsubscribed)
        {
            Agent = agent;
            Channel = channel;
            _wireChannel = wireChannel;
            Data = data;
            _toUnsubscribed = toUnsubscribed;
        }

        public string Agent { get; }

        public string Channel { get; }

        public JObject Data { get; }

        public BayeuxEvent ToEvent()
        {
            var json = new JObject { ["data"] = Data, ["channel"] = _wireChannel }.ToString(Formatting.None);
            return new BayeuxEvent(Channel, json, _toUnsubscribed);
        }
    }
}
