using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Client.Security;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Security;

/// <summary>What comes from users and servers stays data: in addresses, in bodies, in JSON.</summary>
public sealed class InjectionTests
{
    public static TheoryData<string> Names { get; } =
    [
        "a b", "a/b", "a?b=c", "a#b", "100%", "%2e%2e%2f", "a\"b", "a'b", "Grüße", "日本語", "a&b=c;d", "..a", "...", "a\\b",
            "<script>", "{\"x\":1}", "$(whoami)",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_is_one_segment_of_the_path_and_one_text_of_the_body(string name)
    {
        await using var fixture = new SimulatorFixture();
        var session = await ConnectAsync(fixture);
        // What is sent is looked at; nobody answers.
        var brief = new GwsOperationOptions { Force = true, NoWait = true, Timeout = SimulatorFixture.Patience };
        await AttemptAsync(() => session.Outbound.RejectRecordAsync(new GwsRecordIdentity(name) { CampaignName = name,
            CallingList = name, ApplicationId = 1 }, brief, SimulatorFixture.Stop));
        await AttemptAsync(() => session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(name) { ApplicationId = 1 },
            brief, SimulatorFixture.Stop));

        var record = fixture.Simulator.Requests.Single(request => request.Operation == "RejectRecord");
        Assert.Equal("/api/v2/me/outbound-records/" + Uri.EscapeDataString(name), record.Path);
        Assert.Empty(record.Query);
        Assert.Equal(name, (string?)JObject.Parse(record.Body)["campaignName"]);
        Assert.Equal(name, (string?)JObject.Parse(record.Body)["callingList"]);
        var campaign = fixture.Simulator.Requests.Single(request => request.Operation == "StartPreviewSession");
        Assert.Equal("/api/v2/me/outbound-campaigns/" + Uri.EscapeDataString(name), campaign.Path);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\0b")]
    public async Task What_cannot_be_a_segment_is_refused_before_anything_is_sent(string name)
    {
        await using var fixture = new SimulatorFixture();
        var session = await ConnectAsync(fixture);
        var error = await Assert.ThrowsAsync<GwsException>(() => session.Outbound.RejectRecordAsync(
            new GwsRecordIdentity(name) { CampaignName = "c", CallingList = "l", ApplicationId = 1 },
                new GwsOperationOptions { Force = true }, SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.InvalidParameter, error.ErrorId);
        Assert.DoesNotContain(fixture.Simulator.Requests, request => request.Operation == "RejectRecord");
    }

    [Theory]
    [InlineData("//elsewhere.example.com/api")]
    [InlineData("/\\elsewhere.example.com/api")]
    [InlineData("http://elsewhere.example.com/api")]
    [InlineData("https://gws.example.com@elsewhere.example.com/api")]
    [InlineData("http://gws.example.com/api")]
    [InlineData("https://gws.example.com:8443/api")]
    [InlineData("https://user@gws.example.com/api")]
    [InlineData("/api/../../admin")]
    [InlineData("/api/%2e%2e/admin")]
    [InlineData("/api/./me")]
    [InlineData("/api/me/..")]
    public void A_path_that_leads_elsewhere_is_refused(string path)
    {
        var address = new RequestAddress(new Uri("https://gws.example.com/prefix/"));
        GwsException? error = null;
        Uri? made = null;
        try
        {
            made = address.Resolve(path);
        }
        catch (GwsException e)
        {
            error = e;
        }

        // Two slashes below the session's own host are a resource that the server will not know: harmless, and allowed.
        Assert.True(error?.ErrorId == GwsErrorIds.InvalidParameter
            || (made!.Host == "gws.example.com" && made.AbsolutePath.StartsWith("/prefix/", StringComparison.Ordinal)),
            made?.ToString());
    }

    [Fact]
    public async Task A_redirect_elsewhere_gets_no_request_at_all()
    {
        await using var fixture = new SimulatorFixture();
        await using var other = new SimulatorFixture();
        var session = await ConnectAsync(fixture);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Redirect, Path = "/api/v2/me/devices",
            Location = other.Simulator.Uri + "api/v2/me" });
        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.SendAsync(HttpMethod.Get, "/api/v2/me/devices", null, SimulatorFixture.Stop));
        Assert.Equal(GwsErrorIds.RedirectRefused, error.ErrorId);
        Assert.Empty(other.Simulator.Requests);
    }

    [Fact]
    public async Task A_type_name_in_JSON_is_a_text_like_any_other()
    {
        await using var fixture = new SimulatorFixture();
        var session = await ConnectAsync(fixture);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, StatusCode = 200,
            Path = "/api/v2/me/devices",
            Body = "{\"statusCode\":0,\"$type\":\"System.IO.FileInfo, " +
            "System.IO.FileSystem\",\"$ref\":\"1\",\"fileName\":\"/etc/passwd\"}" });
        var response = await session.SendAsync(HttpMethod.Get, "/api/v2/me/devices", null, SimulatorFixture.Stop);
        Assert.Equal("System.IO.FileInfo, System.IO.FileSystem", Assert.IsType<GwsData>(response.Data)["$type"]);
    }

    [Fact]
    public void A_server_cannot_fill_the_memory_with_cookies()
    {
        var jar = new CookieJar();
        for (var i = 0; i < 5000; i++)
        {
            jar.Store(new Uri("https://gws.example.com/"), ["c" + i + "=" + new string('x', 1000)]);
        }

        Assert.InRange(jar.Count, 1, 300);
        Assert.Null(jar.GetCookieHeader(new Uri("https://elsewhere.example.com/")));
    }

    [Fact]
    public async Task A_password_that_changed_is_tried_once_and_then_not_sent_any_more()
    {
        await using var fixture = new SimulatorFixture();
        var session = await ConnectAsync(fixture);

        // From now on the server knows no password.
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.Status, StatusCode = 401,
            Count = int.MaxValue });
        var before = fixture.Simulator.Requests.Count;
        for (var i = 0; i < 50; i++)
        {
            await AttemptAsync(() => session.SendAsync(HttpMethod.Get, "/api/v2/me/devices", null, SimulatorFixture.Stop));
        }

        var withPassword = fixture.Simulator.Requests.Skip(before).Count(request => request.Headers.ContainsKey("Authorization"));
        Assert.InRange(withPassword, 1, 4);
    }

    private static Task<GwsSession> ConnectAsync(SimulatorFixture fixture) => fixture.ConnectAsync(new GwsSessionOptions
    {
        Uri = fixture.Simulator.Uri,
        UserName = "agent1",
        Password = SimulatorFixture.Secret(fixture.Password()),
        NoProxy = true,
    });

    private static async Task AttemptAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (GwsException)
        {
            // Only what reached the server matters.
        }
    }
}
