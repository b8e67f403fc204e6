using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Testing.NetworkFaults;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Security;

/// <summary>A server whose replies have more headers than anybody needs.</summary>
public sealed class HeaderLimitTests
{
    private const string Devices = "/api/v2/me/devices";

    public static TheoryData<string> Floods { get; } = ["one long header", "many headers", "many cookies"];

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_head_beyond_the_limit_is_a_clear_error(string flood)
    {
        await using var fixture = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        var session = await ConnectAsync(fixture, proxy);
        proxy.Add(Flood(flood, Devices));

        var error = await Assert.ThrowsAsync<GwsException>(() =>
            session.SendAsync(HttpMethod.Get, Devices, null, SimulatorFixture.Stop));

        Assert.Equal(GwsErrorIds.ReplyTooLarge, error.ErrorId);
        Assert.Contains("headers", error.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Get, Devices, null, SimulatorFixture.Stop)).HttpStatus);
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task No_session_begins_with_such_a_reply(string flood)
    {
        await using var fixture = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        proxy.Add(Flood(flood, "GET /api/v2/me"));
        var error = await Assert.ThrowsAsync<GwsException>(() => ConnectAsync(fixture, proxy));
        Assert.Equal(GwsErrorIds.ReplyTooLarge, error.ErrorId);
    }

    [Fact]
    public async Task A_command_whose_reply_has_such_a_head_is_answered_by_its_event_and_sent_once()
    {
        await using var fixture = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        var session = await ConnectAsync(fixture, proxy);
        proxy.Add(Flood("many headers", "StartPreviewSession"));
        var result = await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null,
            SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
        Assert.Equal(1, fixture.Simulator.Requests.Count(request => request.Operation == "StartPreviewSession"));
    }

    [Fact]
    public async Task A_poll_whose_reply_has_such_a_head_is_made_again_and_loses_nothing()
    {
        await using var fixture = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        var session = await ConnectAsync(fixture, proxy);
        var flood = proxy.Add(Flood("many headers", "/meta/connect"));
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"Numbered\"}");
        await flood.Met.WaitAsync(SimulatorFixture.Patience, SimulatorFixture.Stop);
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Events.Snapshot().Count(item => item.MessageType == "Numbered") == 1);
        Assert.Equal(0, session.Counters.Gaps);
    }

    [Fact]
    public async Task A_thousand_cookies_within_the_limit_cost_the_oldest_and_not_the_session()
    {
        await using var fixture = new SimulatorFixture();
        await using var proxy = FaultProxy.Before(fixture.Simulator.Uri);
        var session = await ConnectAsync(fixture, proxy);
        proxy.Add(With(Devices, Enumerable.Range(0, 1000).Select(i => "Set-Cookie: c" + i + "=" + i)));
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Get, Devices, null, SimulatorFixture.Stop)).HttpStatus);

        Assert.InRange(session.Http.Cookies.Count, 1, 300);
        var result = await session.Outbound.StartPreviewSessionAsync(new GwsCampaignIdentity(SimulatorFixture.Campaign), null,
            SimulatorFixture.Stop);
        Assert.Equal(GwsOutcome.Acknowledged, result.Outcome);
    }

    private static FaultRule Flood(string kind, string match) => With(match, kind switch
    {
        "one long header" => ["X-Long: " + new string('x', 100_000)],
        "many headers" => Enumerable.Range(0, 10_000).Select(i => "X-" + i + ": many"),
        _ => Enumerable.Range(0, 5_000).Select(i => "Set-Cookie: c" + i + "=" + i + "; Path=/"),
    });

    private static FaultRule With(string match, IEnumerable<string> headers)
    {
        var more = Encoding.ASCII.GetBytes(string.Concat(headers.Select(header => header + "\r\n")));
        return new FaultRule
        {
            Fault = NetworkFault.Change,
            Match = match,
            Change = reply =>
            {
                // After the status line.
                var at = Array.IndexOf(reply, (byte)'\n') + 1;
                return [.. reply[..at], .. more, .. reply[at..]];
            },
        };
    }

    private static Task<GwsSession> ConnectAsync(SimulatorFixture fixture, FaultProxy proxy) =>
        fixture.ConnectAsync(new GwsSessionOptions
    {
        Uri = proxy.Url,
        UserName = "agent1",
        Password = SimulatorFixture.Secret(fixture.Password()),
        Timeout = SimulatorFixture.Patience,
        NoProxy = true,
    });
}
