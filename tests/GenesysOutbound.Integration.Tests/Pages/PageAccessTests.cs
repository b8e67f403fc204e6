using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>The page by keyboard alone, for a screen reader, and on a narrow screen.</summary>
public sealed class PageAccessTests
{
    private static readonly string[] Views = ["overview", "records", "interactions", "traffic", "faults"];

    /// <summary>The controls without a name that a screen reader could say.</summary>
    private const string Unnamed =
        """
        () => [...document.querySelectorAll('button, input, select, textarea, [role=tab], dialog, section, table th')].filter(e => e.getClientRects().length > 0)
          .filter(e => {
            const by = e.getAttribute('aria-labelledby');
            const name = e.getAttribute('aria-label') ?? (by ? document.getElementById(by)?.textContent : null)
              ?? (e.labels?.length ? [...e.labels].map(l => l.textContent).join(' ') : null) ?? (e.matches('input, select, textarea') ? '' : e.textContent);
            return !name.trim() || (e.matches('button') && /^[^\p{L}\p{N}]*$/u.test(name));
          }).map(e => e.outerHTML.slice(0, 120))
        """;

    [Fact]
    public async Task It_is_used_by_keyboard_alone()
    {
        await using PageFixture fixture = await PageFixture.StartAsync();
        IKeyboard keys = fixture.Page.Keyboard;
        await keys.PressAsync("Tab");
        await Expect(fixture.Page.Locator("#skip")).ToBeFocusedAsync();
        await fixture.Page.Locator("#tab-overview").FocusAsync();
        await keys.PressAsync("ArrowRight");
        await Expect(fixture.Page.Locator("#tab-records")).ToBeFocusedAsync();
        await Expect(fixture.Page.Locator("#view-records")).ToBeVisibleAsync();
        await keys.PressAsync("End");
        await Expect(fixture.Page.Locator("#view-faults")).ToBeVisibleAsync();
        await keys.PressAsync("Home");

        ILocator ring = fixture.Button("Ring a call at agent1");
        await ring.FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(fixture.Dialog.GetByLabel("Calling number")).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(fixture.Page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(ring).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(fixture.Dialog.GetByLabel("Calling number")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(fixture.Agent("agent1").GetByLabel("Calls of agent1")).ToHaveTextAsync("1");

        // The row was made again; the focus stays with the same button.
        await Expect(fixture.Button("Ring a call at agent1")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(1300, false)]
    [InlineData(400, true)]
    public async Task Every_control_has_a_name(int width, bool dark)
    {
        await using PageFixture fixture = await PageFixture.StartAsync(width: width, dark: dark);
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        await agent.PreviewAsync(fixture.Simulator);
        fixture.Simulator.RingCall("agent1");
        fixture.Simulator.OfferEmail("agent2");
        await Expect(fixture.Agent("agent1").GetByLabel("Calls of agent1")).ToHaveTextAsync("1");
        foreach (string view in Views)
        {
            await fixture.ShowAsync(view);
            await Expect(fixture.Page.Locator($"#view-{view} :is(tbody tr, .presets)").First).ToBeVisibleAsync();
            Assert.Empty(await fixture.Page.EvaluateAsync<string[]>(Unnamed));
        }

        await fixture.ShowAsync("overview");
        foreach (string opener in new[] { "Ring a call at agent1", "Offer an e-mail to agent1", "Push a record to agent1",
            "More actions for agent1", "Record 1 of agent1", "Move clock\u2026", "Sessions\u2026", "Reset\u2026" })
        {
            await fixture.Button(opener).ClickAsync();
            await Expect(fixture.Dialog).ToBeVisibleAsync();
            Assert.Empty(await fixture.Page.EvaluateAsync<string[]>(Unnamed));
            await fixture.Page.Keyboard.PressAsync("Escape");
            await Expect(fixture.Page.Locator("dialog")).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_fits_into_400_pixels(bool dark)
    {
        await using PageFixture fixture = await PageFixture.StartAsync(width: 400, dark: dark);
        using RestAgent agent = await RestAgent.LogInAsync(fixture.Simulator, "agent1");
        await agent.PreviewAsync(fixture.Simulator, referenceId: new string('r', 200));
        fixture.Simulator.RingCall("agent1");
        foreach (string view in Views)
        {
            await fixture.ShowAsync(view);
            await Expect(fixture.Page.Locator($"#view-{view} :is(tbody tr, .presets)").First).ToBeVisibleAsync();
            Assert.True(400 >= await fixture.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), view);
            Assert.Empty(await fixture.Page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('.view:not([hidden]) .scroll')].filter(e => e.scrollWidth > " +
                    "e.clientWidth + 1).map(e => e.innerText.slice(0, 80))"));
        }

        string background = await fixture.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(dark, background.Split('(')[1].Split(',')
            .Select(p => int.Parse(p.Trim(' ', ')'), System.Globalization.CultureInfo.InvariantCulture)).Max() < 100);
    }
}
