using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Security;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Security;

/// <summary>What a server may say and send without gaining anything by it.</summary>
public sealed class HostileServerTests
{
    private const string Devices = "/api/v2/me/devices";

    [Fact]
    public async Task Secrets_that_the_server_repeats_are_in_no_error_header_or_reason()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork();
        var csrf = string.Empty;
        network.Change = (_, response) =>
        {
            if (response.Headers.TryGetValues("X-CSRF-TOKEN", out var values))
            {
                csrf = values.First();
            }

            response.Headers.TryAddWithoutValidation("Set-Cookie", "ECHO=echoed-cookie-4711; Path=/");
        };
        var session = await ConnectAsync(fixture, network);
        var echo = "token here: " + csrf + " and echoed-cookie-4711";
        network.Answer = request =>
        {
            if (request.RequestUri!.AbsolutePath != Devices)
            {
                return null;
            }

            var reply = ScriptedNetwork.Reply(200, "{\"statusCode\":2,\"statusMessage\":\"" + echo + "\"}");
            reply.Headers.TryAddWithoutValidation("X-Debug", echo);
            return reply;
        };
        var response = await session.SendAsync(HttpMethod.Get, Devices, null, SimulatorFixture.Stop);
        network.Answer = request => request.RequestUri!.AbsolutePath == Devices
            ? throw new HttpRequestException("Received an invalid status line: 'HTTP/1.1 200 " + echo + "'.",
                new InvalidOperationException(echo))
            : null;
        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.SendAsync(HttpMethod.Post, Devices, "{}", SimulatorFixture.Stop));
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"notificationType\":\"Error\",\"errorMessage\":\"" + echo
            + "\"}");
        await SimulatorFixture.WaitForAsync(session, () => session.Events.Snapshot().Any(item => item.IsError));

        string[] said =
        [
            response.StatusMessage!, string.Join("|", response.Headers.Values), error.ToString(), session.Events.Snapshot()
                .Last(item => item.IsError).Error!,
        ];
        Assert.NotEmpty(csrf);
        foreach (var text in said)
        {
            Assert.Contains("***", text, StringComparison.Ordinal);
            Assert.DoesNotContain(csrf, text, StringComparison.Ordinal);
            Assert.DoesNotContain("echoed-cookie-4711", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    [InlineData("Content-Length")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-CSRF TOKEN")]
    [InlineData("X-CSRF-T\u00f6ken")]
    public void A_header_that_is_no_token_header_is_not_set_for_a_server(string name)
    {
        using var reply = new HttpResponseMessage();
        reply.Headers.TryAddWithoutValidation("X-CSRF-HEADER", name);
        reply.Headers.TryAddWithoutValidation(name, "evil");
        Assert.Null(CsrfToken.Read(reply.Headers));
    }

    [Theory]
    [InlineData("X-CSRF-TOKEN")]
    [InlineData("x-xsrf-token")]
    [InlineData("X-Gws-Csrf")]
    public void A_token_header_is_sent_as_the_server_names_it(string name)
    {
        using var reply = new HttpResponseMessage();
        reply.Headers.TryAddWithoutValidation("X-CSRF-HEADER", name);
        reply.Headers.TryAddWithoutValidation(name, "t1");
        Assert.Equal((name, "t1"), (CsrfToken.Read(reply.Headers)!.Header, CsrfToken.Read(reply.Headers)!.Value));
    }

    [Theory]
    [InlineData("/devices/..%2f..")]
    [InlineData("/devices/a%2Fb")]
    [InlineData("/devices/a%5cb")]
    [InlineData("/devices/%2e%2e")]
    [InlineData("/devices/a%252fb")]
    [InlineData("/devices/a%3fb")]
    [InlineData("/devices/a%0d%0ab")]
    [InlineData("/devices/a/b")]
    [InlineData("/devices/")]
    [InlineData("devices/a")]
    public void A_device_path_stays_one_segment_however_often_it_is_decoded(string path) =>
        Errors.Of(GwsErrorIds.InvalidParameter, () => UrlSegment.OfDevice(path));

    [Theory]
    [InlineData("/devices/5001")]
    [InlineData("/devices/0c74e9be-6f5b-4d2e-9a51-1b2f3e4d5c6b")]
    [InlineData("/devices/a%20b")]
    public void A_usual_device_path_is_taken_as_it_is(string path) => Assert.Equal(path, UrlSegment.OfDevice(path));

    [Theory]
    [InlineData("http://proxy.example.com:3128", false, false)]
    [InlineData("http://proxy.example.com:3128", true, true)]
    [InlineData("https://proxy.example.com:3128", false, true)]
    [InlineData("http://127.0.0.1:3128", false, true)]
    public void A_proxy_is_shown_the_password_only_where_the_server_would_be(string proxy, bool allow, bool basic)
    {
        var credentials = new ProxyCredentials(new NetworkCredential("u", "p"), allow);
        Assert.Equal(basic, credentials.GetCredential(new Uri(proxy), "Basic") is not null);
        Assert.NotNull(credentials.GetCredential(new Uri(proxy), "Negotiate"));
    }

    [Theory]
    [InlineData("/api/v2")]
    [InlineData("/api/v2/")]
    [InlineData("/API/v2")]
    public async Task The_address_of_the_api_is_taken_for_that_of_the_server(string path)
    {
        await using var fixture = new SimulatorFixture();
        var options = fixture.Options();
        var session = await fixture.ConnectAsync(new GwsSessionOptions
        {
            Uri = new Uri(fixture.Simulator.Uri, path),
            UserName = options.UserName,
            Password = options.Password,
            Timeout = options.Timeout,
        });
        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.DoesNotContain(fixture.Simulator.Requests, request =>
            request.Path.Contains("v2/api", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_cookie_that_http_does_not_allow_is_dropped_with_a_warning_and_nothing_else_is_harmed()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork { Change = (_, response) =>
            response.Headers.TryAddWithoutValidation("Set-Cookie", "lat=caf\u00e9") };
        var session = await ConnectAsync(fixture, network);
        var result = await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity("Campaign1"), null,
            SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
        Assert.Contains("lat", Assert.Single(session.Warnings, warning => warning.Contains("cookie", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_on_the_notification_path_is_said_with_where_it_leads()
    {
        await using var fixture = new SimulatorFixture();
        var network = new ScriptedNetwork
        {
            Answer = request =>
                ScriptedNetwork.IsPoll(request) ? ScriptedNetwork.Reply(302,
                location: "https://sso.example.com/login?ticket=abcdef") : null,
        };
        var error = await Errors.OfAsync(GwsErrorIds.NotificationsFailed, () => ConnectAsync(fixture, network));
        Assert.Contains("a redirect to https://sso.example.com/login, not followed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_lost_while_the_session_is_set_up_is_said_with_the_reason()
    {
        await using var fixture = new SimulatorFixture();
        using var lost = new System.Threading.ManualResetEventSlim();
        var network = new ScriptedNetwork();
        network.Answer = request =>
        {
            // The first poll is good; the next says that the session is over, while REST still works on the rest of the set-up.
            if (ScriptedNetwork.IsPoll(request) && request.Content!.ReadAsStringAsync().GetAwaiter().GetResult() is var body
                && body.Contains("/meta/connect", StringComparison.Ordinal)
                    && !body.Contains("\"timeout\":0", StringComparison.Ordinal))
            {
                lost.Set();
                return ScriptedNetwork.Reply(200, "[{\"channel\":\"/meta/disconnect\",\"successful\":true}]");
            }

            if (request.RequestUri!.AbsolutePath.EndsWith("/calls", StringComparison.Ordinal))
            {
                lost.Wait(TimeSpan.FromSeconds(20));
            }

            return null;
        };
        var error = await Errors.OfAsync(GwsErrorIds.NotificationsFailed, () => ConnectAsync(fixture, network));
        Assert.Contains("the server ended the session", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_interval_is_seen_in_the_state()
    {
        await using var fixture = new SimulatorFixture(
            new Simulator.GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromMilliseconds(300) });
        var network = new ScriptedNetwork();
        var session = await ConnectAsync(fixture, network);
        network.Change = (request, response) =>
        {
            if (ScriptedNetwork.IsPoll(request))
            {
                var body = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
                response.Content = new StringContent(body.Replace("\"channel\":\"/meta/connect\"",
                    "\"channel\":\"/meta/connect\",\"advice\":{\"reconnect\":\"retry\",\"interval\":86400000}"));
            }
        };
        await SimulatorFixture.WaitForAsync(session, () => session.StateReason is not null);
        Assert.Equal(GwsSessionState.Connected, session.State);
        Assert.Contains("between polls", session.StateReason, StringComparison.Ordinal);
        Assert.Contains(session.Warnings, warning => warning.Contains("between polls", StringComparison.Ordinal));
    }

    private static Task<GwsSession> ConnectAsync(SimulatorFixture fixture, ScriptedNetwork network) =>
        fixture.ConnectAsync(new GwsSessionOptions
    {
        Uri = fixture.Simulator.Uri,
        UserName = "agent1",
        Password = SimulatorFixture.Secret(fixture.Simulator.Agents.First(agent => agent.UserName == "agent1").Password),
        Timeout = TimeSpan.FromSeconds(20),
        HandlerFactory = network.Handler,
    });
}
