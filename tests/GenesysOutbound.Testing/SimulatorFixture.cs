using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Testing;

/// <summary>A simulator with the sessions that a test opened on it; everything is closed at the end.</summary>
public sealed class SimulatorFixture : IAsyncDisposable
{
    public const string Campaign = "Campaign1";

    private readonly List<GwsSession> _sessions = [];

    public SimulatorFixture(GwsSimulatorOptions? options = null) => Simulator = GwsSimulator.Start(options);

    public GwsSimulator Simulator { get; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A bound on what must come, not an expectation.</summary>
    public static TimeSpan Patience => TimeSpan.FromSeconds(30);

    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (var c in text)
        {
            secret.AppendChar(c);
        }

        return secret;
    }

    public string Password(string agent = "agent1") => Simulator.Agents.First(item => item.UserName == agent).Password;

    public GwsSessionOptions Options(string agent = "agent1", TimeSpan? timeout = null) => new()
    {
        Uri = Simulator.Uri,
        UserName = agent,
        Password = Secret(Password(agent)),
        Timeout = timeout ?? TimeSpan.FromSeconds(20),
    };

    public Task<GwsSession> ConnectAsync(string agent = "agent1", TimeSpan? timeout = null) =>
        ConnectAsync(Options(agent, timeout));

    public async Task<GwsSession> ConnectAsync(GwsSessionOptions options)
    {
        var session = await GwsSession.ConnectAsync(options, Stop);
        _sessions.Add(session);
        return session;
    }

    /// <summary>A session with a preview session of the campaign and one record of it.</summary>
    public Task<(GwsSession Session, GwsRecord Record)> WithRecordAsync(string agent = "agent1", string campaign = Campaign) =>
        WithRecordAsync(Options(agent), campaign);

    public async Task<(GwsSession Session, GwsRecord Record)> WithRecordAsync(GwsSessionOptions options,
        string campaign = Campaign)
    {
        var session = await ConnectAsync(options);
        await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(campaign), null, Stop);
        return (session, await session.Outbound.GetPreviewRecordAsync(new GwsCampaignIdentity(campaign), null, Stop));
    }

    /// <summary>The last request of an operation that reached the simulator.</summary>
    public SimulatorRequest Last(string operation) => Simulator.Requests.Last(request => request.Operation == operation);

    public int CountOf(string operation) => Simulator.Requests.Count(request => request.Operation == operation);

    /// <summary>Waits for a condition of the session, by its events.</summary>
    public static async Task WaitForAsync(GwsSession session, Func<bool> condition)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "The condition did not come true.");
            await session.Events.WaitForMoreAsync(session.Events.LastSequence, TimeSpan.FromMilliseconds(20), Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }

        Simulator.Dispose();
        await Task.CompletedTask;
    }
}
