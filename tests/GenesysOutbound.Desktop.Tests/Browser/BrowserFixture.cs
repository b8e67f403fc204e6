using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Browser;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace GenesysOutbound.Desktop.Tests.Browser;

/// <summary>The browser of the tests' process; each test has a window with a profile of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private HeadlessBrowser? _browser;

    public static string? SkipReason => HeadlessBrowser.SkipReason;

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is null)
        {
            _browser = await SharedBrowser.GetAsync();
        }
    }

    public async Task<BrowserWindow> OpenAsync(int width = 1440, int height = 900, bool dark = false)
    {
        Assert.SkipWhen(_browser is null, SkipReason ?? string.Empty);
        return new BrowserWindow(await _browser!.OpenAsync(width, height, dark));
    }

    public ValueTask DisposeAsync() => default;
}

/// <summary>A window. What the page writes to the console as an error is kept: a healthy page writes none.</summary>
public sealed class BrowserWindow(IBrowserContext context) : IAsyncDisposable
{
    public IBrowserContext Context => context;

    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Opens an address of a desktop, and waits until the page shows the session.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        var page = await NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri);
        await Assertions.Expect(page.Locator("#header .pill").First).ToHaveTextAsync("Connected");
        return page;
    }

    public async Task<IPage> NewPageAsync()
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)SimulatorFixture.Patience.TotalMilliseconds);
        Assertions.SetDefaultExpectTimeout((float)SimulatorFixture.Patience.TotalMilliseconds);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => Errors.Enqueue(error);
        return page;
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
