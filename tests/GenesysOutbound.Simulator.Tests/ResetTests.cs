using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>What was under way when the simulator went back to its start.</summary>
public sealed class ResetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_request_that_was_delayed_over_a_reset_takes_no_record_for_an_agent_of_before()
    {
        // Without CSRF, credentials alone let the late request in.
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableCsrf = false });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.Delay,
            Operation = "GetPreviewRecord",
            Delay = TimeSpan.FromSeconds(3),
        });
        var answer = agent.CampaignAsync("GetPreviewRecord");
        Assert.True(simulator.WaitFor(s => s.Requests.Any(r => r.Fault is not null), Patience));
        simulator.Reset();
        await answer;
        Assert.Empty(simulator.RecordsOf("agent1"));
        Assert.All(simulator.Records, record => Assert.Equal("Ready", record.Status));
        Assert.All(simulator.Agents, one => Assert.False(one.LoggedIn));
    }

    [Theory]
    [InlineData(SimulatorFaultKind.DelayEvent)]
    [InlineData(SimulatorFaultKind.ReorderEvent)]
    public async Task An_event_that_was_held_back_over_a_reset_reaches_nobody(SimulatorFaultKind kind)
    {
        using var simulator = GwsSimulator.Start();
        using (var before = await TestAgent.LogInAsync(simulator, "agent1"))
        {
            HoldBack(simulator, kind, "Former", TimeSpan.FromSeconds(3));
            Publish(simulator, "Former");
        }

        simulator.Reset();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");

        // This one is held back for longer, so when it comes the other would have come.
        HoldBack(simulator, SimulatorFaultKind.DelayEvent, "Later", TimeSpan.FromSeconds(4));
        Publish(simulator, "Later");
        await agent.EventAsync("Later");
        Assert.DoesNotContain(await agent.EventsAsync(), e => (string?)e["data"]!["notificationType"] == "Former");
    }

    private static void HoldBack(GwsSimulator simulator, SimulatorFaultKind kind, string type, TimeSpan delay)
        => simulator.Faults.Add(new SimulatorFault { Kind = kind, Operation = type, Delay = delay });

    private static void Publish(GwsSimulator simulator, string type)
        => simulator.Publish("agent1", "/v2/me/outbound", $$"""{"notificationType":"{{type}}"}""");
}
