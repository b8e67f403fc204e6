using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Http;

/// <summary>
/// What a session does when the server turns it away and the login that must follow meets something else than success.
/// </summary>
public sealed class ReauthenticationTests
{
    private const string Devices = "/api/v2/me/devices";

    public static TheoryData<int, string, string?> Passing { get; } = new()
    {
        { 500, "", null }, { 502, "<html></html>", null }, { 503, "busy", null }, { 504, "", null }, { 404, "", null },
            { 408, "", null }, { 429, "", null },
        { 200, "<html>please wait</html>", null }, { 200, "", null }, { 200, "{\"statusCode\":0}", null }, { 0, "", null },
    };

    public static TheoryData<int, string, string?> Refusing { get; } = new()
    {
        { 401, "", null }, { 403, "", null }, { 403, "{\"statusCode\":4,\"statusMessage\":\"locked\"}", null },
            { 302, "", "/login" },
        { 302, "", "http://sso.example.com/login?token=abcdef123" },
            { 200, "{\"statusCode\":20,\"statusMessage\":\"Not authenticated\"}", null },
        { 200, "{\"statusCode\":9}", null },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_login_that_meets_a_passing_failure_is_tried_again_and_the_command_is_carried_out_once(int status,
        string body, string? location)
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var session = await ConnectAsync(fixture, network, TimeSpan.FromSeconds(30));
        var failures = 2;
        network.Answer = request =>
        {
            if (!ScriptedNetwork.IsLogin(request) || Interlocked.Decrement(ref failures) < 0)
            {
                return null;
            }

            return status == 0
                ? throw new HttpRequestException("the connection broke")
                : ScriptedNetwork.Reply(status, body, location: location);
        };
        fixture.Simulator.ClearRequests();
        fixture.Simulator.ExpireHttp();

        var response = await session.SendAsync(HttpMethod.Post, "/api/v2/me/channels/voice", "{\"operationName\":\"NotReady\"}",
            SimulatorFixture.Stop);

        Assert.Equal(200, response.HttpStatus);
        Assert.True(failures < 0, "The login was not tried again.");
        Assert.Equal(1, fixture.Simulator.Requests.Count(request => request.Operation == "NotReady"
            && request.StatusCode == 200));
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Connected);
    }

    [Theory]
    [MemberData(nameof(Refusing))]
    public async Task A_login_that_is_refused_in_any_form_stops_the_password_for_good(int status, string body, string? location)
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var session = await ConnectAsync(fixture, network, TimeSpan.FromSeconds(30));
        var logins = 0;
        network.Answer = request =>
        {
            if (!ScriptedNetwork.IsLogin(request))
            {
                return null;
            }

            Interlocked.Increment(ref logins);
            return ScriptedNetwork.Reply(status, body, location: location);
        };
        fixture.Simulator.ExpireHttp();

        var error = await Errors.OfAsync(GwsErrorIds.AuthenticationFailed, () =>
            session.SendAsync(HttpMethod.Post, Devices, "{}", SimulatorFixture.Stop));

        Assert.Contains("HTTP " + status, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef123", error.ToString(), StringComparison.Ordinal);
        Assert.InRange(logins, 1, 2);
        var sent = network.SentWithPassword.Count;
        for (var i = 0; i < 3; i++)
        {
            var again = await Assert.ThrowsAsync<GwsException>(
                () => session.SendAsync(HttpMethod.Post, "/api/v2/me", "{\"operationName\":\"Ready\"}", SimulatorFixture.Stop));
            Assert.Contains(again.ErrorId, new[] { GwsErrorIds.AuthenticationFailed, GwsErrorIds.SessionLost });
        }

        Assert.Equal(sent, network.SentWithPassword.Count);
    }

    [Fact]
    public async Task A_command_that_cannot_wait_longer_says_what_the_login_met_and_that_nothing_was_carried_out()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var session = await ConnectAsync(fixture, network, TimeSpan.FromSeconds(1));
        network.Answer = request => ScriptedNetwork.IsLogin(request) ? ScriptedNetwork.Reply(503, "busy") : null;
        fixture.Simulator.ClearRequests();
        fixture.Simulator.ExpireHttp();

        var error = await Errors.OfAsync(
            GwsErrorIds.ConnectionFailed, () =>
                session.SendAsync(HttpMethod.Post, "/api/v2/me", "{\"operationName\":\"Ready\"}", SimulatorFixture.Stop));

        Assert.Contains("HTTP 503", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was carried out", error.Message, StringComparison.Ordinal);
        Assert.Equal(503, error.HttpStatus);
        Assert.DoesNotContain(fixture.Simulator.Requests, request => request.Operation == "Ready" && request.StatusCode == 200);
        Assert.Equal(GwsSessionState.Reconnecting, session.State);
        Assert.Contains("503", session.StateReason, StringComparison.Ordinal);

        network.Answer = static _ => null;
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Connected);
    }

    [Fact]
    public async Task A_poll_that_is_refused_while_the_login_is_out_of_order_comes_back()
    {
        await using var fixture = new SimulatorFixture(
            new Simulator.GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(500) });
        var network = new ScriptedNetwork();
        var session = await ConnectAsync(fixture, network, TimeSpan.FromSeconds(30));
        var failures = 3;
        network.Answer = request =>
            ScriptedNetwork.IsLogin(request) && Interlocked.Decrement(ref failures) >= 0 ? ScriptedNetwork.Reply(503) : null;
        fixture.Simulator.ExpireHttp();
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Reconnecting);
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Connected);
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"AfterIt\"}");
        await SimulatorFixture.WaitForAsync(session, () => session.Events.Snapshot().Any(item => item.MessageType == "AfterIt"));
    }

    [Fact]
    public async Task Refusals_of_the_poll_one_after_the_other_with_good_logins_between_them_are_borne()
    {
        await using var fixture = new SimulatorFixture(
            new Simulator.GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(500) });
        var network = new ScriptedNetwork();
        var session = await ConnectAsync(fixture, network, TimeSpan.FromSeconds(30));
        var refusals = 4;
        network.Answer = request =>
            ScriptedNetwork.IsPoll(request) && Interlocked.Decrement(ref refusals) >= 0 ? ScriptedNetwork.Reply(401) : null;
        await SimulatorFixture.WaitForAsync(session, () => Volatile.Read(ref refusals) < 0
            && session.State == GwsSessionState.Connected);
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"AfterIt\"}");
        await SimulatorFixture.WaitForAsync(session, () => session.Events.Snapshot().Any(item => item.MessageType == "AfterIt"));
    }

    [Fact]
    public async Task All_who_are_turned_away_together_share_one_login()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var session = await ConnectAsync(fixture, network, TimeSpan.FromSeconds(30));
        fixture.Simulator.ClearRequests();
        fixture.Simulator.ExpireHttp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => session.SendAsync(HttpMethod.Post, "/api/v2/me/channels/voice", "{\"operationName\":\"NotReady\"}",
                SimulatorFixture.Stop)));
        Assert.All(answers, answer => Assert.Equal(200, answer.HttpStatus));
        Assert.Equal(1, fixture.Simulator.Requests.Count(request => request.Method == "GET" && request.Path == "/api/v2/me"
            && request.StatusCode == 200));
    }

    [Fact]
    public async Task A_wrong_password_at_the_beginning_is_sent_once()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork { Answer = request => ScriptedNetwork.IsLogin(request)
            ? ScriptedNetwork.Reply(401) : null };
        await Errors.OfAsync(GwsErrorIds.AuthenticationFailed, () => ConnectAsync(fixture, network, TimeSpan.FromSeconds(5)));
        Assert.Single(network.SentWithPassword);
    }

    private static Task<GwsSession> ConnectAsync(SimulatorFixture fixture, ScriptedNetwork network, TimeSpan requestTimeout) =>
        fixture.ConnectAsync(new GwsSessionOptions
    {
        Uri = fixture.Simulator.Uri,
        UserName = "agent1",
        Password = SimulatorFixture.Secret(fixture.Simulator.Agents.First(agent => agent.UserName == "agent1").Password),
        Timeout = TimeSpan.FromSeconds(20),
        RequestTimeout = requestTimeout,
        HandlerFactory = network.Handler,
        TuneNotifications = wire => wire.BackoffInitial = TimeSpan.FromMilliseconds(50),
    });
}
