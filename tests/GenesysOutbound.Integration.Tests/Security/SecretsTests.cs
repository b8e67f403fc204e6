using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Client.Security;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Security;

/// <summary>
/// Every secret of a session is listened for on the wire, and then looked for in everything that the session says: traces,
/// exceptions, texts, the journal; when all goes well and when nothing does.
/// </summary>
public sealed class SecretsTests : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_secret_of_the_wire_is_in_anything_that_is_said()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync(Options(fixture));
        _ = Add("password", fixture.Password());
        await WorkAsync(fixture, session);
        await BreakAsync(fixture, session);
        _said.Enqueue(session.ToString());
        _said.Enqueue(session.User.ToString()!);
        _said.Enqueue(string.Join("\n", session.Warnings));
        foreach (var gwsEvent in session.Events.Snapshot())
        {
            _said.Enqueue(gwsEvent.ToString()!);
        }

        await session.DisconnectAsync(SimulatorFixture.Stop);
        await RefuseAsync(fixture);
        _said.Enqueue(await System.IO.File.ReadAllTextAsync(_folder.File("pending.journal"), SimulatorFixture.Stop));

        Assert.Contains(_secrets.Values, kind => kind == "password");
        Assert.Contains(_secrets.Values, kind => kind == "authorization");
        Assert.Contains(_secrets.Values, kind => kind == "cookie");
        Assert.Contains(_secrets.Values, kind => kind == "csrf");
        Assert.Contains(_secrets.Values, kind => kind == "client id");
        Assert.True(_said.Count > 100, "Hardly anything was said: the test would prove nothing.");
        foreach (var text in _said)
        {
            foreach (var secret in _secrets)
            {
                Assert.False(text.Contains(secret.Key, StringComparison.Ordinal), "The " + secret.Value + " is in: " + text);
            }
        }
    }

    [Theory]
    [InlineData("{\"password\":\"hunter22\"}")]
    [InlineData("{\"a\":{\"accessToken\" : \"hunter22\"}}")]
    [InlineData("{\"clientId\":\"hunter22")]
    [InlineData("{\"text\":\"{\\\"password\\\":\\\"hunter22\\\"}\"}")]
    [InlineData("Authorization: Basic hunter22aaaa")]
    [InlineData("got Bearer hunter22aaaa from there")]
    [InlineData("Set-Cookie: JSESSIONID=hunter22; Path=/")]
    [InlineData("X-CSRF-TOKEN: hunter22")]
    [InlineData("http://user:hunter22@host/path")]
    [InlineData("/path;jsessionid=hunter22?x=1")]
    [InlineData("/path?access_token=hunter22&x=1")]
    public void The_redactor_knows_how_secrets_look(string text) =>
        Assert.DoesNotContain("hunter22", Redaction.Text(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"operationName\":\"RejectRecord\",\"recordHandle\":68,\"campaignName\":\"Secretary's day\"}")]
    [InlineData("GET /api/v2/me?subresources=* 200 in 4 ms")]
    public void The_redactor_leaves_the_rest_alone(string text) => Assert.Equal(text, Redaction.Text(text));

    private async Task WorkAsync(SimulatorFixture fixture, GwsSession session)
    {
        var campaign = new GwsCampaignIdentity(SimulatorFixture.Campaign);
        await session.Outbound.StartPreviewSessionAsync(campaign, null, SimulatorFixture.Stop);
        for (var i = 0; i < 3; i++)
        {
            var record = await session.Outbound.GetPreviewRecordAsync(campaign, null, SimulatorFixture.Stop);
            _said.Enqueue(record.ToString());
            var id = new GwsRecordIdentity(record.RecordHandle);
            var done = i == 0
                ? await session.Outbound.RejectRecordAsync(id, null, SimulatorFixture.Stop)
                : await session.Outbound.CompleteRecordAsync(id, GwsCallResult.Parse("Busy"), null,
                    new GwsOperationOptions { Force = true }, SimulatorFixture.Stop);
            _said.Enqueue(done.ToString()!);
        }

        _said.Enqueue(Shown(await session.SendAsync(HttpMethod.Get, "/api/v2/me", null, SimulatorFixture.Stop)));
        fixture.Simulator.ExpireHttp();
        _said.Enqueue(Shown(await session.SendAsync(HttpMethod.Get, "/api/v2/me/devices", null, SimulatorFixture.Stop)));
    }

    // Failures whose bodies repeat the session's own secrets, as debug pages of servers and proxies do.
    private async Task BreakAsync(SimulatorFixture fixture, GwsSession session)
    {
        foreach (var kind in new[] { SimulatorFaultKind.Status, SimulatorFaultKind.StatusAfter, SimulatorFaultKind.DropBefore,
            SimulatorFaultKind.DropAfter, SimulatorFaultKind.Garbage, SimulatorFaultKind.Html, SimulatorFaultKind.Redirect })
        {
            var echo = "<pre>" + string.Join(" ", _secrets.Keys) + "</pre>";
            fixture.Simulator.Faults.Add(new SimulatorFault { Kind = kind, StatusCode = kind == SimulatorFaultKind.Redirect
                ? 302 : 500, Path = "/api/v2/me/devices", Body = echo, Location = "http://elsewhere.example.com/?token="
                + _secrets.Keys.First(), Count = 3 });
            await SayErrorAsync(() => session.SendAsync(HttpMethod.Get, "/api/v2/me/devices", null, SimulatorFixture.Stop));
            fixture.Simulator.Faults.Clear();
            fixture.Simulator.Faults.Add(new SimulatorFault { Kind = kind, StatusCode = kind == SimulatorFaultKind.Redirect
                ? 302 : 500, Operation = "RejectRecord", Body = echo, Location = "http://elsewhere.example.com/" });
            await SayErrorAsync(() => session.Outbound.RejectRecordAsync(
                new GwsRecordIdentity("999") { CampaignName = SimulatorFixture.Campaign, CallingList = "x", ApplicationId = 1 },
                    new GwsOperationOptions { Timeout = TimeSpan.FromMilliseconds(100), Force = true }, SimulatorFixture.Stop));
            fixture.Simulator.Faults.Clear();
        }

        await SayErrorAsync(() => session.SendAsync(HttpMethod.Get, "http://elsewhere.example.com/", null,
            SimulatorFixture.Stop));
        await SayErrorAsync(() => session.SendAsync(HttpMethod.Post, "/api/v2/me",
            "{\"operationName\":\"Nonsense\",\"password\":\"" + fixture.Password() + "\"}", SimulatorFixture.Stop));
    }

    private async Task RefuseAsync(SimulatorFixture fixture)
    {
        _ = Add("password", "not-the-password-81");
        await SayErrorAsync(() => GwsSession.ConnectAsync(new GwsSessionOptions { Uri = fixture.Simulator.Uri,
            UserName = "agent1",
            Password = SimulatorFixture.Secret("not-the-password-81"), Trace = _said.Enqueue }, SimulatorFixture.Stop));
        var port = fixture.Simulator.Uri;
        fixture.Simulator.Suspend();
        await SayErrorAsync(() => GwsSession.ConnectAsync(new GwsSessionOptions { Uri = port, UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Password()), Trace = _said.Enqueue }, SimulatorFixture.Stop));
    }

    private async Task SayErrorAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (GwsException error)
        {
            _said.Enqueue(error.ToString());
            _said.Enqueue(error.Message);
        }
    }

    private static string Shown(GwsResponse response) =>
        response + " " + string.Join(" ", response.Headers.Select(header => header.Key + "=" + header.Value));

    private bool Add(string kind, string? value) => value is { Length: >= 6 } && _secrets.TryAdd(value, kind);

    private GwsSessionOptions Options(SimulatorFixture fixture) => fixture.Options() with
    {
        Trace = _said.Enqueue,
        JournalPath = _folder.File("pending.journal"),
        HandlerFactory = () => new Listener(this),
    };

    /// <summary>Reads along and notes what must not be seen again.</summary>
    private sealed class Listener(SecretsTests test)
        : DelegatingHandler(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
            System.Threading.CancellationToken cancellationToken)
        {
            _ = test.Add("authorization", request.Headers.Authorization?.Parameter);
            Note(request.Headers, "X-CSRF-TOKEN", "csrf");
            var sent = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
            if (sent.IndexOf("\"clientId\":\"", StringComparison.Ordinal) is var at and >= 0)
            {
                _ = test.Add("client id", sent[(at + 12)..sent.IndexOf('"', at + 12)]);
            }

            var response = await base.SendAsync(request, cancellationToken);
            Note(response.Headers, "X-CSRF-TOKEN", "csrf");
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
            {
                _ = test.Add("cookie", cookie.Split(';')[0].Split('=', 2)[1]);
            }

            return response;
        }

        private void Note(System.Net.Http.Headers.HttpHeaders headers, string name, string kind)
        {
            if (headers.TryGetValues(name, out IEnumerable<string>? values))
            {
                _ = test.Add(kind, values.First());
            }
        }
    }
}
