using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>
/// A server that answers nonsense is a finding, whatever the nonsense is; a server that is not there is an error.
/// </summary>
public class NonsenseTests
{
    public static TheoryData<SimulatorFaultKind, string> Everywhere
    {
        get
        {
            var rows = new TheoryData<SimulatorFaultKind, string>();
            foreach (var kind in new[]
            {
                SimulatorFaultKind.Garbage, SimulatorFaultKind.Html, SimulatorFaultKind.DeepJson, SimulatorFaultKind.CutReply,
                SimulatorFaultKind.Redirect, SimulatorFaultKind.Status, SimulatorFaultKind.DropAfter,
                SimulatorFaultKind.CloseAfter,
            })
            {
                rows.Add(kind, "/api/v2/me*");
                rows.Add(kind, "/api/v2/notifications");
                rows.Add(kind, "/api/v2/me/devices");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task The_command_ends_with_a_verdict_on_every_fact(SimulatorFaultKind kind, string path)
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault
        {
            Kind = kind, Path = path, Count = int.MaxValue, StatusCode = 500, Location = "http://127.0.0.2:1/elsewhere",
        });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(SimulatorFixture.Stop);
        limit.CancelAfter(SimulatorFixture.Patience);
        var options = fixture.Options() with { RequestTimeout = TimeSpan.FromSeconds(2) };
        var seen = new List<string>();
        var test = ServerTestFixture.Test() with
        {
            Found = fact =>
            {
                seen.Add(fact.Id);
                return Task.CompletedTask;
            },
        };

        var result = await GwsServerTest.RunAsync(options, test, limit.Token);
        Assert.Equal(ServerBindings.Default.Facts.Probes.Count, result.Facts.Count);
        Assert.Equal(seen, result.Facts.Select(fact => fact.Id));
        Assert.All(result.Facts, fact => Assert.NotEmpty(fact.Found));
        var report = GwsServerReport.ToMarkdown(result, new Dictionary<string, string>());
        Assert.Contains("## Facts", report);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"user\":[]}")]
    [InlineData("{\"user\":{\"devices\":{},\"features\":7,\"userName\":[1]}}")]
    [InlineData("{\"statusCode\":\"zero\",\"user\":{\"features\":[null,1,{\"id\":{}}],\"devices\":[1,null,{}]}}")]
    public async Task A_login_that_names_nothing_useful_is_a_finding(string body)
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var network = new ScriptedNetwork
        {
            Answer = request => ScriptedNetwork.IsLogin(request) ? ScriptedNetwork.Reply(200, body) : null,
        };
        var options = fixture.Options() with { HandlerFactory = network.Handler };
        var result = await GwsServerTest.RunAsync(options, ServerTestFixture.Test(), SimulatorFixture.Stop);
        Assert.Equal(ServerBindings.Default.Facts.Probes.Count, result.Facts.Count);
        Assert.NotEmpty(ServerTestFixture.Ids([result], GwsFactVerdict.Differs));
    }

    [Theory]
    [InlineData("/v2/me/outbound", "{}")]
    [InlineData("/v2/me/outbound", "{\"messageType\":7,\"record\":[],\"notificationType\":{}}")]
    [InlineData("/v2/me/outbound", "{\"messageType\":\"OutboundRecordMessage\",\"record\":\"none\"}")]
    [InlineData("/v2/me/calls", "{\"messageType\":\"CallStateChangeMessage\",\"call\":{\"participants\":{},\"duration\":[]}}")]
    [InlineData("/v2/me/emails", "{\"messageType\":\"EmailStateChangeMessage\",\"email\":{\"capabilities\":{},\"state\":\"x\"}}")]
    [InlineData("/v2/me/devices", "{\"messageType\":\"DeviceStateChangeMessage\",\"devices\":[1,null,\"x\"]}")]
    public async Task Events_that_make_no_sense_are_findings(string channel, string data)
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var session = await fixture.ConnectAsync();
        fixture.Simulator.Publish("agent1", channel, data, toUnsubscribed: true);
        await Fixture.LoggedAsync(session, JToken.Parse(data));
        var result = await GwsServerTest.RunAsync(session, ServerTestFixture.Test(), SimulatorFixture.Stop);
        Assert.NotEmpty(ServerTestFixture.Ids([result], GwsFactVerdict.Differs));
        Assert.NotEmpty(result.UnexpectedContent);
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_a_wrong_password_are_errors()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var wrong = fixture.Options() with { Password = SimulatorFixture.Secret("not this one") };
        await Errors.OfAsync(GwsErrorIds.AuthenticationFailed, () =>
            GwsServerTest.RunAsync(wrong, ServerTestFixture.Test(), SimulatorFixture.Stop));
        var options = fixture.Options();
        fixture.Simulator.Dispose();
        await Errors.OfAsync(GwsErrorIds.ConnectionFailed, () =>
            GwsServerTest.RunAsync(options, ServerTestFixture.Test(), SimulatorFixture.Stop));
    }

    [Fact]
    public async Task A_session_that_is_closed_is_an_error()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        var session = await fixture.ConnectAsync();
        await session.DisconnectAsync(SimulatorFixture.Stop);
        await Errors.OfAsync(GwsErrorIds.SessionClosed, () =>
            GwsServerTest.RunAsync(session, ServerTestFixture.Test(), SimulatorFixture.Stop));
    }

    [Fact]
    public async Task A_test_can_be_stopped_while_it_waits_for_a_poll()
    {
        await using var fixture = await ServerTestFixture.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(SimulatorFixture.Stop);
        var test = new GwsServerTestOptions
        {
            Progress = (status, _) =>
            {
                if (status.StartsWith("Waiting", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            GwsServerTest.RunAsync(fixture.Options(), test, stop.Token));
        Assert.Contains(fixture.Simulator.Requests, request => request.Operation == "/meta/disconnect");
    }
}
