using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Whom a fault reaches.</summary>
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
}
