using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>Authentication, CSRF, cookies, features.</summary>
public sealed class AccessTests
{
    private const string Csrf = "Missing or invalid Csrf token";

    [Theory]
    [InlineData("agent1", "wrong")]
    [InlineData("nobody", "secret")]
    [InlineData("AGENT1", "secret")]
    public async Task Wrong_credentials_are_refused_with_401_and_status_20(string user, string password)
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, user, password);
        using var response = await agent.SendAsync(HttpMethod.Get, "/api/v2/me");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(20,
            (int)JObject.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))["statusCode"]!);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_given()
    {
        using var simulator = GwsSimulator.Start();
        using var http = new HttpClient { BaseAddress = simulator.Uri };
        using var response = await http.GetAsync("/api/v2/me?subresources=*", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_session_cookie_is_enough_after_the_first_request()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        using var first = await agent.SendAsync(HttpMethod.Get, "/api/v2/me");
        var cookie = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.StartsWith("JSESSIONID=", cookie);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = simulator.Uri };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        using var second = await http.GetAsync("/api/v2/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        simulator.ExpireHttp("agent1");
        using var third = await http.GetAsync("/api/v2/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, third.StatusCode);
    }

    [Fact]
    public async Task A_post_without_the_token_is_refused_with_the_documents_text()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1") { SendsCsrf = false };
        await agent.GetAsync("/api/v2/me");
        using var response = await agent.SendAsync(HttpMethod.Post, "/api/v2/me",
            "{\"operationName\":\"StartContactCenterSession\"}");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(Csrf, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(simulator.Agents[0].LoggedIn);
        agent.SendsCsrf = true;
        Assert.Equal(0, (int)(await agent.PostAsync("/api/v2/me",
            new JObject { ["operationName"] = "StartContactCenterSession" }))["statusCode"]!);
        Assert.True(simulator.Agents[0].LoggedIn);
    }

    [Fact]
    public async Task A_token_of_an_expired_session_is_worth_nothing()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        simulator.ExpireHttp();
        using var response = await agent.SendAsync(HttpMethod.Post, "/api/v2/me", "{\"operationName\":\"Ready\"}");
        Assert.Equal(Csrf, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await agent.GetAsync("/api/v2/me");
        Assert.Equal(0, (int)(await agent.PostAsync("/api/v2/me", new JObject { ["operationName"] = "Ready" }))["statusCode"]!);
    }

    [Fact]
    public async Task Csrf_protection_can_be_switched_off()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableCsrf = false });
        using var agent = new TestAgent(simulator, "agent1");
        using var response = await agent.SendAsync(HttpMethod.Get, "/api/v2/me");
        Assert.False(response.Headers.Contains("X-CSRF-TOKEN"));
        Assert.Equal(0, (int)(await agent.PostAsync("/api/v2/me",
            new JObject { ["operationName"] = "StartContactCenterSession" }))["statusCode"]!);
    }

    [Fact]
    public async Task Without_the_outbound_feature_outbound_is_refused()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent3");
        var user = await agent.GetAsync("/api/v2/me?subresources=*");
        Assert.DoesNotContain("api-voice-outbound", user["user"]!["features"]!.Select(f => (string?)f["id"]));
        Assert.Equal(5, (int)(await agent.CampaignAsync("GetPreviewRecord"))["statusCode"]!);
        using var response = await agent.SendAsync(HttpMethod.Post, "/api/v2/me/outbound-records/1",
            "{\"operationName\":\"RejectRecord\"}");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task The_user_carries_features_and_devices_only_when_asked()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = new TestAgent(simulator, "agent1");
        Assert.Null((await agent.GetAsync("/api/v2/me"))["user"]!["features"]);
        var user = (await agent.GetAsync("/api/v2/me?subresources=*"))["user"]!;
        Assert.Contains("api-voice-outbound", user["features"]!.Select(f => (string?)f["id"]));
        Assert.Equal(agent.DevicePath, (string?)user["devices"]![0]!["path"]);
        Assert.Single((await agent.GetAsync("/api/v2/me/devices"))["uris"]!);
        Assert.Single((await agent.GetAsync("/api/v2/me/devices?fields=*"))["devices"]!);
        Assert.Empty((await agent.GetAsync("/api/v2/me/calls?fields=*"))["calls"]!);
        Assert.NotNull((await agent.GetAsync("/api/v2/diagnostics/version"))["version"]);
    }

    [Fact]
    public async Task The_agents_state_is_set_and_told()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        foreach (var (operation, path) in new[] { ("Ready", "/api/v2/me"), ("AuxWork", "/api/v2/me/channels/voice"),
            ("AfterCallWork", "/api/v2/me/channels/voice"), ("NotReady", "/api/v2/me/") })
        {
            Assert.Equal(0, (int)(await agent.PostAsync(path, new JObject { ["operationName"] = operation }))["statusCode"]!);
            var message = await agent.EventAsync(e => (string?)e["channel"] == "/v2/me/devices");
            Assert.Equal(operation, (string?)message["data"]!["devices"]![0]!["userState"]!["displayName"]);
            Assert.Equal(operation, simulator.Agents[0].State);
        }
    }

    [Fact]
    public async Task Ending_the_contact_center_session_ends_the_http_session_and_gives_records_back()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.PostAsync("/api/v2/me", new JObject { ["operationName"] = "EndContactCenterSession" });
        Assert.False(simulator.Agents[0].LoggedIn);
        Assert.Null(simulator.Records.Single(r => r.RecordHandle == handle).Agent);
        using var response = await agent.SendAsync(HttpMethod.Post, "/api/v2/me", "{\"operationName\":\"Ready\"}");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task The_ledger_masks_what_is_secret()
    {
        using var simulator = GwsSimulator.Start();
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        foreach (var request in simulator.Requests)
        {
            var everything = request + request.Body + string.Join(" ", request.Headers.Values);
            Assert.DoesNotContain(agent.ClientId, everything);
            Assert.DoesNotContain("Basic ", everything);
            Assert.DoesNotContain("JSESSIONID", everything);
        }

        Assert.Contains(simulator.Requests, r => r.Operation == "StartContactCenterSession" && r.Agent == "agent1"
            && r.StatusCode == 200 && r.Processed);
    }
}
