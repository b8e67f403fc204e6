using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Security;
using GenesysOutbound.Desktop.ServiceClientApi;
using GenesysOutbound.Desktop.Tests.Support;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.ServiceClientApi;

/// <summary>The messages around the methods: what is answered, to whom, how often, and what the answer looks like.</summary>
public sealed class EnvelopeTests
{
    [Fact]
    public async Task A_reply_repeats_the_reference_id_and_has_no_event_member()
    {
        await using var host = await HostFixture.StartAsync();
        var reply = (await host.SendAsync(new JObject { ["request"] = "outbound.getCampaigns", ["referenceId"] = "27",
            ["frameId"] = 17 }))!;
        Assert.Equal(["request", "referenceId", "data", "userAgent", "protocolVersion"], reply.Properties()
            .Select(item => item.Name));
        Assert.Equal(JTokenType.String, reply["referenceId"]!.Type);
        Assert.Equal("27", (string?)reply["referenceId"]);
        Assert.Equal("WWE Server", (string?)reply["userAgent"]);
        Assert.Equal(2, (int)reply["protocolVersion"]!);
    }

    [Theory]
    [InlineData("outbound.noSuchMethod")]
    [InlineData("auth.getJwtToken")]
    [InlineData("sipEndpoint.muteMicrophone")]
    [InlineData("messenger.broadcastMessage")]
    [InlineData("")]
    public async Task What_is_not_available_is_answered_at_once(string method)
    {
        await using var host = await HostFixture.StartAsync();
        var reply = await host.SendAsync(new JObject { ["request"] = method });
        if (method.Length == 0)
        {
            Assert.Null(reply);
            return;
        }

        Assert.Equal($"The method '{method}' is not available in this desktop.", (string?)reply!["errorMessage"]);
        Assert.Equal(method, (string?)reply["request"]);
    }

    [Fact]
    public async Task What_is_not_of_this_API_is_not_answered()
    {
        await using var host = await HostFixture.StartAsync();
        Assert.Null(await host.SendAsync(new JObject { ["type"] = "webpackOk" }));
        Assert.Null(await host.SendAsync(new JObject { ["request"] = "outbound.getCampaigns", ["userAgent"] = "Other" }));
        Assert.Null(await host.SendAsync(new JObject { ["request"] = "outbound.getCampaigns", ["referenceId"] = new JObject() }));
        Assert.Null(await host.SendAsync(new JObject { ["request"] = new JArray(), ["event"] = 3 }));
    }

    [Fact]
    public async Task A_subscription_is_answered_with_its_id_at_the_top_level_and_can_be_ended()
    {
        await using var host = await HostFixture.StartAsync();
        var names = new JArray("agent", "interaction", "media", "outbound", "system", "markdone");
        var reply = (await host.SendAsync(new JObject { ["event"] = "subscribe", ["data"] = names, ["referenceId"] = "0" }))!;
        var id = (string)reply["subscriptionId"]!;
        Assert.NotEmpty(id);
        Assert.Equal("0", (string?)reply["referenceId"]);
        Assert.False(reply.ContainsKey("event"));
        Assert.False(reply.ContainsKey("errorMessage"));

        reply = (await host.SendAsync(new JObject { ["event"] = "unsubscribe", ["data"] = id }))!;
        Assert.False(reply.ContainsKey("errorMessage"));
        reply = (await host.SendAsync(new JObject { ["event"] = "unsubscribe", ["data"] = id }))!;
        Assert.Equal($"There is no subscription '{id}'.", (string?)reply["errorMessage"]);
        reply = (await host.SendAsync(new JObject { ["event"] = "subscribe", ["data"] = "messenger:mine" }))!;
        Assert.Contains("There is no event 'messenger:mine'", (string?)reply["errorMessage"]);
        reply = (await host.SendAsync(new JObject { ["event"] = "subscribe" }))!;
        Assert.Contains("is missing", (string?)reply["errorMessage"]);
    }

    [Fact]
    public async Task Another_origin_gets_nothing()
    {
        await using var host = await HostFixture.StartAsync();
        var reply = (await host.SendAsync(new JObject { ["request"] = "outbound.getCampaigns" }, "http://evil.example"))!;
        Assert.Equal("The origin 'http://evil.example' is not allowed to use the Service Client API of this desktop.",
            (string?)reply["errorMessage"]);
        reply = (await host.SendAsync(new JObject { ["event"] = "subscribe", ["data"] = "interaction" }, "null"))!;
        Assert.Contains("is not allowed", (string?)reply["errorMessage"]);
    }

    [Fact]
    public async Task An_origin_may_call_what_its_entry_allows()
    {
        await using var host = await HostFixture.StartAsync(new GwsDesktopOptions { AllowedOrigins = [HostFixture.Origin
            + " (agent.*, outbound.getCampaigns)"] });
        await host.DataAsync("agent.getStateList");
        await host.DataAsync("outbound.getCampaigns");
        Assert.Contains("not allowed to call 'outbound.getListOfCallResults'",
            await host.ErrorAsync("outbound.getListOfCallResults"));
        Assert.Contains("not allowed", await host.ErrorAsync("system.getAllowedServices"));
    }

    [Fact]
    public async Task The_allowed_services_are_those_that_can_be_called()
    {
        await using var host = await HostFixture.StartAsync();
        var services = (await host.DataAsync("system.getAllowedServices")).Select(item => (string)item!).ToList();
        Assert.Equal(17, services.Count(item => item.StartsWith("outbound.", StringComparison.Ordinal)));
        Assert.Contains("interaction.markdone", services);
    }

