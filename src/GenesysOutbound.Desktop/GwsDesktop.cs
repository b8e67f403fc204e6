using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Http;
using GenesysOutbound.Desktop.Page;
using GenesysOutbound.Desktop.Security;
using GenesysOutbound.Desktop.ServiceClientApi;

namespace GenesysOutbound.Desktop;

/// <summary>
/// The agent's desktop of an open session, served to a browser on this machine, and a host of the Service Client API for a page
/// that it frames. It ends with the session. All members may be used from any thread.
/// </summary>
public sealed class GwsDesktop : IDisposable
{
    /// <summary>How long open pages may take to receive the last line.</summary>
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly BrowserAccess _access = new();
    private readonly PageFeed _feed;
    private readonly LoopbackServer _server;
    private int _ended;

    private GwsDesktop(GwsSession session, GwsDesktopOptions options)
    {
        Session = session;
        Options = options;
        var origins = Origins(options);
        AllowedOrigins = origins.Select(origin => origin.ToString()).ToArray();

        var unknown = new UnknownOutcomes(session);
        var host = new ServiceClientHost(session, options, origins, unknown);
        _feed = new PageFeed(session, new PageSections(session, options, origins, unknown),
            new EventPublisher(session, host.Interactions))
        {
            Ended = reason => Stop(reason),
        };
        var guard = new RequestGuard(_access);
        var requests = new DesktopRequests(
            guard, _access, new ResponseHeaders(origins), _feed, new PageActions(session, options, unknown), host,
                _stop.Token);
        _server = LoopbackServer.Start(options.Port, requests.HandleAsync);
        guard.SetPort(_server.Port);
        Uri = new Uri(guard.Origin + "/");
        StartedAt = DateTimeOffset.Now;
        _feed.Start();
    }

    /// <summary>Raised once when the desktop has ended. From any thread.</summary>
    public event EventHandler? Ended;

    /// <summary>The session.</summary>
    public GwsSession Session { get; }

    /// <summary>The name of the session.</summary>
    public string SessionName => Session.Name;

    /// <summary>The port.</summary>
    public int Port => _server.Port;

    /// <summary>The address of the page, without the token: enough for a browser that was let in before.</summary>
    public Uri Uri { get; }

    /// <summary>
    /// The address that lets one browser in: it carries a one-time token. When it has been used, this property has another.
    /// The first person who opens the address can act for the agent, so it should not be passed on.
    /// </summary>
    public Uri PageUri => new(Uri, "#" + _access.Token);

    /// <summary>The page in the frame, or null.</summary>
    public Uri? ClientUri => Options.ClientUri;

    /// <summary>The origins that may use the Service Client API, with their methods where those are limited.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; }

    /// <summary>Whether page and host change nothing.</summary>
    public bool ReadOnly => Options.ReadOnly;

    /// <summary>When the desktop was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>How many pages are open.</summary>
    public int OpenPages => _feed.Count;

    /// <summary>Whether the desktop is served.</summary>
    public bool IsRunning => Volatile.Read(ref _ended) == 0;

    /// <summary>Why the desktop has ended, or null while it runs.</summary>
    public string? EndReason { get; private set; }

    internal GwsDesktopOptions Options { get; }

    internal LoopbackServer Server => _server;

    /// <summary>Starts the desktop of a session.</summary>
    /// <param name="session">The session. It stays the caller's.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <returns>The running desktop; dispose of it to stop it.</returns>
    /// <exception cref="ArgumentException">An address or an origin cannot be used; the message says which.</exception>
    /// <exception cref="GwsException">The session is closed or lost.</exception>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public static GwsDesktop Start(GwsSession session, GwsDesktopOptions? options = null)
    {
        if (session is null)
        {
            throw new ArgumentNullException(nameof(session));
        }

        session.EnsureOpen();
        return new GwsDesktop(session, options ?? new GwsDesktopOptions());
    }

    /// <summary>Ends the desktop. Open pages say so. May be called again.</summary>
    public void Stop() => Stop("The desktop was stopped.");

    /// <inheritdoc/>
    public void Dispose() => Stop();

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean($"{Uri} ({SessionName})");

    private static List<AllowedOrigin> Origins(GwsDesktopOptions options)
    {
        if (options.RateLimit < 1)
        {
            throw new ArgumentException($"The rate limit must be at least 1 request in a second; it is {options.RateLimit}.",
                nameof(options));
        }

        var origins = options.AllowedOrigins.Select(AllowedOrigin.Parse).ToList();
        if (options.ClientUri is { } page)
        {
            if (!page.IsAbsoluteUri)
            {
                throw new ArgumentException($"The address of the client page must be absolute; it is '{page}'.", nameof(options));
            }

            var own = AllowedOrigin.OfPage(page);
            if (origins.TrueForAll(origin => origin.Origin != own.Origin))
            {
                origins.Insert(0, own);
            }
        }

        return origins;
    }

    private void Stop(string reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        EndReason = reason;
        var patience = _feed.Count > 0 ? GoodbyeLimit : TimeSpan.Zero;
        _feed.End(reason);
        _feed.Dispose();

        // The streams end by themselves after their last line; a browser that does not take it is cut off.
        SpinWait.SpinUntil(() => _feed.Count == 0, patience);
        _stop.Cancel();
        _server.Dispose();
        Ended?.Invoke(this, EventArgs.Empty);
    }
}
