using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Browser;
using Microsoft.Playwright;

namespace GenesysOutbound.Screenshots;

/// <summary>The pictures of docs/desktop.md.</summary>
internal static class DesktopPictures
{
    /// <summary>Takes them.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="everything">Whether to take wide and narrow, light and dark, to look at.</param>
    public static async Task TakeAsync(HeadlessBrowser browser, string folder, bool everything)
    {
        await using (DesktopScene scene = await DesktopScene.StartAsync())
        {
            await TakeAsync(browser, scene, Path.Combine(folder, "desktop-light.png"), 1440, dark: false);
            await TakeAsync(browser, scene, Path.Combine(folder, "desktop-narrow-dark.png"), 400, dark: true);
            if (everything)
            {
                await TakeAsync(browser, scene, Path.Combine(folder, "desktop-dark.png"), 1440, dark: true);
                await TakeAsync(browser, scene, Path.Combine(folder, "desktop-narrow-light.png"), 400, dark: false);
                await TakeAsync(browser, scene, Path.Combine(folder, "desktop-middle.png"), 1000, dark: false);
            }
        }

        using var site = new ExampleSite();
        await using DesktopScene framed = await DesktopScene.StartAsync(site.Uri);
        await TakeAsync(browser, framed, Path.Combine(folder, "desktop-client-page.png"), 1440, dark: false, ".client-frame");
    }

    private static async Task TakeAsync(HeadlessBrowser browser, DesktopScene scene, string path, int width, bool dark,
        string? until = null)
    {
        await using IBrowserContext window = await browser.OpenAsync(width, until is null
            ? Math.Clamp(1_400_000 / width, 1240, 1700) : 900, dark);
        IPage page = await window.NewPageAsync();
        await page.GotoAsync(scene.Desktop.PageUri.AbsoluteUri);
        await page.Locator(".pending .pill").First.WaitForAsync();
        await page.Locator("#interactions .item").First.WaitForAsync();
        if (until is not null)
        {
            await page.FrameLocator(until).Locator("#shown li").First.WaitForAsync();
            await page.Locator(until).ScrollIntoViewIfNeededAsync();
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = false });
        Console.WriteLine(path);
    }

    /// <summary>
    /// Serves the example of docs/desktop.md, an integrator's first page, on another origin than the desktop's.
    /// </summary>
    private sealed class ExampleSite : IDisposable
    {
        private readonly HttpListener _listener = new();

        public ExampleSite()
        {
            Uri = new Uri($"http://127.0.0.1:{FreePort()}/first-page.html");
            _listener.Prefixes.Add(Uri.GetLeftPart(UriPartial.Authority) + "/");
            _listener.Start();
            _ = Task.Run(ServeAsync);
        }

        public Uri Uri { get; }

        public void Dispose() => _listener.Close();

        private static int FreePort()
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = await _listener.GetContextAsync();
                    byte[] page = Encoding.UTF8.GetBytes(
                        await File.ReadAllTextAsync(Path.GetFullPath("docs/examples/first-page.html")));
                    context.Response.ContentType = "text/html; charset=utf-8";
                    await context.Response.OutputStream.WriteAsync(page);
                    context.Response.Close();
                }
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // The site was closed.
            }
        }
    }
}
