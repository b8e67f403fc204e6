using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Tests.Support;
using GenesysOutbound.Simulator;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Desktop.Tests.Browser;

/// <summary>The page in a real browser: every part once.</summary>
public sealed class PageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_record_is_worked_from_the_request_to_the_end()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        Assert.DoesNotContain('#', page.Url);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Ada One");

        await Button(page, "Ready").ClickAsync();
        await Expect(Button(page, "Ready")).ToHaveAttributeAsync("aria-pressed", "true");
        await Button(page, "Start the preview session of Campaign1").ClickAsync();
        await Expect(Button(page, "Stop the preview session of Campaign1")).ToBeVisibleAsync();
        await Button(page, "Next record of Campaign1").ClickAsync();
        await Expect(page.Locator(".phone")).ToHaveTextAsync("647000");

        await Button(page, "Load chain").ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Button(page, "Call 647000").ClickAsync();
        await Expect(page.Locator(".headline")).ToContainTextAsync("Call established");
        await Expect(page.Locator("#interactions")).ToContainTextAsync("Established");

        await page.GetByLabel("Call result", new() { Exact = true }).FillAsync("wrong num");
        await Expect(page.Locator("#result-list option")).ToHaveCountAsync(1);
        await Button(page, "Set result").ClickAsync();
        await Expect(page.Locator(".pending")).ToContainTextAsync("Result Wrong Number");

        await page.GetByLabel("Call From").FillAsync("9:30");
        await page.GetByLabel("Phone Type").SelectOptionAsync("Mobile");
        await Expect(page.GetByText("2 not saved")).ToBeVisibleAsync();
        await Button(page, "Update fields").ClickAsync();
        await Expect(page.GetByLabel("Call From")).ToHaveValueAsync("09:30");
        await Expect(page.Locator(".pending")).ToContainTextAsync("Fields GSW_FROM, GSW_PHONE_TYPE");

        await Button(page, "Hang up 647000").First.ClickAsync();
        await Expect(page.Locator(".headline")).ToContainTextAsync("Called");
        await Button(page, "Complete").ClickAsync();
        await Expect(page.Locator(".toast").Filter(new() { HasText = "The record is complete." })).ToBeVisibleAsync();
        var record = fixture.Simulator.Records.First(item => item.Phone == "647000");
        Assert.Equal(53, record.CallResult);
        await Expect(page.Locator("#events")).ToContainTextAsync("RecordProcessedAcknowledge");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_bad_field_is_told_at_the_field_and_what_was_typed_stays()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await WithRecordAsync(window, fixture);
        await page.GetByLabel("Call From").FillAsync("25:00");
        await page.GetByLabel("Phone", new() { Exact = true }).FillAsync("");
        await page.GetByLabel("Call Until").FillAsync("21:00");
        await Button(page, "Update fields").ClickAsync();
        await Expect(page.GetByLabel("Call From")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("Call From")).ToBeFocusedAsync();
        await Expect(page.Locator(".field").Filter(new() { Has = page.GetByLabel("Phone", new() { Exact = true }) })
            .Locator(".problem"))
            .ToHaveTextAsync("The field is mandatory and cannot be empty.");
        await Expect(page.GetByLabel("Call Until")).ToHaveAttributeAsync("aria-invalid", "false");
        await Expect(page.GetByLabel("Call Until")).ToHaveValueAsync("21:00");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(GwsErrorIds.FieldInvalid);
        Assert.True(fixture.Session.Records.Snapshot()[0].Pending.IsEmpty);

        // The record changes meanwhile at the prompt: what was typed stays, the rest follows.
        fixture.Session.Outbound.UpdateFields(
            fixture.Session.Records.Snapshot()[0], new System.Collections.Hashtable { ["GSW_PHONE_TYPE"] = 4 }, force: false);
        await Expect(page.GetByLabel("Phone Type")).ToHaveValueAsync("4");
        await Expect(page.GetByLabel("Call From")).ToHaveValueAsync("25:00");
    }

    [Fact]
    public async Task What_is_done_at_the_prompt_shows_on_the_page()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var record = await fixture.Session.Outbound.GetPreviewRecordAsync(
            new GwsCampaignIdentity(DesktopFixture.Campaign), cancellationToken: DesktopFixture.Cancellation);
        await Expect(page.Locator(".phone")).ToHaveTextAsync(record.Phone!);
        fixture.Session.Outbound.SetSchedule(record, "12/31/2099 09:00", GwsCallbackType.Personal, force: false);
        await Expect(page.Locator(".pending")).ToContainTextAsync("Callback 12/31/2099 09:00");
        await fixture.Session.Outbound.RejectRecordAsync(record, cancellationToken: DesktopFixture.Cancellation);
        await Expect(page.Locator("#record")).Not.ToContainTextAsync("Preview");
    }

    [Fact]
    public async Task The_callback_shows_the_records_time_and_the_agents_side_by_side()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await WithRecordAsync(window, fixture);
        await page.GetByLabel("Date of the callback, in the record's zone").FillAsync("2099-12-30");
        await page.GetByLabel("Time of the callback, in the record's zone").FillAsync("20:15");

        // The record's zone is seven hours behind; the browser of the tests is at UTC.
        await Expect(page.Locator(".zone output")).ToContainTextAsync("Dec 31, 2099");
        await Expect(page.Locator(".zone output")).ToContainTextAsync("03:15");
        await page.GetByLabel("I call back").CheckAsync();
        await Button(page, "Set callback").ClickAsync();
        await Expect(page.GetByText("12/30/2099 20:15 there")).ToBeVisibleAsync();
        var schedule = fixture.Session.Records.Snapshot()[0].Pending.Schedule!;
        Assert.Equal(new DateTimeOffset(2099, 12, 31, 3, 15, 0, TimeSpan.Zero), schedule.At);
        Assert.Equal(GwsCallbackType.Personal, schedule.CallbackType);
        await Button(page, "Take the callback back").ClickAsync();
        await Expect(page.Locator(".pending")).ToContainTextAsync("Nothing is pending");
    }

    [Fact]
    public async Task Do_not_call_takes_the_place_of_the_result_and_can_be_taken_back()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await WithRecordAsync(window, fixture);
        await Button(page, "Set Do Not Call").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(GwsErrorIds.RecordNotCalled);
        await Button(page, "Call 647000").ClickAsync();
        await Expect(page.Locator(".headline")).ToContainTextAsync("Call established");
        await page.GetByLabel("Whole chain").UncheckAsync();
        await Button(page, "Set Do Not Call").ClickAsync();
        await Expect(page.Locator(".pending")).ToContainTextAsync("Do Not Call, this record");
        await Expect(Button(page, "Set result")).ToBeDisabledAsync();
        await Button(page, "Take Do Not Call back").ClickAsync();
        await Expect(Button(page, "Set result")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Cancelling_a_record_is_asked_about()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await WithRecordAsync(window, fixture);
        var handle = fixture.Session.Records.Snapshot()[0].RecordHandle;
        await Button(page, "Cancel record").ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToBeHiddenAsync();
        Assert.False(fixture.Session.Records.Find(handle)!.IsDone);
        await Button(page, "Cancel record").ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Cancel record" }).ClickAsync();
        await Expect(page.Locator(".toast").Filter(new() { HasText = "The record is cancelled." })).ToBeVisibleAsync();
        Assert.Equal(GwsRecordState.Cancelled, fixture.Session.Records.Find(handle)!.State);
    }

    [Fact]
    public async Task Calls_and_emails_can_be_answered_accepted_and_rejected()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        fixture.Simulator.RingCall("agent1", from: "5551234");
        await Button(page, "Answer 5551234").ClickAsync();
        await Button(page, "Hang up 5551234").ClickAsync();
        await Expect(page.Locator("#interactions")).ToContainTextAsync("Released");
        fixture.Simulator.RingCall("agent1", from: "5555678");
        await Button(page, "Reject 5555678").ClickAsync();
        await Expect(Button(page, "Reject 5555678")).ToHaveCountAsync(0);
        fixture.Simulator.OfferEmail("agent1", "<b>A question</b>");
        await Button(page, "Accept <b>A question</b>").ClickAsync();
        await Expect(page.Locator("#interactions")).ToContainTextAsync("Processing");

        // What comes from outside is text.
        Assert.Equal(0, await page.Locator("#interactions b").CountAsync());
    }

    [Fact]
    public async Task Unknown_outcomes_and_gaps_cannot_be_overlooked()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync(timeout: TimeSpan.FromMilliseconds(500));
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/outbound",
            Count = 1 });
        await Button(page, "Next record of Campaign1").ClickAsync();
        await Expect(page.Locator("#notices")).ToContainTextAsync("Outcome unknown");
        await Expect(page.Locator("#notices")).ToContainTextAsync("Reference id");
        await page.Locator("#notices").GetByRole(AriaRole.Button, new() { Name = "Put away" }).ClickAsync();
        await Expect(page.Locator("#notices")).Not.ToContainTextAsync("Outcome unknown");

        fixture.Simulator.ExpireBayeux();
        fixture.Simulator.DropConnections();
        await Expect(page.Locator("#notices")).ToContainTextAsync("Events may have been lost");
        await Expect(page.Locator(".event.gap")).ToContainTextAsync("Gap");
        await page.GetByLabel("Problems").CheckAsync();
        await Expect(page.Locator(".event-list > li:not(.gap, .error)")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_link_that_breaks_for_a_moment_leaves_the_focus_and_what_was_typed()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        await window.Context.AddInitScriptAsync(
            """
            const platform = window.fetch;
            let stream = null;
            let isUp = true;
            window.setLink = value => {
              isUp = value;
              stream?.abort();
            };
            window.fetch = (address, options) => {
              if (!isUp) {
                return Promise.reject(new TypeError('no link'));
              }

              if (address !== '/api/stream') {
                return platform(address, options);
              }

              stream = new AbortController();
              return platform(address, { ...options, signal: AbortSignal.any([options.signal, stream.signal]) });
            };
            """);
        var page = await WithRecordAsync(window, fixture);
        await page.GetByLabel("Call From").FillAsync("09");
        await Expect(page.GetByLabel("Call From")).ToBeFocusedAsync();
        await page.EvaluateAsync("setLink(false)");
        await Expect(page.GetByLabel("Call From")).ToBeDisabledAsync();
        await page.EvaluateAsync("setLink(true)");
        await Expect(page.GetByLabel("Call From")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(":30");
        await Expect(page.GetByLabel("Call From")).ToHaveValueAsync("09:30");
    }

    [Fact]
    public async Task Read_only_shows_everything_and_offers_nothing()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync(new GwsDesktopOptions { ReadOnly = true });
        await fixture.Session.Outbound.GetPreviewRecordAsync(
            new GwsCampaignIdentity(DesktopFixture.Campaign), cancellationToken: DesktopFixture.Cancellation);
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await Expect(page.Locator("#header")).ToContainTextAsync("Read-only");
        await Expect(page.Locator(".phone")).ToHaveTextAsync("647000");
        foreach (var name in new[] { "Next record of Campaign1", "Ready", "Complete", "Call 647000", "Set result", "Set callback",
            "Cancel record" })
        {
            await Expect(Button(page, name)).ToBeDisabledAsync();
        }

        await Expect(page.GetByLabel("Call From")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Two_tabs_show_the_same_and_a_browser_without_the_link_is_told_what_to_do()
    {
        await using var window = await browser.OpenAsync();
        await using var other = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var link = fixture.Desktop.PageUri;
        var first = await window.OpenAsync(link);
        var second = await window.OpenAsync(fixture.Desktop.Uri);
        await Button(first, "Next record of Campaign1").ClickAsync();
        await Expect(second.Locator(".phone")).ToHaveTextAsync("647000");
        await Button(second, "Reject").ClickAsync();
        await Expect(first.Locator("#record")).Not.ToContainTextAsync("Preview");

        foreach (var address in new[] { link, fixture.Desktop.Uri })
        {
            var stranger = await other.NewPageAsync();
            await stranger.GotoAsync(address.AbsoluteUri);
            await Expect(stranger.Locator("#notices")).ToContainTextAsync("This browser is not signed in");
            await Expect(stranger.Locator("#notices")).ToContainTextAsync("(Get-GwsDesktop).PageUri");
            Assert.False(await stranger.Locator("#campaigns button").First.IsVisibleAsync());
        }
    }

    [Fact]
    public async Task A_page_that_stays_open_says_that_the_desktop_has_ended_and_why()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await fixture.Session.DisconnectAsync(DesktopFixture.Cancellation);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The desktop has ended");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The session was closed.");
        await Expect(Button(page, "Next record of Campaign1")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_page_whose_desktop_is_gone_without_a_word_says_so()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        fixture.Desktop.Server.Dispose();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The desktop cannot be reached");
        await Expect(Button(page, "Next record of Campaign1")).ToBeDisabledAsync();
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(400, false)]
    [InlineData(400, true)]
    public async Task Nothing_runs_out_of_the_page_and_every_control_has_a_name(int width, bool dark)
    {
        await using var window = await browser.OpenAsync(width, 800, dark);
        await using var fixture = await DesktopFixture.StartAsync();
        fixture.Simulator.RingCall("agent1");
        fixture.Simulator.OfferEmail("agent1");
        var page = await WithRecordAsync(window, fixture);
        await Button(page, "Load chain").ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        var nameless = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('button, input, select, a, iframe')].filter(element => element.checkVisibility()).filter(element =>
              !(element.getAttribute('aria-label') || element.textContent.trim() || element.labels?.length || element.title)).map(element => element.outerHTML)
            """);
        Assert.Empty(nameless);
        var background = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(dark ? "rgb(16, 21, 29)" : "rgb(244, 246, 249)", background);
        Assert.Empty(window.Errors);
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task<IPage> WithRecordAsync(BrowserWindow window, DesktopFixture fixture)
    {
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await Button(page, "Next record of Campaign1").ClickAsync();
        await Expect(page.Locator(".phone")).ToHaveTextAsync(new Regex("^6470"));
        return page;
    }
}
