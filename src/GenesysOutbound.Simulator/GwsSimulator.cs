using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using GenesysOutbound.Simulator.Api;
using GenesysOutbound.Simulator.Bayeux;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Control;
using GenesysOutbound.Simulator.Http;
using GenesysOutbound.Simulator.Page;
using GenesysOutbound.Simulator.Requests;
using GenesysOutbound.Simulator.Scenario;

namespace GenesysOutbound.Simulator;

/// <summary>
/// A simulated Genesys Web Services server with an Outbound Contact Server: HTTP, CometD, outbound records, calls and e-mails on
/// loopback.
/// It needs no rights and
/// no other process. All members may be used from any thread.
/// </summary>
public sealed partial class GwsSimulator : ISimulatorControl, IDisposable
{
    private readonly ContactCenter _center;
    private readonly BayeuxServer _bayeux;
    private readonly GwsApplication _application;
    private readonly HttpServer _http;
    private readonly RequestLog _requests;
    private readonly Lazy<Uri> _uri;
    private readonly GwsSimulatorOptions _options;
    private readonly ControlToken _token = new();
    private readonly object _pageGate = new();
    private PageSite? _page;
    private int _generation;

    private GwsSimulator(GwsSimulatorOptions options)
    {
        _options = options;
        Faults = new SimulatorFaults(options.Seed);
        var host = options.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : options.Address;
        _uri = new Lazy<Uri>(() => new UriBuilder("http", host.ToString(), Port).Uri);
        _bayeux = new BayeuxServer(options);
        _center = new ContactCenter(options, _bayeux, Faults, () => Uri);
        _bayeux.PollHeld = _center.Pulse;
        _requests = new RequestLog(options.RequestLogCapacity, options.RequestLogBytes);
        try
        {
            var api = new GwsApi(_center, () => Uri);
            ScenarioLoader.Load(options, _center);
            _application = new GwsApplication(options, _center, _bayeux, api, _requests, Faults);
            if (options.EnableControl)
            {
                OpenControl();
            }

            _http = new HttpServer(
                options.Address,
                options.Port,
                new HttpLimits(options.MaxRequestBytes, options.RequestTimeout, new HostCheck(options.Address)),
                _application.HandleAsync);
        }
        catch
        {
            _center.Dispose();
            _bayeux.Dispose();
            throw;
        }
    }

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">The settings; null uses the defaults.</param>
    /// <returns>The running simulator; dispose of it to free its port.</returns>
    /// <exception cref="FormatException">The scenario or the calling list cannot be read; the message has the place.</exception>
    /// <exception cref="System.IO.IOException">A file cannot be opened.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public static GwsSimulator Start(GwsSimulatorOptions? options = null) => new(options ?? new GwsSimulatorOptions());

    /// <summary>The base address to connect to, such as <c>http://127.0.0.1:8090/</c>.</summary>
    public Uri Uri => _uri.Value;

    /// <summary>The TCP port.</summary>
    public int Port => _http.Port;

    /// <summary>The token that the control resources require in <c>X-Simulator-Token</c>; each simulator has a new one.</summary>
    public string ControlToken => _token.Value;

    /// <summary>
    /// The address of the page that shows the contact center in a browser, with the token in its fragment: anyone with the
    /// address can drive the simulator. The page and the control resources are served from the moment this is first read, or from
    /// the start with <see cref="GwsSimulatorOptions.EnableControl"/>.
    /// </summary>
    public Uri PageUri
    {
        get
        {
            OpenControl();
            return new UriBuilder(Uri) { Fragment = $"token={ControlToken}" }.Uri;
        }
    }

    /// <summary>The agents, with their passwords.</summary>
    public IReadOnlyList<SimulatedAgent> Agents
        => _center.Read(() => _center.Agents.Select(a => new SimulatedAgent(a.UserName, a.Password, a.DevicePath)
    {
        PhoneNumber = a.PhoneNumber,
        LoginCode = a.LoginCode,
        Features = a.Features.OrderBy(f => f, StringComparer.Ordinal).ToArray(),
        LoggedIn = a.LoggedIn,
        State = a.WorkMode ?? a.State,
        BayeuxSessions = _bayeux.SessionsOf(a.UserName),
        HeldPolls = _bayeux.HeldPollsOf(a.UserName),
    }).ToArray());

    /// <summary>The campaigns in their present state.</summary>
    public IReadOnlyList<SimulatedCampaign> Campaigns
        => _center.Read(() => _center.Outbound.Campaigns.Select(c => c.ToPublic()).ToArray());

    /// <summary>The records of all calling lists in their present state, by handle.</summary>
    public IReadOnlyList<SimulatedRecord> Records
        => _center.Read(() => _center.Outbound.Records.OrderBy(r => r.Handle).Select(r => r.ToPublic()).ToArray());

    /// <summary>The open records that an agent holds, by handle. Faster than a search through <see cref="Records"/>.</summary>
    /// <param name="agent">The user name.</param>
    /// <returns>A copy; empty when the agent holds none.</returns>
    public IReadOnlyList<SimulatedRecord> RecordsOf(string agent)
        => _center.Read(() => _center.Outbound.HeldChains(agent).SelectMany(c => c.Records)
            .Where(r => r.IsOpen).OrderBy(r => r.Handle).Select(r => r.ToPublic()).ToArray());

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<SimulatedInteraction> Calls => _center.Read(() => _center.Calls.All.Select(c => c.ToPublic()).ToArray());

