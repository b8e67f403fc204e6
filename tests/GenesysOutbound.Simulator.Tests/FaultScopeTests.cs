using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Whom a fault reaches, and which faults are refused.</summary>
public sealed class FaultScopeTests
{
    [Theory]
    [InlineData(SimulatorFaultKind.ExpireBayeux)]
    [InlineData(SimulatorFaultKind.ExpireHttp)]
    public async Task An_expiry_that_meets_a_request_without_an_agent_leaves_everyones_sessions(SimulatorFaultKind kind)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var fault = simulator.Faults.Add(new SimulatorFault { Kind = kind });
        using (var http = new HttpClient { BaseAddress = simulator.Uri })
        using (var refused = await http.GetAsync("api/v2/me", TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        Assert.Equal(1, fault.Hits);
        Assert.Equal(1, simulator.Agents[0].BayeuxSessions);
        using var ready = await agent.SendAsync(HttpMethod.Post, "/api/v2/me", "{\"operationName\":\"Ready\"}");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("60.00:00:00")]
    [InlineData("24.20:31:24")]
    public async Task A_delay_that_no_timer_takes_is_refused_when_the_fault_is_added(string delay)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        var fault = new SimulatorFault { Kind = SimulatorFaultKind.DelayEvent, Delay = TimeSpan.Parse(delay) };
        var refused = Assert.Throws<ArgumentException>(() => simulator.Faults.Add(fault));
        Assert.Contains(delay, refused.Message, StringComparison.Ordinal);
        Assert.Contains("24.20:31:23", refused.Message, StringComparison.Ordinal);
        Assert.Empty(simulator.Faults.ToList());
        Assert.Equal(0, (int)(await agent.RecordAsync("RejectRecord", handle))["statusCode"]!);
    }

    [Fact]
    public async Task The_longest_delay_holds_an_event_back()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        simulator.Faults.Add(new SimulatorFault
        {
            Kind = SimulatorFaultKind.DelayEvent,
            Operation = "RecordRejectAcknowledge",
            Delay = TimeSpan.FromMilliseconds(int.MaxValue),
        });
        Assert.Equal(0, (int)(await agent.RecordAsync("RejectRecord", handle))["statusCode"]!);
    }
}
