using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Testing.NetworkFaults;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>A simulator and a session on it, with what the operations of a row work on. The client's clock can be set.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly SimulatorFixture _fixture = new(new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromSeconds(2) });
    private readonly ConcurrentDictionary<string, GwsRecordIdentity> _records = new();
    private readonly ConcurrentDictionary<string, string> _interactions = new();
    private TimeSpan _clockIsOffBy;

    /// <summary>A stage for a fault: through a proxy when the fault is one of the network.</summary>
    public static async Task<Stage> ForAsync(Fault fault)
    {
        var stage = new Stage();
        if (fault.IsOfNetwork)
        {
            stage.Proxy = FaultProxy.Before(stage.Simulator.Uri);
        }

        // Short only where nothing can come.
        await stage.OpenAsync(fault.IsSilent ? TimeSpan.FromSeconds(3) : SimulatorFixture.Patience);
        return stage;
    }

    /// <summary>What stands between client and server, or null.</summary>
    public FaultProxy? Proxy { get; private set; }

    public GwsSimulator Simulator => _fixture.Simulator;

    public GwsSession Session { get; private set; } = null!;

    public GwsOutbound Outbound => Session.Outbound;

    // Without a fault yet: a machine that is too busy to answer within the short limits below is asked again.
    private async Task OpenAsync(TimeSpan requestTimeout)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Session = await _fixture.ConnectAsync(Options(requestTimeout));
                return;
            }
            catch (GwsException) when (attempt < 5)
            {
            }
        }
    }

    private GwsSessionOptions Options(TimeSpan requestTimeout) => new()
    {
        Uri = Proxy?.Url ?? Simulator.Uri,
        UserName = "agent1",
        Password = SimulatorFixture.Secret(_fixture.Password()),
        RequestTimeout = requestTimeout,
        Timeout = SimulatorFixture.Patience,
        MaxReplyBytes = 200_000,
        NoProxy = true,
        TimeOfDay = () => DateTimeOffset.Now + _clockIsOffBy,
        TuneNotifications = wire =>
        {
            // Limits and pauses of seconds would only make the tests slow; what they are by default is tested elsewhere.
            wire.MaxNetworkDelay = TimeSpan.FromSeconds(1);
            wire.BackoffInitial = TimeSpan.FromMilliseconds(50);
        },
    };

    /// <summary>Sets the clock of the client's machine.</summary>
    public void SetClientClock(TimeSpan by) => _clockIsOffBy += by;

    /// <summary>
    /// Waits until the session has noticed that the server cannot be reached. Before that, a command may still be written to a
    /// connection whose end the platform has not seen, and its outcome is then truly unknown.
    /// </summary>
    public void WaitUntilNoticed() => Assert.True(
        SpinWait.SpinUntil(() => Session.State != GwsSessionState.Connected, SimulatorFixture.Patience),
        "The session stays Connected.");

    /// <summary>
    /// Cuts all connections, and waits for the next poll. A platform that has begun to read from a kept connection learns of its
    /// end only when the pool of threads gets to it: on a busy machine a command could still be written to it.
    /// </summary>
    public void CutConnections()
    {
        var polls = Session.Counters.Polls;
        Simulator.DropConnections();
        Assert.True(SpinWait.SpinUntil(() => Session.Counters.Polls > polls, SimulatorFixture.Patience),
            "The session does not poll again.");
    }

    /// <summary>The number of the last request so far.</summary>
    public long LastRequest() => Simulator.Requests.Count == 0 ? 0 : Simulator.Requests[^1].Sequence;

    public async Task TakeRecordAsync(string name)
    {
        var record = await Outbound.GetPreviewRecordAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null,
            SimulatorFixture.Stop);
        _records[name] = new GwsRecordIdentity(record.RecordHandle);
    }

    public GwsRecordIdentity Record(string name) => _records[name];

    public async Task RingAsync(string name, bool answered)
    {
        var id = Simulator.RingCall("agent1");
        _interactions[name] = id;
        await SimulatorFixture.WaitForAsync(Session, () => Session.Calls.Find(id) is not null);
        if (answered)
        {
            await Session.Voice.AnswerAsync(id, null, SimulatorFixture.Stop);
        }
    }

    public async Task OfferEmailAsync(string name)
    {
        var id = Simulator.OfferEmail("agent1");
        _interactions[name] = id;
        await SimulatorFixture.WaitForAsync(Session, () => Session.Emails.Find(id) is not null);
    }

    public string Interaction(string name) => _interactions[name];

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
        }
    }
}
