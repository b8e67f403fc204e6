using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Desktop.Tests.Browser;

/// <summary>The page by the keyboard alone: no test here gives the focus to anything, except by keys.</summary>
public sealed class KeyboardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const int MaxSteps = 200;

    [Fact]
    public async Task Everything_can_be_done_by_keyboard()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the record" })).ToBeFocusedAsync();
        await PressAsync(page, Button(page, "Ready"));
        await Expect(Button(page, "Ready")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Button(page, "Ready")).ToBeFocusedAsync();
        await PressAsync(page, Button(page, "Next record of Campaign1"));
        await Expect(page.Locator(".phone")).ToHaveTextAsync("647000");
        await Expect(Button(page, "Next record of Campaign1")).ToBeFocusedAsync();
        await PressAsync(page, Button(page, "Start the preview session of Campaign1"));
        await Expect(Button(page, "Stop the preview session of Campaign1")).ToBeFocusedAsync();

        await PressAsync(page, Button(page, "Load chain"));
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(Button(page, "Load chain")).ToBeFocusedAsync();

        // A second press must not hang up, so what has the focus is the part around.
        await PressAsync(page, Button(page, "Call 647000"));
        await Expect(page.Locator(".headline")).ToContainTextAsync("Call established");
        await Expect(Group(page, "Chain")).ToBeFocusedAsync();

        await GoToAsync(page, page.GetByLabel("Call result", new() { Exact = true }));
        await page.Keyboard.TypeAsync("busy");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".pending")).ToContainTextAsync("Result Busy");
        await Expect(page.GetByLabel("Call result", new() { Exact = true })).ToBeFocusedAsync();
        await PressAsync(page, Button(page, "Set callback"));
        await Expect(page.Locator(".pending")).ToContainTextAsync("Callback");
        await Expect(Button(page, "Set callback")).ToBeFocusedAsync();
        await PressAsync(page, Button(page, "Take the callback back"));
        await Expect(page.Locator(".pending")).Not.ToContainTextAsync("Callback");
        await Expect(Group(page, "Callback")).ToBeFocusedAsync();

        await PressAsync(page, Button(page, "Complete"));
        await Expect(page.Locator(".pending")).ToContainTextAsync("The record is done");
        await Expect(Group(page, "What is pending")).ToBeFocusedAsync();
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task The_records_in_hand_are_tabs_and_the_arrows_go_from_one_to_the_next()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            await fixture.Session.Outbound.GetPreviewRecordAsync(
                new GwsCampaignIdentity(DesktopFixture.Campaign), cancellationToken: DesktopFixture.Cancellation);
        }

        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await Expect(page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(2);
        var selected = page.GetByRole(AriaRole.Tab, new() { Selected = true });
        await GoToAsync(page, selected);
        var before = await page.Locator(".phone").TextContentAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator(".phone")).Not.ToHaveTextAsync(before!);
        await Expect(selected).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_question_gives_the_focus_back()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var record = await fixture.Session.Outbound.GetPreviewRecordAsync(
            new GwsCampaignIdentity(DesktopFixture.Campaign), cancellationToken: DesktopFixture.Cancellation);
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        await PressAsync(page, Button(page, "Cancel record"));
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();

        // The part behind the question is drawn again meanwhile.
        fixture.Session.Outbound.SetSchedule(record, "12/31/2099 09:00", GwsCallbackType.Personal, force: false);
        await Expect(page.Locator(".pending")).ToContainTextAsync("Callback 12/31/2099 09:00");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel record", Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_button_takes_no_second_press_while_its_action_is_under_way()
    {
        await using var window = await browser.OpenAsync();
        await using var fixture = await DesktopFixture.StartAsync();
        var page = await window.OpenAsync(fixture.Desktop.PageUri);
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/api/action", async route =>
        {
            await isHeld.Task;
            await route.ContinueAsync();
        });
        var next = Button(page, "Next record of Campaign1");
        await PressAsync(page, next);
        await Expect(next).ToHaveAttributeAsync("aria-disabled", "true");
        await page.Keyboard.PressAsync("Enter");
        await Expect(next).ToBeFocusedAsync();
        isHeld.SetResult();
        await Expect(next).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(page.Locator(".phone")).ToHaveTextAsync("647000");
        Assert.Single(fixture.Simulator.Requests, request => request.Operation == "GetPreviewRecord");
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Group(IPage page, string name) =>
        page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    private static async Task PressAsync(IPage page, ILocator button)
    {
        await GoToAsync(page, button);
        await page.Keyboard.PressAsync("Enter");
    }

    // From where the focus is, forwards.
    private static async Task GoToAsync(IPage page, ILocator target)
    {
        for (var i = 0; i < MaxSteps; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{target} was not reached in {MaxSteps} steps.");
    }
}
