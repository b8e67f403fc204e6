using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace GenesysOutbound.Testing.Browser;

/// <summary>
/// A headless Chromium of this machine, driven by Playwright. No browser is downloaded: <c>CHROMIUM</c> names one, or else it is
/// looked for in the path.
/// </summary>
public sealed class HeadlessBrowser : IAsyncDisposable
{
    /// <summary>The shell first: it is Chromium without windows, and takes less processor time.</summary>
    private static readonly string[] Names =
        ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private HeadlessBrowser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>The browser's program; null where there is none.</summary>
    public static string? ExecutablePath { get; } = Find();

    /// <summary>Why a test that needs a browser is skipped; null where there is one.</summary>
    public static string? SkipReason { get; } = ExecutablePath is null
        ? "There is no Chromium in the path. Install Debian's chromium-headless-shell or chromium, or name a browser with the "
            + "environment variable CHROMIUM."
        : null;

    /// <summary>Starts the browser; each start has a profile of its own, which ends with it.</summary>
    public static async Task<HeadlessBrowser> StartAsync()
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ExecutablePath,
            Args = Arguments,
            Headless = true,
        });
        return new HeadlessBrowser(playwright, browser);
    }

    /// <summary>Opens a window with a profile of its own.</summary>
    public Task<IBrowserContext> OpenAsync(int width, int height, bool dark = false) =>
        _browser.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = height },
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        Locale = "en-US",
        TimezoneId = "UTC",
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in Names)
        {
            foreach (string folder in folders)
            {
                string path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }
}
