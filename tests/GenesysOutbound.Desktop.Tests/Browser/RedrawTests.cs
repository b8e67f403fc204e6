using System;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Tests.Support;
using GenesysOutbound.Simulator;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Desktop.Tests.Browser;

/// <summary>Events that change nothing in a part of the page leave that part alone.</summary>
public sealed class RedrawTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_button_can_be_clicked_while_events_arrive_at_a_full_log()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await WithFullLogAsync();
        var page = await OpenAsync(window, fixture);
        await Expect(Button(page, "Ready")).ToHaveAttributeAsync("aria-pressed", "false");
        await Button(page, "Ready").HoverAsync();
        await page.Mouse.DownAsync();
        await ReceiveAsync(page, fixture, "WhilePressed");
        await page.Mouse.UpAsync();
        await Expect(Button(page, "Ready")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task The_keyboard_focus_stays_while_events_arrive_at_a_full_log()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await WithFullLogAsync();
        var page = await OpenAsync(window, fixture);
        foreach (var name in new[] { "Ready", "Next record of Campaign1" })
        {
            await Button(page, name).FocusAsync();
            await ReceiveAsync(page, fixture, "After" + name.Length);
            await Expect(Button(page, name)).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task The_keyboard_focus_stays_when_its_part_is_drawn_again()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await Button(page, "Next record of Campaign1").FocusAsync();
        await fixture.Session.Outbound.StartPreviewSessionAsync(
            new GwsCampaignIdentity(DesktopFixture.Campaign), cancellationToken: DesktopFixture.Cancellation);
        await Expect(Button(page, "Stop the preview session of Campaign1")).ToBeVisibleAsync();
        await Expect(Button(page, "Next record of Campaign1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_notice_that_stays_is_not_put_into_the_page_again()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync(timeout: TimeSpan.FromMilliseconds(500));
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        fixture.Simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.LoseEvent, Path = "/v2/me/outbound" });
        await Button(page, "Next record of Campaign1").ClickAsync();
        await Expect(page.Locator("#notices .banner")).ToHaveCountAsync(1);
        await page.EvaluateAsync(
            """
            window.insertions = 0;
            new MutationObserver(changes => window.insertions += changes.flatMap(change => [...change.addedNodes]).length)
              .observe(document.getElementById('notices'), { childList: true, subtree: true });
            """);
        await ReceiveAsync(page, fixture, "Another");
        Assert.Equal(0, await page.EvaluateAsync<int>("window.insertions"));
        await Expect(page.Locator("#notices .banner")).ToHaveCountAsync(1);
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task<DesktopFixture> WithFullLogAsync()
    {
        var fixture = await DesktopFixture.StartAsync(eventCapacity: 20);
        fixture.Publish(30, "Filling");
        return fixture;
    }

    private static async Task<IPage> OpenAsync(BrowserWindow window, DesktopFixture fixture)
    {
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await Expect(page.Locator("#events")).ToContainTextAsync("older ones dropped");
        return page;
    }

    // The last event shows that the page has taken in those before it.
    private static async Task ReceiveAsync(IPage page, DesktopFixture fixture, string last)
    {
        fixture.Publish(5, "Passing");
        fixture.Publish(1, last);
        await Expect(page.Locator("#events")).ToContainTextAsync(last);
    }
}