    [Fact]
    public async Task An_operation_without_an_answer_fails_before_the_clients_own_limit_and_says_that_the_outcome_is_unknown()
    {
        await using var host = await HostFixture.StartAsync(timeout: TimeSpan.FromMilliseconds(300));
        host.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Operation = "PreviewRecord" });
        var reply = await host.CallAsync("outbound.getPreviewRecord", SimulatorFixture.Campaign);
        Assert.Equal(GwsErrorIds.AcknowledgementTimeout, (string?)reply["errorCode"]);
        Assert.Single(host.Unknown.ToJson());
    }

    [Fact]
    public async Task A_reply_waits_for_nobody_when_the_desktop_ends_and_the_request_that_has_left_is_an_unknown_outcome()
    {
        await using var host = await HostFixture.StartAsync();
        host.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Operation = "PreviewRecord" });
        using var stop = new CancellationTokenSource();
        var call = host.CallUntilAsync(stop, "outbound.getPreviewRecord", SimulatorFixture.Campaign);
        await SimulatorFixture.WaitForAsync(host.Session,
            () => host.Simulator.Requests.Any(request => request.Operation == "GetPreviewRecord" && request.Processed));
        await stop.CancelAsync();
        var reply = await call;
        Assert.Equal(GwsErrorIds.AcknowledgementTimeout, (string?)reply["errorCode"]);
        var unknown = Assert.Single(host.Unknown.ToJson());
        Assert.Equal("GetPreviewRecord", (string?)unknown["operation"]);
        Assert.Equal(host.Simulator.Requests.Single(request => request.Operation == "GetPreviewRecord").ReferenceId,
            (string?)unknown["referenceId"]);
    }

    [Fact]
    public async Task A_method_that_is_given_up_before_its_request_has_left_leaves_no_unknown_outcome()
    {
        await using var host = await HostFixture.StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var reply = await host.CallUntilAsync(stop, "outbound.getPreviewRecord", SimulatorFixture.Campaign);
        Assert.Null(reply["errorCode"]);
        Assert.Contains("No request to the server is without an answer", (string?)reply["errorMessage"]);
        Assert.Empty(host.Unknown.ToJson());
        Assert.DoesNotContain(host.Simulator.Requests, request => request.Operation == "GetPreviewRecord");
    }

    [Fact]
    public async Task A_request_that_only_reads_is_no_unknown_outcome()
    {
        await using var host = await HostFixture.StartAsync();
        var preview = await host.PreviewAsync();
        host.Simulator.Faults.Add(
            new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Operation = "ChainedRecordsDataEnd" });
        using var stop = new CancellationTokenSource();
        var call = host.CallUntilAsync(stop, "outbound.getChainedRecords", (string)preview["interactionId"]!);
        await SimulatorFixture.WaitForAsync(host.Session,
            () => host.Simulator.Requests.Any(request => request.Operation == "GetChainedRecord" && request.Processed));
        await stop.CancelAsync();
        Assert.Equal(GwsErrorIds.AcknowledgementTimeout, (string?)(await call)["errorCode"]);
        Assert.Empty(host.Unknown.ToJson());
    }

    [Fact]
    public async Task A_page_that_asks_too_often_is_refused_until_the_quarantine_is_over()
    {
        await using var host = await HostFixture.StartAsync(new GwsDesktopOptions { RateLimit = 5,
            RateLimitQuarantine = TimeSpan.FromHours(1) });
        for (var i = 0; i < 5; i++)
        {
            await host.DataAsync("outbound.getListOfCallResults");
        }

        // Five within a second, or the limit does not apply: this test asks until it does.
        var replies = 0;
        JObject reply;
        do
        {
            reply = await host.CallAsync("outbound.getListOfCallResults");
        }
        while (!reply.ContainsKey("errorMessage") && ++replies < 100_000);

        Assert.Contains("There were more than 5 requests in a second", (string?)reply["errorMessage"]);
        Assert.Contains("There were more than 5", await host.ErrorAsync("agent.get"));
    }

    [Fact]
    public void The_rate_limiter_counts_a_sliding_second_and_lets_in_again_after_the_quarantine()
    {
        var now = TimeSpan.Zero;
        var limiter = new RateLimiter(3, TimeSpan.FromSeconds(10), () => now);
        Assert.True(limiter.TryEnter(out _));
        now += TimeSpan.FromMilliseconds(600);
        Assert.True(limiter.TryEnter(out _));
        Assert.True(limiter.TryEnter(out _));
        now += TimeSpan.FromMilliseconds(400);
        Assert.True(limiter.TryEnter(out _));
        Assert.False(limiter.TryEnter(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(10), wait);
        now += TimeSpan.FromSeconds(9);
        Assert.False(limiter.TryEnter(out wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        now += TimeSpan.FromSeconds(1);
        Assert.True(limiter.TryEnter(out _));
    }

    [Fact]
    public async Task Too_many_requests_at_a_time_are_refused()
    {
        await using var host = await HostFixture.StartAsync(new GwsDesktopOptions { RateLimit = 1000 });
        for (var i = 0; i < ClientConnection.MaxRequests; i++)
        {
            Assert.True(host.Connection.TryBegin());
        }

        Assert.Contains("under way", await host.ErrorAsync("outbound.getCampaigns"));
        host.Connection.End();
        await host.DataAsync("outbound.getCampaigns");
    }
}
