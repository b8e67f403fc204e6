using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using GenesysOutbound.Desktop.ServiceClientApi;

namespace GenesysOutbound.Desktop.Page;

/// <summary>
/// The pages whose stream has ended a short time ago. A page whose stream broke opens another one within seconds; what its client
/// page has subscribed to is kept until then, because the client page does not notice and does not subscribe again. Not
/// thread-safe; the feed locks.
/// </summary>
internal sealed class PagesAway
{
    /// <summary>The most pages that are kept.</summary>
    internal const int MaxCount = PageFeed.MaxPages;

    /// <summary>How long a page is kept. A page waits ten seconds at most before it opens a stream again.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Func<TimeSpan> _now;
    private readonly List<(string Id, ClientConnection Client, TimeSpan Since)> _pages = [];

    public PagesAway()
    {
        var clock = Stopwatch.StartNew();
        _now = () => clock.Elapsed;
    }

    /// <summary>With a clock that a test moves.</summary>
    internal PagesAway(Func<TimeSpan> now) => _now = now;

    /// <summary>Keeps a page. One without subscriptions has nothing to lose and is not kept.</summary>
    public void Add(string id, ClientConnection client)
    {
        if (!client.HasSubscriptions)
        {
            return;
        }

        if (_pages.Count == MaxCount)
        {
            _pages.RemoveAt(0);
        }

        _pages.Add((id, client, _now()));
    }

    /// <summary>Finds a page that is away, or null.</summary>
    public ClientConnection? Find(string? id)
    {
        Forget();
        return _pages.Find(page => page.Id == id).Client;
    }

    /// <summary>Finds a page that comes back, which is not away any more; or null.</summary>
    public ClientConnection? Take(string? id)
    {
        var client = Find(id);
        _pages.RemoveAll(page => page.Id == id);
        return client;
    }

    /// <summary>The pages that are away.</summary>
    public IEnumerable<ClientConnection> Clients()
    {
        Forget();
        return _pages.Select(page => page.Client);
    }

    private void Forget()
    {
        var now = _now();
        _pages.RemoveAll(page => now - page.Since > Patience);
    }
}
