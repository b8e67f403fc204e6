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
            TimeSpan? timeout = null, int? eventCapacity = null)
    {
        var fixture = new SimulatorFixture(simulator);
        try
        {
            var given = fixture.Options(agent, timeout);
            var session = await fixture.ConnectAsync(new GwsSessionOptions
            {
                Uri = given.Uri,
                UserName = given.UserName,
                Password = given.Password,
                Timeout = given.Timeout,
                EventCapacity = eventCapacity ?? given.EventCapacity,
            });
            return new DesktopFixture(fixture, session, GwsDesktop.Start(session, options));
        }
        catch
        {
            await fixture.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends the agent events that mean nothing, so many of each notification type.</summary>
    public void Publish(int count, params string[] notificationTypes)
    {
        foreach (var type in notificationTypes)
        {
            for (var i = 0; i < count; i++)
            {
                Simulator.Publish(Session.UserName, "/v2/me/outbound",
                    $$"""{"messageType":"Nothing","notificationType":"{{type}}"}""");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Desktop.Dispose();
        await _lab.DisposeAsync();
    }
}
