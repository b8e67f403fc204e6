using System;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.Browser;

/// <summary>
/// The one browser of a test process: it starts for the first test that asks, and ends with the process's tests. Each test
/// opens a window with a profile of its own. A test assembly names this class as its assembly fixture.
/// </summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private static readonly Lazy<Task<HeadlessBrowser>> Browser = new(HeadlessBrowser.StartAsync);

    public static Task<HeadlessBrowser> GetAsync() => Browser.Value;

    public async ValueTask DisposeAsync()
    {
        if (Browser.IsValueCreated)
        {
            var browser = await Browser.Value;
            await browser.DisposeAsync();
        }
    }
}
