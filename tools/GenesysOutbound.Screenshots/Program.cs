using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Browser;
using Microsoft.Playwright;

namespace GenesysOutbound.Screenshots;

/// <summary>
/// Takes the pictures of the simulator's page and of the desktop that the documentation shows, from the running pages:
/// <c>dotnet run --project tools/GenesysOutbound.Screenshots [-- FOLDER [all]]</c>. The folder is docs/images unless another is
/// named; with <c>all</c> it takes every view, wide and narrow, light and dark, to look at.
/// </summary>
internal static class Program
{
    private static readonly string[] Views = ["overview", "records", "interactions", "traffic", "faults"];

    private static async Task<int> Main(string[] arguments)
    {
        if (HeadlessBrowser.ExecutablePath is null)
        {
            await Console.Error.WriteLineAsync(
                "There is no Chromium in the path. Install it, or name it with the environment variable CHROMIUM.");
            return 1;
        }

        string folder = Path.GetFullPath(arguments.Length > 0 ? arguments[0] : "docs/images");
        Directory.CreateDirectory(folder);
        await using HeadlessBrowser browser = await HeadlessBrowser.StartAsync();
        await DesktopPictures.TakeAsync(browser, folder, everything: arguments is [_, "all"]);
        await using Scene scene = await Scene.StartAsync();
        if (arguments is [_, "all"])
        {
            foreach (string view in Views)
            {
                foreach ((string name, int width) in new[] { ("wide", 1440), ("narrow", 400) })
                {
                    await TakeAsync(browser, scene.PageUri, view, Path.Combine(folder, $"{view}-{name}-light.png"), width,
                        dark: false);
                    await TakeAsync(browser, scene.PageUri, view, Path.Combine(folder, $"{view}-{name}-dark.png"), width,
                        dark: true);
                }
            }

            return 0;
        }

        await TakeAsync(browser, scene.PageUri, "overview", Path.Combine(folder, "simulator-page-light.png"), 1440, dark: false);
        await TakeAsync(browser, scene.PageUri, "overview", Path.Combine(folder, "simulator-page-dark.png"), 1440, dark: true);
        await TakeAsync(browser, scene.PageUri, "traffic", Path.Combine(folder, "simulator-traffic-light.png"), 1440,
            dark: false);
        return 0;
    }

    private static async Task TakeAsync(HeadlessBrowser browser, Uri address, string view, string path, int width, bool dark)
    {
        await using IBrowserContext window = await browser.OpenAsync(width, 860, dark);
        IPage page = await window.NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri);
        await page.Locator("#connection", new PageLocatorOptions { HasText = "Live" }).WaitForAsync();
        await page.Locator($"#tab-{view}").ClickAsync();
        await page.Locator($"#view-{view} tbody tr, #view-{view} .campaign, #view-{view} .presets").First.WaitForAsync();
        await page.Locator(".rate.requests").WaitForAsync();

        // Long enough for the plot to show some seconds.
        await page.WaitForTimeoutAsync(2500);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = width < 1000 });
        Console.WriteLine(path);
    }
}
