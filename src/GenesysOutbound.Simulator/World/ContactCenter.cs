using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GenesysOutbound.Simulator.Bayeux;
using GenesysOutbound.Simulator.Media;
using GenesysOutbound.Simulator.Outbound;

namespace GenesysOutbound.Simulator.World;

/// <summary>
/// Everything behind the web server: agents, campaigns, lists, calls, e-mails. One lock guards it all: <see cref="Run{T}"/> makes a change whole, then its
/// events go out together.
/// </summary>
internal sealed class ContactCenter : IDisposable
{
    private readonly Dictionary<string, Agent> _agents = new(StringComparer.Ordinal);
    private readonly EventHub _hub;
    private readonly Timer _due;
    private bool _stopped;

    public ContactCenter(GwsSimulatorOptions options, BayeuxServer bayeux, SimulatorFaults faults, Func<Uri> uri)
    {
        Clock = new SimulatedClock(options.StartTime ?? DateTimeOffset.UtcNow);
        _hub = new EventHub(bayeux, faults);
        var variants = new Variants(options.ResponseVariants, options.ResponseVariantRate, options.Seed);
        Outbound = new OutboundContactServer(new OutboundMessages(_hub, variants, Clock), Clock);
        Preview = new PreviewOperations(Outbound, FindAgent);
        Records = new RecordOperations(Outbound, Preview);
        Lists = new ListOperations(Outbound);
        Devices = new DeviceMessages(_hub, uri);
        Calls = new CallCenter(new CallMessages(_hub, variants, Clock, uri), Clock, options.DialOutcome, () => Agents, Outbound.NoteDialed, options.InteractionCapacity);
        Emails = new EmailCenter(_hub, variants, uri, () => Agents, options.InteractionCapacity);
        _due = new Timer(
            _ => Run(() =>
            {
                Preview.DeliverDue();
                Outbound.ScheduleChanged = true;
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

    public IEnumerable<Agent> Agents => _agents.Values;

    public void Add(Agent agent) => _agents.Add(agent.UserName, agent);

    public Agent? FindAgent(string? userName) => userName is not null && _agents.TryGetValue(userName, out var agent) ? agent : null;

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
            Monitor.PulseAll(Gate);
            return result;
        }
    }

    /// <summary>Tells those who wait that something changed which is not under the lock.</summary>
    public void Pulse()
    {
        lock (Gate)
        {
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

        Outbound.ReleaseAll(agent.UserName);
        agent.LoggedIn = false;
        agent.State = "LoggedOut";
        agent.WorkMode = null;
        Devices.Send(agent);
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _stopped = true;
            _due.Dispose();
            _hub.Stop();
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Wakes up when the next callback falls due. Those that are overdue wait for something else: an agent, or a request.</summary>
    private void ScheduleDue()
    {
        // With thousands of callbacks that is no work for every request.
        if (_stopped || !Outbound.ScheduleChanged)
        {
            return;
        }

        Outbound.ScheduleChanged = false;
        var now = Clock.Now;
        var next = Outbound.Scheduled.Where(c => c.Holder is null && c.Schedule!.At > now).Select(c => (DateTimeOffset?)c.Schedule!.At).Min();
        if (next is DateTimeOffset at)
        {
            var wait = Math.Min((at - now).TotalMilliseconds + 1, int.MaxValue - 1);
            _due.Change((int)wait, Timeout.Infinite);
        }
    }
}
