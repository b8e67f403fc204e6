using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>
/// What the server gives to the page: files, the stream of changes, records by page, the trail of a reference id.
/// </summary>
public sealed class PageTests : IDisposable
{
    private readonly GwsSimulator _simulator = GwsSimulator.Start();
    private readonly HttpClient _http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public PageTests()
    {
        _http.BaseAddress = _simulator.Uri;
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + _simulator.ControlToken);
    }

    public void Dispose()
    {
        _http.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task Nothing_is_served_until_the_page_is_asked_for()
    {
        Assert.NotEqual(HttpStatusCode.OK, await StatusAsync("/"));
        Assert.NotEqual(HttpStatusCode.OK, await StatusAsync("/simulator/view/records"));
        Assert.Equal("#token=" + _simulator.ControlToken, _simulator.PageUri.Fragment);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/simulator/view/records"));
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/page/app.js", "text/javascript")]
    [InlineData("/page/style.css", "text/css")]
    [InlineData("/page/icon.svg", "image/svg+xml")]
    public async Task Files_need_no_token_and_carry_the_policy(string path, string type)
    {
        _ = _simulator.PageUri;
        using var anyone = new HttpClient { BaseAddress = _simulator.Uri };
        using var response = await anyone.GetAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("/simulator/stream")]
    [InlineData("/simulator/view/records")]
    [InlineData("/simulator/view/requests")]
    public async Task Views_and_stream_need_the_token(string path)
    {
        _ = _simulator.PageUri;
        using var anyone = new HttpClient { BaseAddress = _simulator.Uri };
        using var response = await anyone.GetAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        using var inUrl = await anyone.GetAsync(new Uri(path + "?token=" + _simulator.ControlToken, UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Forbidden, inUrl.StatusCode);
    }

    [Theory]
    [InlineData("/page/../app.js")]
    [InlineData("/page/%2e%2e/index.html")]
    [InlineData("/page/")]
    [InlineData("/page/none.js")]
    public async Task There_are_no_other_files(string path)
    {
        _ = _simulator.PageUri;
        Assert.NotEqual(HttpStatusCode.OK, await StatusAsync(path));
    }

    [Theory]
    [InlineData("records?limit=201")]
    [InlineData("records?offset=-1")]
    [InlineData("records?sort=colour")]
    [InlineData("records?status=Flying")]
    [InlineData("request?sequence=x")]
    public async Task A_parameter_with_a_bad_value_is_refused(string view)
    {
        _ = _simulator.PageUri;
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("/simulator/view/" + view));
    }

    [Theory]
    [InlineData("phone", false)]
    [InlineData("phone", true)]
    [InlineData("handle", true)]
    [InlineData("chain", false)]
    public async Task Pages_of_sorted_records_are_those_of_the_whole_list_sorted(string sort, bool descending)
    {
        var random = new Random(5);
        using var csv = new TemporaryFile(".csv", "Phone\n"
            + string.Join("\n", Enumerable.Range(0, 500).Select(_ => random.Next(100, 300))));
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { CallingListPath = csv.Path });
        _ = simulator.PageUri;
        using var http = new HttpClient { BaseAddress = simulator.Uri };
        http.DefaultRequestHeaders.Add("X-Simulator-Token", simulator.ControlToken);
        var all = simulator.Records.Where(r => r.CallingList == "CallingList1")
            .OrderBy(r => sort == "phone" ? r.Phone : string.Empty, StringComparer.Ordinal).ThenBy(r => r.RecordHandle)
                .Select(r => r.RecordHandle).ToArray();
        var expected = descending ? all.Reverse().ToArray() : all;
        foreach (var offset in new[] { 0, 70, 480, 600 })
        {
            var order = descending ? "true" : "false";
            var query = $"simulator/view/records?list=CallingList1&sort={sort}&descending={order}&offset={offset}&limit=70";
            var page = JObject.Parse(await http.GetStringAsync(new Uri(query, UriKind.Relative), Token));
            Assert.Equal(500, (int)page["total"]!);
            Assert.Equal(expected.Skip(offset).Take(70), page["chains"]!.Select(c => (long)c["records"]![0]!["handle"]!));
        }
    }

    [Fact]
    public async Task The_stream_gives_the_state_then_changes_together()
    {
        _ = _simulator.PageUri;
        using var stream = await StreamAsync();
        var first = await stream.NextAsync();
        Assert.Equal(["agent1", "agent2", "agent3"], first["agents"]!.Select(a => (string)a["name"]!));
        Assert.Equal(3, first["campaigns"]!.Count());
        for (var i = 0; i < 30; i++)
        {
            _simulator.RingCall("agent2");
        }

        var calls = 0;
        var messages = 0;
        while (calls < 30)
        {
            var next = await stream.NextAsync();
            messages += next["interactions"] is null ? 0 : 1;
            calls += next["interactions"]?.Count() ?? 0;
            Assert.All(next["agents"] ?? new JArray(), a => Assert.Equal("agent2", (string?)a["name"]));
        }

        Assert.InRange(messages, 1, 10);
    }

    [Fact]
    public async Task A_stream_that_comes_back_gets_the_seconds_that_it_missed()
    {
        _ = _simulator.PageUri;
        string id;
        using (var stream = await StreamAsync())
        {
            while ((await stream.NextAsync())["activity"] is null)
            {
                // The first second of activity is still to come.
            }

            id = stream.LastId;
        }

        using var again = await StreamAsync(id);
        var state = await again.NextAsync();
        Assert.Equal(3, state["agents"]!.Count());
        Assert.True(state["activity"] is null || state["activity"]!["requests"]!.Count() < (int)state["activity"]!["second"]!);
    }

    [Fact]
    public async Task Reset_and_restart_are_seen_in_the_stream()
    {
        _ = _simulator.PageUri;
        using var stream = await StreamAsync();
        var before = (int)(await stream.NextAsync())["generation"]!;
        _simulator.Reset();
        JObject after;
        while ((after = await stream.NextAsync())["generation"] is null)
        {
            // Other changes come first.
        }

        Assert.Equal(before + 1, (int)after["generation"]!);
        Assert.Equal(3, after["agents"]!.Count());
    }

    [Fact]
    public async Task A_reset_simulator_is_as_it_was_at_its_start()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { StartTime = new DateTimeOffset(2030, 1, 1, 0, 0, 0,
            TimeSpan.Zero) });
        var records = simulator.Records.Select(r => r.ToString()).ToArray();
        using (var agent = await TestAgent.LogInAsync(simulator, "agent1"))
        {
            var handle = await agent.PreviewHandleAsync();
            await agent.RecordAsync("CompleteRecord", handle);
            simulator.RingCall("agent1");
            simulator.AdvanceClock(TimeSpan.FromDays(3));
            simulator.StopCampaign("Campaign1");
            simulator.Reset();
        }

        Assert.Equal(records, simulator.Records.Select(r => r.ToString()));
        Assert.Empty(simulator.Calls);
        Assert.Empty(simulator.Requests);
        Assert.Equal("Started", simulator.Campaigns[0].State);
        Assert.InRange(simulator.Now, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2030, 1, 2, 0, 0, 0, TimeSpan.Zero));
        using var again = await TestAgent.LogInAsync(simulator, "agent1");
        Assert.Equal(1, await again.PreviewHandleAsync());
    }

    [Fact]
    public void A_scenario_that_is_gone_leaves_the_simulator_as_it_is()
    {
        var file = new TemporaryFile(".json", """{"agents":[{"userName":"a"}]}""");
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = file.Path });
        file.Dispose();
        Assert.ThrowsAny<IOException>(simulator.Reset);
        Assert.Equal("a", Assert.Single(simulator.Agents).UserName);
    }

    [Fact]
    public async Task The_progress_of_a_campaign_is_that_of_its_records()
    {
        _ = _simulator.PageUri;
        using var agent = await TestAgent.LogInAsync(_simulator, "agent1");
        for (var i = 0; i < 4; i++)
        {
            var handle = await agent.PreviewHandleAsync();
            await agent.RecordAsync(i % 2 == 0 ? "CompleteRecord" : "CancelRecord", handle);
        }

        await agent.PreviewHandleAsync();
        using var stream = await StreamAsync();
        var campaign = (JObject)(await stream.NextAsync())["campaigns"]!.Single(c => (string?)c["name"] == "Campaign1");
        var records = _simulator.Records.Where(r => r.CallingList == "CallingList1").ToLookup(r => r.Status);
        foreach (var (member, status) in new[] { ("ready", "Ready"), ("retrieved", "Retrieved"), ("updated", "Updated"),
            ("cancelled", "Cancelled"), ("chainUpdated", "ChainUpdated") })
        {
            Assert.Equal(records[status].Count(), (int)campaign[member]!);
        }
    }

    [Fact]
    public async Task A_request_knows_its_events_and_a_reference_id_its_trail()
    {
        _ = _simulator.PageUri;
        using var agent = await TestAgent.LogInAsync(_simulator, "agent1");
        var handle = await agent.PreviewHandleAsync();
        await agent.RecordAsync("RejectRecord", handle, referenceId: "trail-1");
        var request = _simulator.Requests.Single(r => r.Operation == "RejectRecord");
        Assert.Equal("trail-1", request.ReferenceId);
        Assert.True(request.Duration > TimeSpan.Zero);

        var detail = await ViewAsync($"request?sequence={request.Sequence}");
        Assert.Equal(["RecordRejectAcknowledge", "DeviceUserEventMessage"],
            detail["events"]!.Select(e => (string)e["notification"]!));
        Assert.DoesNotContain("secret", detail.ToString(), StringComparison.OrdinalIgnoreCase);
        var trail = await ViewAsync("trail?referenceId=trail-1");
        Assert.Equal(["request", "event"], trail["steps"]!.Select(s => (string)s["kind"]!));
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(_simulator.Uri, path), HttpCompletionOption.ResponseHeadersRead, Token);
        return response.StatusCode;
    }

    private async Task<JObject> ViewAsync(string view) =>
        JObject.Parse(await _http.GetStringAsync(new Uri(_simulator.Uri, "simulator/view/" + view), Token));

    private async Task<EventStream> StreamAsync(string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_simulator.Uri, "simulator/stream"));
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync(Token)));
    }

    private sealed record EventStream(HttpResponseMessage Response, StreamReader Reader) : IDisposable
    {
        public string LastId { get; private set; } = string.Empty;

        public async Task<JObject> NextAsync()
        {
            while (true)
            {
                var line = await Reader.ReadLineAsync(Token) ?? throw new IOException("The stream has ended.");
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    LastId = line.Substring(4);
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    return JObject.Parse(line.Substring(6));
                }
            }
        }

        public void Dispose()
        {
            Reader.Dispose();
            Response.Dispose();
        }
    }
}
