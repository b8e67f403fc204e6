using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using GenesysOutbound.Testing.Browser;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace GenesysOutbound.Integration.Tests.Pages;

/// <summary>
/// A simulator and its page in a browser window of its own. At the end the page must have broken no rule of its content security
/// policy, logged no error and asked no other server for anything.
/// </summary>
internal sealed class PageFixture : IAsyncDisposable
{
    private const string WatchViolations =
        "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(`${e.violatedDirective} " +
            "${e.blockedURI}`));";

    private readonly IBrowserContext _window;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _elsewhere = new();

    private PageFixture(GwsSimulator simulator, IBrowserContext window, IPage page)
    {
        Simulator = simulator;
        _window = window;
        Page = page;
    }

    public GwsSimulator Simulator { get; }

    public IPage Page { get; }

    /// <summary>Errors of the console that the test expects, such as those of a lost connection.</summary>
    public bool ExpectsErrors { get; set; }

    public static async Task<PageFixture> StartAsync(GwsSimulatorOptions? options = null, int width = 1300, bool dark = false,
        bool open = true)
    {
        Assert.SkipWhen(HeadlessBrowser.SkipReason is not null, HeadlessBrowser.SkipReason ?? string.Empty);
        Assertions.SetDefaultExpectTimeout(60_000);
        options ??= new GwsSimulatorOptions();
        options.EnableCsrf = false;
        var simulator = GwsSimulator.Start(options);
        var browser = await SharedBrowser.GetAsync();
        IBrowserContext window = await browser.OpenAsync(width, 900, dark);
        window.SetDefaultTimeout(60_000);
        await window.AddInitScriptAsync(WatchViolations);
        IPage page = await window.NewPageAsync();
        var fixture = new PageFixture(simulator, window, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                fixture._errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => fixture._errors.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(simulator.Uri.AbsoluteUri, StringComparison.Ordinal))
            {
                fixture._elsewhere.Enqueue(request.Url);
            }
        };
        if (open)
        {
            await fixture.OpenAsync(simulator.PageUri);
            await fixture.IsLiveAsync();
        }

        return fixture;
    }

    public Task OpenAsync(Uri address) => Page.GotoAsync(address.AbsoluteUri);

    public Task IsLiveAsync() => Assertions.Expect(Page.Locator("#connection")).ToHaveTextAsync("Live");

    public Task ShowAsync(string view) => Page.Locator($"#tab-{view}").ClickAsync();

    /// <summary>The row of an agent in the overview.</summary>
    public ILocator Agent(string name) => Page.Locator($"tr[data-agent='{name}']");

    public ILocator Button(string name) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Dialog => Page.Locator("dialog[open]").Last;

    public async ValueTask DisposeAsync()
    {
        string[] violations = await Page.EvaluateAsync<string[]>("window.violations");
        await _window.DisposeAsync();
        Simulator.Dispose();
        Assert.Empty(violations);
        Assert.Empty(_elsewhere);
        if (!ExpectsErrors)
        {
            Assert.Empty(_errors);
        }
    }
}
