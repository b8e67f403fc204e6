using System;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Desktop.Tests.Support;

/// <summary>A simulator, a session of agent1 on it, and the session's desktop.</summary>
public sealed class DesktopFixture : IAsyncDisposable
{
    private readonly SimulatorFixture _lab;

    private DesktopFixture(SimulatorFixture fixture, GwsSession session, GwsDesktop desktop)
    {
        _lab = fixture;
        Session = session;
        Desktop = desktop;
    }

    public const string Campaign = SimulatorFixture.Campaign;

    public static CancellationToken Cancellation => SimulatorFixture.Stop;

    public GwsSimulator Simulator => _lab.Simulator;

    public GwsSession Session { get; }

    public GwsDesktop Desktop { get; }

    public static async Task<DesktopFixture> StartAsync(
        GwsDesktopOptions? options = null, GwsSimulatorOptions? simulator = null, string agent = "agent1",
            TimeSpan? timeout = null)
    {
        var fixture = new SimulatorFixture(simulator);
        try
        {
            var session = await fixture.ConnectAsync(agent, timeout);
            return new DesktopFixture(fixture, session, GwsDesktop.Start(session, options));
        }
        catch
        {
            await fixture.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Desktop.Dispose();
        await _lab.DisposeAsync();
    }
}
