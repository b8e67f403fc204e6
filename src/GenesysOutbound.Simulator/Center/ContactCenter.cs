using System;
using System.Collections.Generic;
using System.Threading;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Bayeux;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Events;
using GenesysOutbound.Simulator.Media;
using GenesysOutbound.Simulator.Outbound;

namespace GenesysOutbound.Simulator.Center;

/// <summary>
/// Everything behind the web server: agents, campaigns, lists, calls, e-mails. One lock guards it all: <see cref="Run{T}"/> makes
/// a change whole, then its
/// events go out together.
/// </summary>
internal sealed class ContactCenter : IDisposable
{
    private readonly Dictionary<string, Agent> _agents = new(StringComparer.Ordinal);
    private readonly EventHub _hub;
    private readonly Timer _due;
    private DateTimeOffset? _dueAt;
    private bool _stopped;

    public ContactCenter(GwsSimulatorOptions options, BayeuxServer bayeux, SimulatorFaults faults, Func<Uri> uri)
    {
        Clock = new SimulatedClock(options.StartTime ?? DateTimeOffset.UtcNow);
        _hub = new EventHub(bayeux, faults);
        var variants = new ResponseVariation(options.ResponseVariants, options.ResponseVariantRate, options.Seed);
        Outbound = new OutboundContactServer(new OutboundMessages(_hub, variants, Clock), Clock);
        Preview = new PreviewOperations(Outbound, FindAgent);
        Records = new RecordOperations(Outbound, Preview);
        Lists = new ListOperations(Outbound, Preview);
        Devices = new DeviceMessages(_hub, uri);
        var callMessages = new CallMessages(_hub, variants, Clock, uri);
        Calls = new CallCenter(
            callMessages, Clock, options.DialOutcome, () => Agents, Outbound.NoteDialed, options.InteractionCapacity);
        Emails = new EmailCenter(_hub, variants, uri, () => Agents, options.InteractionCapacity);
        _due = new Timer(
            _ => Run(() =>
            {
                _dueAt = null;
                Preview.DeliverDue();
            }),
            null,
            Timeout.Infinite,
            Timeout.Infinite);
    }

    public object Gate { get; } = new();

    public SimulatedClock Clock { get; }

    public OutboundContactServer Outbound { get; }

    public PreviewOperations Preview { get; }

    public RecordOperations Records { get; }

    public ListOperations Lists { get; }

    public CallCenter Calls { get; }

    public EmailCenter Emails { get; }

    public DeviceMessages Devices { get; }

    public EventHub Hub => _hub;

    /// <summary>Counts the changes, for those who show them. Read under the lock.</summary>
    public long Version { get; private set; }

    public IEnumerable<Agent> Agents => _agents.Values;

    public void Add(Agent agent) => _agents.Add(agent.UserName, agent);

    public Agent? FindAgent(string? userName)
        => userName is not null && _agents.TryGetValue(userName, out var agent) ? agent : null;

    public void Run(Action change) => Run(() =>
    {
        change();
        return 0;
    });

    public T Run<T>(Func<T> change)
    {
        lock (Gate)
        {
            var result = change();
            _hub.Flush();
            ScheduleDue();
            Version++;
            Monitor.PulseAll(Gate);
            return result;
        }
    }

    /// <summary>Looks without changing anything: no event is sent and no waiter is woken.</summary>
    public T Read<T>(Func<T> look)
    {
        lock (Gate)
        {
            return look();
        }
    }

    /// <summary>
    /// Forgets agents, campaigns, lists, calls, e-mails and the events of them that faults hold back, and sets the clock back to
    /// its start.
    /// </summary>
    public void Clear()
    {
        _hub.DropDelayed();
        _agents.Clear();
        Outbound.Clear();
        Calls.Clear();
        Emails.Clear();
        Clock.Restart();
        _dueAt = null;
    }

    /// <summary>Wakes the waiters after a change that was made outside the lock.</summary>
    public void Pulse()
    {
        lock (Gate)
        {
            Version++;
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Opens an agent's contact-center session: the state, the campaigns, and the callbacks that waited.</summary>
    public void LogIn(Agent agent)
    {
        if (!agent.LoggedIn)
        {
            agent.LoggedIn = true;
            agent.State = "NotReady";
            agent.WorkMode = null;
        }

        Devices.Send(agent);
        if (agent.Has("api-voice-outbound"))
        {
            Preview.Announce(agent);
            Preview.DeliverDue();
        }
    }

    public void LogOut(Agent agent)
    {
        if (!agent.LoggedIn)
        {
            return;
        }

        var returned = Outbound.ReleaseAll(agent.UserName);
        agent.LoggedIn = false;
        agent.State = "LoggedOut";
        agent.WorkMode = null;
        Devices.Send(agent);
        foreach (var list in returned)
        {
            Preview.PushToIdle(list);
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _stopped = true;
            _due.Dispose();
            _hub.DropDelayed();
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Moves the simulated clock forward and delivers the callbacks that have fallen due.</summary>
    public void AdvanceClock(TimeSpan by)
    {
        Clock.Advance(by);
        _dueAt = null;
        Preview.DeliverDue();
    }

    /// <summary>Sets the timer to the next callback. Overdue ones wait for an agent or for a request instead.</summary>
    private void ScheduleDue()
    {
        if (_stopped || Outbound.Callbacks.NextAt is not DateTimeOffset next || next == _dueAt)
        {
            return;
        }

        _dueAt = next;
        var wait = Math.Max(0, Math.Min((next - Clock.Now).TotalMilliseconds + 1, int.MaxValue - 1));
        _due.Change((int)wait, Timeout.Infinite);
    }
}