    /// <summary>The e-mails so far.</summary>
    public IReadOnlyList<SimulatedInteraction> Emails
        => _center.Read(() => _center.Emails.All.Select(e => e.ToPublic()).ToArray());

    /// <summary>The requests so far, oldest first; see <see cref="GwsSimulatorOptions.RequestLogCapacity"/>.</summary>
    public IReadOnlyList<SimulatorRequest> Requests => _requests.ToList();

    /// <summary>The faults to come.</summary>
    public SimulatorFaults Faults { get; }

    /// <summary>The simulated clock, by which callbacks fall due.</summary>
    public DateTimeOffset Now => _center.Read(() => _center.Clock.Now);

    /// <summary>Moves the simulated clock forward; callbacks that fall due meanwhile are delivered.</summary>
    /// <param name="by">How far; not negative.</param>
    public void AdvanceClock(TimeSpan by) => _center.Run(() => _center.AdvanceClock(by));

    /// <summary>Forgets Bayeux sessions: the next poll is answered with <c>402::Unknown client</c>.</summary>
    /// <param name="agent">The agent whose sessions; null for all agents.</param>
    public void ExpireBayeux(string? agent = null) => _bayeux.Expire(agent);

    /// <summary>Forgets HTTP sessions: cookie and CSRF token are worth nothing any more.</summary>
    /// <param name="agent">The agent whose sessions; null for all agents.</param>
    public void ExpireHttp(string? agent = null) => _application.Sessions.Expire(agent);

    /// <summary>Ends Bayeux sessions from the server's side, with an unsolicited <c>/meta/disconnect</c>.</summary>
    /// <param name="agent">The agent whose sessions; null for all agents.</param>
    public void DisconnectBayeux(string? agent = null) => _bayeux.Disconnect(agent);

    /// <summary>Cuts all connections.</summary>
    public void DropConnections() => _http.DropConnections();

    /// <summary>
    /// Cuts all connections, refuses new ones, and forgets all HTTP and Bayeux sessions, as a server that goes down does. Lists,
    /// records and calls
    /// belong to other servers and stay.
    /// </summary>
    public void Suspend()
    {
        _http.StopListening();
        _http.DropConnections();
        _application.Sessions.Expire(null);
        _bayeux.Expire(null);
        Interlocked.Increment(ref _generation);
    }

    /// <summary>Listens again on the same port after <see cref="Suspend"/>.</summary>
    public void Resume() => _http.Listen();

    /// <summary><see cref="Suspend"/> and <see cref="Resume"/>.</summary>
    public void Restart()
    {
        Suspend();
        Resume();
    }

    /// <summary>
    /// Goes back to the start: the scenario and the calling list are read again, the clock is set back, and all sessions, calls,
    /// e-mails, requests and faults are forgotten. Connections stay open; clients must log in again.
    /// </summary>
    /// <exception cref="FormatException">The scenario or the calling list cannot be read any more; nothing has changed
    /// then.</exception>
    /// <exception cref="System.IO.IOException">A file cannot be opened any more; nothing has changed then.</exception>
    public void Reset()
    {
        // A trial on the side: a file that cannot be read any more must not leave the simulator empty.
        using (var trial = new ContactCenter(_options, _bayeux, Faults, () => Uri))
        {
            ScenarioLoader.Load(_options, trial);
        }

        _application.Sessions.Expire(null);
        _bayeux.Expire(null);
        _center.Run(() =>
        {
            _center.Clear();
            ScenarioLoader.Load(_options, _center);
            Faults.Clear();
            _requests.Clear();
            _center.Hub.Log.Clear();
            Interlocked.Increment(ref _generation);
        });
    }

    /// <summary>
    /// Waits until something is true of the simulator; it is looked at again after every request and every change.
    /// </summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="timeout">How long at most.</param>
    /// <returns>Whether it came true.</returns>
    public bool WaitFor(Func<GwsSimulator, bool> condition, TimeSpan timeout)
    {
        if (condition is null)
        {
            throw new ArgumentNullException(nameof(condition));
        }

        var watch = Stopwatch.StartNew();
        lock (_center.Gate)
        {
            while (!condition(this))
            {
                var left = timeout - watch.Elapsed;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_center.Gate, left))
                {
                    return condition(this);
                }
            }

            return true;
        }
    }

    /// <summary>Forgets the requests so far.</summary>
    public void ClearRequests() => _requests.Clear();

    /// <summary>Frees the port and ends every connection at once. May be called again.</summary>
    public void Stop()
    {
        _page?.Dispose();
        _http.Dispose();
        _application.Dispose();
        _bayeux.Dispose();
        _center.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    /// <summary>Serves the page and the control resources from now on.</summary>
    private void OpenControl()
    {
        lock (_pageGate)
        {
            if (_page is not null)
            {
                return;
            }

            _center.Run(() => _center.Hub.Log.IsOn = true);
            _application.KeepReplies = true;
            _page = new PageSite(new PageContext(_center, _bayeux, Faults, _requests, () => Volatile.Read(ref _generation)),
                _token);
            var control = new ControlApi(this, _token);
            _application.Extension = request => _page.Handle(request) ?? control.Handle(request);
        }
    }
}
