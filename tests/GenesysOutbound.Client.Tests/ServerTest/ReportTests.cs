using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.ServerTest;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Simulator;
using Xunit;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>A report says what was found, and nothing that must stay in the house.</summary>
public class ReportTests
{
    private static readonly Dictionary<string, string> Software = new() { ["GenesysOutbound"] = "1.2.3" };

    [Theory]
    [InlineData(SimulatorResponseVariants.None)]
    [InlineData(SimulatorResponseVariants.All)]
    public async Task Values_of_the_server_are_masked(SimulatorResponseVariants variants)
    {
        await using var fixture = await ServerTestFixture.StartAsync(new GwsSimulatorOptions { ResponseVariants = variants });
        var own = await GwsServerTest.RunAsync(fixture.Options(), ServerTestFixture.Test(ServerTestFixture.Campaign),
            SimulatorFixture.Stop);
        var other = await ServerTestFixture.TestOccasionsAsync(fixture, ServerTestFixture.Test(ServerTestFixture.Empty));
        var handles = fixture.Simulator.Records.Select(record => record.RecordHandle.ToString());
        var agent = fixture.Simulator.Agents.First(item => item.UserName == "agent1");
        var device = own.PrivateTexts.Single(text => text.StartsWith("/devices/", StringComparison.Ordinal)).Substring(9);
        foreach (var result in new[] { own, other })
        {
            var report = GwsServerReport.ToMarkdown(result, Software);
            string[] secrets =
            [
                "agent1", "secret", "6470001111", "6470002222", "Ada", "Lovelace", ServerTestFixture.Campaign,
                    ServerTestFixture.Empty,
                "CallingList1", device, "127.0.0.1", fixture.Simulator.Uri.Port.ToString(), "JSESSIONID=",
                "BAYEUX_BROWSER=", "Basic ",
            ];
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, report));
            Assert.DoesNotContain(agent.PhoneNumber, report);
            Assert.All(handles.Where(handle => handle.Length > 2), handle => Assert.DoesNotContain(handle, report));
        }
    }

    [Fact]
    public async Task It_names_software_facts_performance_and_what_was_not_understood()
    {
        var options = new GwsSimulatorOptions { ResponseVariants = SimulatorResponseVariants.UnknownMembers };
        await using var fixture = await ServerTestFixture.StartAsync(options);
        var network = new ScriptedNetwork
        {
            Change = (_, response) =>
            {
                response.Headers.TryAddWithoutValidation("Server", "Jetty(9.4.44.v20210927)");
                response.Headers.TryAddWithoutValidation("Via", "1.1 proxy7.corp.example.com (squid/3.5.20), 1.1 10.1.2.3:8080");
                response.Headers.TryAddWithoutValidation("X-Powered-By", "ASP.NET");
            },
        };
        var session = fixture.Options() with { HandlerFactory = network.Handler };
        var result = await GwsServerTest.RunAsync(session, ServerTestFixture.Test(ServerTestFixture.Campaign),
            SimulatorFixture.Stop);
        var report = GwsServerReport.ToMarkdown(result, Software);
        string[] expected =
        [
            "| GenesysOutbound | 1.2.3 |", "| version that the server tells | 8.5.2-simulated |",
            "| header Server | Jetty(9.4.44.v20210927) |", "(squid/3.5.20)", "| header X-Powered-By | ASP.NET |",
            "| `cometd.message.members` | **Differs** |", "| UnknownMember | OutboundRecordMessage.futureMember |",
            "\\[0, \"xxx\", {xxxxx: 0.0}, null\\]".Replace("xxxxx", "three"), "| replies are compressed | no |",
            "| a session without a poll lives | the server does not say |",
        ];
        Assert.All(expected, text => Assert.Contains(text, report));
        Assert.DoesNotContain("corp.example.com", report);
        Assert.DoesNotContain("10.1.2.3", report);
        Assert.Matches("round trip of a small request, median \\| [0-9.]+ ms", report);
        Assert.Matches("its acknowledgement, median \\| [0-9.]+ ms", report);
        var open = GwsServerReport.ToMarkdown(result, Software, includeValues: true);
        Assert.Contains("Do not pass it on", open);
        Assert.Contains(fixture.Simulator.Uri.AbsoluteUri, open);
        Assert.DoesNotContain(fixture.Password(), open);
    }

    [Fact]
    public void Texts_of_a_server_are_not_markup()
    {
        var result = new GwsServerTestResult
        {
            Uri = new Uri("https://gws.example.com"),
            Facts = [new GwsServerFact { Id = "a.b", Found = "a|b\n## <img src=x>", FoundMasked = "a|b\n## <img src=x>" }],
            ServerHeaders = new Dictionary<string, string> { ["Server"] = "x\r\n| y | [z](http://evil) |" },
        };
        var report = GwsServerReport.ToMarkdown(result, Software);
        Assert.DoesNotContain("<img", report);
        Assert.DoesNotContain("\n## <", report);
        Assert.DoesNotContain("[z](", report);
        Assert.Contains("a\\|b ## &lt;img src=x&gt;", report);
    }

    [Theory]
    [InlineData("nginx/1.18.0 (Ubuntu)", "nginx/1.18.0 (Ubuntu)")]
    [InlineData("1.1 gateway.inside.example (Apache/2.4.1)", "1.1 *** (Apache/2.4.1)")]
    [InlineData("1.1 192.168.0.1:3128", "1.1 ***")]
    [InlineData("ASP.NET", "ASP.NET")]
    public void Headers_keep_software_and_lose_hosts(string header, string expected) =>
        Assert.Equal(expected, ReportMask.Hosts(header));

    [Theory]
    [InlineData("agent", "api-agent-control agents agent.", "api-***-control agents ***.")]
    [InlineData("5001", "50012 5001", "50012 ***")]
    [InlineData("ab", "ab", "ab")]
    public void Private_texts_are_replaced_as_words(string secret, string text, string expected) =>
        Assert.Equal(expected, new ReportMask([secret]).Text(text));

    [Theory]
    [InlineData("newMember", "newMember")]
    [InlineData("GSW_AB1", "GSW_AB1")]
    [InlineData("4155551234", "0000000000")]
    [InlineData("Ada Lovelace", "xxx xxxxxxxx")]
    [InlineData("a|b", "x x")]
    public void Names_are_shown_when_they_look_like_names(string name, string expected) =>
        Assert.Equal(expected, SampleMask.Name(name));
}
