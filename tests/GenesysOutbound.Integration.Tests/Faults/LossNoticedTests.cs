using System;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.NetworkFaults;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>
/// Within what time a session notices that its server has fallen silent. That the bound holds for any advice is shown on a clock
/// that is moved by hand (CometD.Tests, NoticingTests); here is that a session goes by it, over sockets, and with which figures.
/// </summary>
public sealed class LossNoticedTests
{
    [Fact]
    public async Task A_silent_poll_is_given_up_after_the_advised_time_and_that_on_the_network_and_then_made_again()
    {
        await using var stage = await Stage.ForAsync(NetworkMatrix.Find("request lost, connection open and silent"));
        stage.Proxy!.Add(new FaultRule { Fault = NetworkFault.Stall });
        await SimulatorFixture.WaitForAsync(stage.Session, () => stage.Session.State == GwsSessionState.Reconnecting);

        // The simulator holds polls for 2 s, the stage allows 1 s on the network.
        Assert.Contains("no reply within 3000 ms", stage.Session.StateReason, StringComparison.Ordinal);
        await SimulatorFixture.WaitForAsync(stage.Session, () => stage.Session.State == GwsSessionState.Connected);
        Assert.Equal(0, stage.Session.Counters.Gaps);
    }

    [Fact]
    public async Task The_figures_are_those_of_the_documentation()
    {
        BayeuxClientOptions? used = null;
        await using var fixture = new SimulatorFixture();
        await fixture.ConnectAsync(new GwsSessionOptions
        {
            Uri = fixture.Simulator.Uri,
            UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Password()),
            NoProxy = true,
            TuneNotifications = wire => used = wire,
        });
        Assert.Equal(TimeSpan.FromSeconds(10), used!.MaxNetworkDelay);
        Assert.Equal(TimeSpan.FromSeconds(1), used.BackoffInitial);
        Assert.Equal(TimeSpan.FromSeconds(30), used.BackoffMaximum);
    }
}
