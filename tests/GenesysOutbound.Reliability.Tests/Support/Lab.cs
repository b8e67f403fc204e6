using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Reliability.Tests.Support;

/// <summary>A simulator with the sessions that a test opened on it; everything is closed at the end.</summary>
internal sealed class Lab : IAsyncDisposable
{
    public const string Campaign = "Campaign1";

    private readonly List<GwsSession> _sessions = [];

    public Lab(GwsSimulatorOptions? options = null) => Simulator = GwsSimulator.Start(options);

    public GwsSimulator Simulator { get; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A bound on what must come, not an expectation.</summary>
    public static TimeSpan Patience => TimeSpan.FromSeconds(30);

    public string Password(string agent = "agent1") => Simulator.Agents.First(one => one.UserName == agent).Password;

    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (var c in text)
        {
            secret.AppendChar(c);
        }

        return secret;
    }

    public async Task<GwsSession> ConnectAsync(GwsSessionOptions options)
    {
        var session = await GwsSession.ConnectAsync(options, Stop);
        _sessions.Add(session);
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }

        await Task.Yield();
        Simulator.Dispose();
    }
}
