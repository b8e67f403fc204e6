using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>A session is lost and another one takes its place: the login is the other one's from then on.</summary>
public class LostLoginTests
{
    private const string Logout = "EndContactCenterSession";

    private static CancellationToken Stop => SimulatorFixture.Stop;

    [Fact]
    public async Task Closing_a_lost_session_leaves_the_login_of_its_successor_alone()
    {
        await using var fixture = NewFixture();
        var lost = await LoseAsync(fixture);
        var next = await fixture.ConnectAsync();
        await lost.DisconnectAsync(Stop);
        Assert.Equal(0, fixture.CountOf(Logout));
        Assert.Contains(next.Devices, device => device.UserState != "LoggedOut");
        await next.Outbound.StartPreviewSessionAsync(Id.Campaign(), cancellationToken: Stop);

        // The login is the successor's to end, also after the lost session is gone.
        await next.DisconnectAsync(Stop);
        Assert.Equal(1, fixture.CountOf(Logout));
    }

    [Fact]
    public async Task Closing_a_lost_session_that_has_no_successor_logs_out()
    {
        await using var fixture = NewFixture();
        var lost = await LoseAsync(fixture);
        await lost.DisconnectAsync(Stop);
        Assert.Equal(1, fixture.CountOf(Logout));
        Assert.Empty(lost.Warnings);
    }

    [Fact]
    public async Task Of_two_lost_sessions_the_last_one_logs_out()
    {
        await using var fixture = NewFixture();
        var first = await LoseAsync(fixture);
        var second = await LoseAsync(fixture);
        await first.DisconnectAsync(Stop);
        Assert.Equal(0, fixture.CountOf(Logout));
        await second.DisconnectAsync(Stop);
        Assert.Equal(1, fixture.CountOf(Logout));
    }

    private static SimulatorFixture NewFixture() =>
        new(new GwsSimulatorOptions { LongPollTimeout = TimeSpan.FromSeconds(1) });

    // The server ends the notifications of this session only, and forbids it to begin them again; the login stays.
    private static async Task<GwsSession> LoseAsync(SimulatorFixture fixture)
    {
        var network = new ScriptedNetwork();
        var session = await fixture.ConnectAsync(new GwsSessionOptions
        {
            Uri = fixture.Simulator.Uri,
            UserName = "agent1",
            Password = SimulatorFixture.Secret(fixture.Password()),
            HandlerFactory = network.Handler,
        });
        network.Change = EndNotifications;
        await SimulatorFixture.WaitForAsync(session, () => session.State == GwsSessionState.Lost);
        return session;
    }

    private static void EndNotifications(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!ScriptedNetwork.IsPoll(request))
        {
            return;
        }

        var messages = JArray.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        foreach (var connect in messages.Where(message => (string?)message["channel"] == "/meta/connect"))
        {
            connect["successful"] = false;
            connect["error"] = "403::the session has ended";
            connect["advice"] = new JObject { ["reconnect"] = "none" };
        }

        response.Content = new StringContent(messages.ToString(Newtonsoft.Json.Formatting.None), Encoding.UTF8,
            "application/json");
    }
}
