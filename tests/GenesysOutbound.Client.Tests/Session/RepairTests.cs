using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>Logging in again when the server has forgotten the HTTP session.</summary>
public sealed class RepairTests
{
    private const string LoginPath = "/api/v2/me";

    [Fact]
    public async Task A_login_that_another_request_has_just_made_is_not_made_again_for_the_poll()
    {
        await using var fixture = new SimulatorFixture();
        using var network = new LateRefusals();
        var session = await fixture.ConnectAsync(new GwsSessionOptions
        {
            Uri = fixture.Simulator.Uri,
            UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Simulator.Agents.First(agent => agent.UserName == "agent1").Password),
            Timeout = TimeSpan.FromSeconds(20),
            HandlerFactory = () => network.Handler(),
        });
        await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity("Campaign1"), null, SimulatorFixture.Stop);

        // The poll is refused, but its refusal is still on its way ...
        fixture.Simulator.ExpireHttp();
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"Bait\"}");
        await network.Refused.WaitAsync(TimeSpan.FromSeconds(30), SimulatorFixture.Stop);

        // ... while a command is refused as well, and logs in.
        fixture.Simulator.ClearRequests();
        await session.SendAsync(HttpMethod.Post, LoginPath + "/channels/voice", "{\"operationName\":\"NotReady\"}",
            SimulatorFixture.Stop);
        Assert.Equal(1, Logins(fixture));

        network.LetGo();
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"AfterIt\"}");
        await SimulatorFixture.WaitForAsync(session, () => session.Events.Snapshot().Any(item => item.MessageType == "AfterIt"));
        Assert.Equal(1, Logins(fixture));
        Assert.Equal(GwsSessionState.Connected, session.State);
    }

    private static int Logins(SimulatorFixture fixture) =>
        fixture.Simulator.Requests.Count(request => request.Method == "GET" && request.Path == LoginPath);

    /// <summary>A network on which a poll's refusal takes its time.</summary>
    private sealed class LateRefusals : IDisposable
    {
        private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Refused => _refused.Task;

        public void LetGo() => _letGo.TrySetResult();

        public HttpMessageHandler Handler() => new Late(this);

        public void Dispose() => LetGo();

        private sealed class Late(LateRefusals owner)
            : DelegatingHandler(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
                CancellationToken cancellationToken)
            {
                var response = await base.SendAsync(request, cancellationToken);
                if ((int)response.StatusCode is 401 or 403
                    && request.RequestUri!.AbsolutePath.EndsWith("/notifications", StringComparison.Ordinal))
                {
                    owner._refused.TrySetResult();
                    await owner._letGo.Task.WaitAsync(cancellationToken);
                }

                return response;
            }
        }
    }
}
