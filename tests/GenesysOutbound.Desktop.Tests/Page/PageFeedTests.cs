using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Page;
using GenesysOutbound.Desktop.Tests.Support;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.Page;

/// <summary>What the page is told, and what its actions do.</summary>
public sealed class PageFeedTests
{
    [Fact]
    public async Task What_happens_at_the_prompt_reaches_the_page()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync();
        var record = await fixture.Session.Outbound.GetPreviewRecordAsync(
            new GwsCampaignIdentity(DesktopFixture.Campaign), cancellationToken: DesktopFixture.Cancellation);
        var told = await stream.NextAsync(line => IsRecord(line, record.RecordHandle));
        Assert.Equal("Preview", (string?)told["data"]!["state"]);
        Assert.NotEmpty(told["data"]!["fields"]!);

        // A pending change brings no event: it is seen all the same.
        fixture.Session.Outbound.UpdateFields(record, new Dictionary<string, object?> { ["GSW_FROM"] = "08:15" }, force: false);
        told = await stream.NextAsync(line => IsRecord(line, record.RecordHandle) && line["data"]!["pending"]!["fields"]!.Any());
        var field = told["data"]!["fields"]!.Single(item => (string?)item["name"] == "GSW_FROM");
        Assert.Equal("08:15", (string?)field["value"]);
        Assert.True((bool)field["isPending"]!);
    }

    [Fact]
    public async Task Every_action_of_a_records_life_works_and_shows()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await DoneAsync(browser, "agent.setState", new JObject { ["state"] = "Ready" });
        await DoneAsync(browser, "campaign.start", new JObject { ["campaign"] = DesktopFixture.Campaign });
        await DoneAsync(browser, "campaign.next", new JObject { ["campaign"] = DesktopFixture.Campaign });
        var handle = Assert.Single(fixture.Session.Records.Snapshot()).RecordHandle;
        await DoneAsync(browser, "record.chain", Of(handle));
        await DoneAsync(browser, "record.updateFields", Of(handle, "fields", new JObject { ["GSW_UNTIL"] = "20:00" }));
        await DoneAsync(browser, "record.call", Of(handle));
        await DoneAsync(browser, "record.setResult", Of(handle, "result", "6"));
        await DoneAsync(browser, "record.clearResult", Of(handle));
        await DoneAsync(browser, "record.setDoNotCall", Of(handle, "scope", "RecordOnly"));
        Assert.Equal(GwsChainScope.RecordOnly, fixture.Session.Records.Find(handle)!.Pending.DoNotCall);
        await DoneAsync(browser, "record.removeDoNotCall", Of(handle));
        var schedule = Of(handle, "time", "12/31/2099 09:00");
        schedule["callbackType"] = "Personal";
        await DoneAsync(browser, "record.setSchedule", schedule);
        await DoneAsync(browser, "record.removeSchedule", Of(handle));
        await DoneAsync(browser, "record.setResult", Of(handle, "result", "33"));
        await DoneAsync(browser, "call.hangUp", new JObject { ["call"] = fixture.Session.Records.Find(handle)!.CallId });
        await DoneAsync(browser, "record.complete", Of(handle));
        Assert.Equal(GwsRecordState.Completed, fixture.Session.Records.Find(handle)!.State);
        await DoneAsync(browser, "campaign.stop", new JObject { ["campaign"] = DesktopFixture.Campaign });
    }

    [Fact]
    public async Task An_error_has_the_id_and_the_advice_of_the_commands_and_a_bad_field_is_named()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await DoneAsync(browser, "campaign.next", new JObject { ["campaign"] = DesktopFixture.Campaign });
        var handle = fixture.Session.Records.Snapshot()[0].RecordHandle;
        var error = (await browser.ActAsync("record.setResult", Of(handle, "result", "6")))["error"]!;
        Assert.Equal(GwsErrorIds.RecordNotCalled, (string?)error["id"]);
        Assert.Equal(GwsErrors.Find(GwsErrorIds.RecordNotCalled)!.Meaning, (string?)error["advice"]);

        error = (await browser.ActAsync("record.updateFields",
            Of(handle, "fields", new JObject { ["GSW_FROM"] = "25:00", ["GSW_PHONE_TYPE"] = 4, ["custom2"] = "x" })))["error"]!;
        Assert.Equal(GwsErrorIds.FieldInvalid, (string?)error["id"]);
        Assert.Equal(["GSW_FROM", "custom2"], ((JObject)error["fields"]!).Properties().Select(item => item.Name));
        Assert.True(fixture.Session.Records.Find(handle)!.Pending.IsEmpty);

        error = (await browser.ActAsync("record.explode", new JObject()))["error"]!;
        Assert.Equal("InvalidParameter", (string?)error["id"]);
        error = (await browser.ActAsync("agent.setState", new JObject { ["state"] = "17" }))["error"]!;
        Assert.Equal("InvalidParameter", (string?)error["id"]);
    }

    [Fact]
    public async Task Read_only_shows_and_changes_nothing()
    {
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ReadOnly = true });
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync();
        Assert.True((bool)(await stream.NextAsync(line => (string?)line["name"] == "session"))["data"]!["readOnly"]!);
        foreach (var action in new PageActions(fixture.Session, new GwsDesktopOptions(),
            new UnknownOutcomes(fixture.Session)).Names)
        {
            var answer = await browser.ActAsync(action,
                new JObject { ["campaign"] = DesktopFixture.Campaign, ["state"] = "Ready", ["record"] = "1" });
            Assert.Equal("ReadOnly", (string?)answer["error"]!["id"]);
        }

        Assert.Equal(0, fixture.Session.Counters.Acknowledged);
    }

    [Fact]
    public async Task An_unknown_outcome_stays_in_sight_until_it_is_put_away()
    {
        await using var fixture = await DesktopFixture.StartAsync(timeout: TimeSpan.FromMilliseconds(300));
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync();
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/outbound",
            Count = int.MaxValue });
        var error = (await browser.ActAsync("campaign.next", new JObject { ["campaign"] = DesktopFixture.Campaign }))["error"]!;
        Assert.True((bool)error["outcomeUnknown"]!);
        var told = await stream.NextAsync(line => (string?)line["name"] == "unknown" && line["data"]!["requests"]!.Any());
        var entry = told["data"]!["requests"]![0]!;
        Assert.Equal("GetPreviewRecord", (string?)entry["operation"]);
        Assert.Equal((string?)error["referenceId"], (string?)entry["referenceId"]);
        await DoneAsync(browser, "unknown.dismiss", new JObject { ["id"] = (int)entry["id"]! });
        await stream.NextAsync(line => (string?)line["name"] == "unknown" && !line["data"]!["requests"]!.Any());
    }

    [Fact]
    public async Task A_gap_is_an_event_of_its_own()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync();
        await stream.NextAsync(line => (string?)line["type"] == "hello");
        fixture.Simulator.ExpireBayeux();
        fixture.Simulator.DropConnections();
        var told = await stream.NextAsync(line => (string?)line["type"] == "events"
            && line["data"]!.Any(item => item["gap"] is JObject));
        Assert.NotNull(told["data"]!.First(item => item["gap"] is JObject)["gap"]!["reason"]);
    }

    [Fact]
    public async Task A_page_that_comes_late_gets_the_present_state_and_two_pages_get_the_same()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await DoneAsync(browser, "campaign.next", new JObject { ["campaign"] = DesktopFixture.Campaign });
        var handle = fixture.Session.Records.Snapshot()[0].RecordHandle;
        await using var first = await browser.OpenStreamAsync();
        await using var second = await browser.OpenStreamAsync();
        foreach (var stream in new[] { first, second })
        {
            await stream.NextAsync(line => IsRecord(line, handle));
            Assert.Equal([handle], (await stream.NextAsync(line =>
                (string?)line["name"] == "records"))["data"]!["inHand"]!.Select(item => (string)item!));
        }

        await DoneAsync(browser, "record.reject", Of(handle));
        foreach (var stream in new[] { first, second })
        {
            await stream.NextAsync(line => IsRecord(line, handle) && (string?)line["data"]!["state"] == "Rejected");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_whose_stream_broke_keeps_what_its_client_page_subscribed_to(bool isNoticed)
    {
        const string Site = "http://client.example.com";
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { AllowedOrigins = [Site] });
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        var broken = await browser.OpenStreamAsync();
        var page = (string)(await broken.NextAsync(line => (string?)line["type"] == "hello"))["id"]!;
        await browser.ForwardAsync(page, Site, new JObject { ["event"] = "subscribe", ["data"] = "interaction",
            ["referenceId"] = "0", ["userAgent"] = "WWE Client", ["protocolVersion"] = 2 });
        if (isNoticed)
        {
            await broken.DisposeAsync();
            Assert.True(SpinWait.SpinUntil(() => fixture.Desktop.OpenPages == 0, SimulatorFixture.Patience));

            // Without a stream: the event waits for it.
            await DoneAsync(browser, "campaign.next", new JObject { ["campaign"] = DesktopFixture.Campaign });
        }

        await using var next = await browser.OpenStreamAsync(page);
        Assert.Equal(page, (string?)(await next.NextAsync(line => (string?)line["type"] == "hello"))["id"]);
        Assert.Equal(1, fixture.Desktop.OpenPages);
        if (!isNoticed)
        {
            await DoneAsync(browser, "campaign.next", new JObject { ["campaign"] = DesktopFixture.Campaign });
        }

        var told = await next.NextAsync(line => (string?)line["type"] == "client");
        Assert.Equal("interaction", (string?)told["message"]!["event"]);
        Assert.Equal(Site, (string?)told["origin"]);
        await broken.DisposeAsync();
    }

    [Fact]
    public async Task Events_that_push_others_out_of_a_full_log_do_not_change_the_session()
    {
        await using var fixture = await DesktopFixture.StartAsync(eventCapacity: 20);
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync();
        var sections = new List<string?>();
        foreach (var last in new[] { "First", "Second" })
        {
            fixture.Publish(30, "Filling");
            fixture.Publish(1, last);
            await stream.NextAsync(line =>
            {
                sections.Add((string?)line["type"] == "section" ? (string?)line["name"] : null);
                return (string?)line["type"] == "events" && line["data"]!.Any(item => (string?)item["type"] == last);
            });
        }

        Assert.Single(sections, "session");
    }

    [Fact]
    public async Task A_quiet_stream_has_a_line_every_few_seconds()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();

        // Before the stream's first line is written, so that two whole intervals pass however busy the machine is.
        var clock = Stopwatch.StartNew();
        await using var stream = await browser.OpenStreamAsync();
        for (var beats = 0; beats < 2; beats++)
        {
            await stream.NextAsync(line => (string?)line["type"] == "beat");
        }

        // Not more often either: the feed looks at the session several times a second.
        Assert.InRange(clock.Elapsed, PageStream.Heartbeat + PageStream.Heartbeat - TimeSpan.FromSeconds(1),
            SimulatorFixture.Patience);
    }

    [Fact]
    public async Task A_page_without_subscriptions_or_with_a_strange_id_is_a_new_page()
    {
        await using var fixture = await DesktopFixture.StartAsync();
        using var browser = new PageClient(fixture.Desktop);
        await browser.SignInAsync();
        await using var stream = await browser.OpenStreamAsync("strange");
        Assert.NotEqual("strange", (string?)(await stream.NextAsync(line => (string?)line["type"] == "hello"))["id"]);
    }

    private static bool IsRecord(JObject line, string handle) =>
        (string?)line["type"] == "record" && (string?)line["data"]!["handle"] == handle;

    private static JObject Of(string handle, string? name = null, JToken? value = null)
    {
        var members = new JObject { ["record"] = handle };
        if (name is not null)
        {
            members[name] = value;
        }

        return members;
    }

    private static async Task DoneAsync(PageClient browser, string action, JObject members)
    {
        var answer = await browser.ActAsync(action, members);
        Assert.True((bool?)answer["ok"], $"{action}: {answer}");
    }
}
