using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>
/// The agent's login to the contact center. Several sessions of one agent share it, so a session ends only what it began, and
/// notices when another one has ended it. A session that is lost, or ends without a logout, leaves its login to the next one of
/// the same agent in this process.
/// </summary>
internal sealed class ContactCenterSession(GwsSessionOptions options, IMediaRequests requests, GwsHttp http,
    SessionLifecycle lifecycle) : IDisposable
{
    // The logins that nobody has ended, each with a mark of the session that left it.
    private static readonly ConcurrentDictionary<(Uri Server, string UserName), object> s_leftBehind = new();

    private readonly object _gate = new();
    private readonly object _mark = new();
    private readonly (Uri Server, string UserName) _agent = (options.Uri, options.UserName);
    private volatile bool _wanted;
    private volatile bool _begunHere;
    private volatile bool _endedElsewhere;

    /// <summary>True when this session uses the contact-center session.</summary>
    public bool IsWanted => _wanted;

    /// <summary>True while the agent is logged out although this session did not log out.</summary>
    public bool EndedElsewhere => _endedElsewhere;

    /// <summary>Logs the agent in, on the media that the user has a feature for.</summary>
    /// <returns>A warning, or null.</returns>
    public async Task<string?> StartAsync(IReadOnlyList<GwsDevice> devices, CancellationToken cancellationToken)
    {
        var media = options.MediaChannels
            .Where(item => lifecycle.Has(string.Equals(item, "voice", StringComparison.OrdinalIgnoreCase)
                ? GwsFeature.Voice : GwsFeature.Multimedia))
            .ToArray();
        if (media.Length == 0)
        {
            return null;
        }

        // Another session of the agent is at work when a device is logged in already: its login is not ours to end.
        var request = requests.StartContactCenterSession(options, media);
        _wanted = true;
        lock (_gate)
        {
            _begunHere |= s_leftBehind.TryRemove(_agent, out _) || devices.Count == 0 || devices.All(IsLoggedOut);
        }

        var response = await http.SendAsync(request.Method, request.Path, request.Json, cancellationToken).ConfigureAwait(false);
        const int partialSuccess = 7;
        if (response.StatusCode == partialSuccess)
        {
            return $"The contact-center session started in part: {http.Clean(response.StatusMessage ?? response.Body)}";
        }

        response.EnsureSuccess(request.Operation);
        _endedElsewhere = false;
        return null;
    }

    /// <summary>
    /// Logs the agent out, if this session logged the agent in. It ends the HTTP session too, so it must be the last request.
    /// </summary>
    /// <exception cref="GwsException">
    /// The server did not carry it out, or did not say so: the login stays this session's, and <see cref="Dispose"/> leaves it to
    /// the next session of the agent.
    /// </exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_endedElsewhere || !TakeForLogout())
        {
            return;
        }

        _wanted = false;
        var request = requests.EndContactCenterSession();
        try
        {
            var response = await http.SendAsync(request.Method, request.Path, request.Json, cancellationToken)
                .ConfigureAwait(false);
            response.EnsureCarriedOut(request.Operation);
        }
        catch
        {
            _begunHere = true;
            throw;
        }
    }

    /// <summary>
    /// Leaves the login that this session began to the next session of the agent. Until that session takes it over,
    /// <see cref="EndAsync"/> can still end it.
    /// </summary>
    public void LeaveBehind()
    {
        lock (_gate)
        {
            if (_begunHere && !_endedElsewhere)
            {
                _begunHere = false;
                s_leftBehind[_agent] = _mark;
            }
        }
    }

    public void Dispose() => LeaveBehind();

    /// <summary>Whether devices say that the agent is logged out, which this session did not do.</summary>
    public bool IsLogoutElsewhere(IReadOnlyList<GwsDevice> devices) => _wanted && devices.Count > 0 && devices.All(IsLoggedOut);

    /// <summary>Takes in the state of the devices.</summary>
    /// <returns>Whether the answer to <see cref="EndedElsewhere"/> changed.</returns>
    public bool Notice(IReadOnlyList<GwsDevice> devices)
    {
        var loggedOut = IsLogoutElsewhere(devices);
        if (!_wanted || devices.Count == 0 || loggedOut == _endedElsewhere)
        {
            return false;
        }

        _endedElsewhere = loggedOut;
        return true;
    }

    public static bool IsLoggedOut(GwsDevice device) =>
        string.Equals(device.UserState, "LoggedOut", StringComparison.OrdinalIgnoreCase);

    // From here on the login is this session's to end: it is not left behind meanwhile.
    private bool TakeForLogout()
    {
        lock (_gate)
        {
            var isOurs = _begunHere || ((ICollection<KeyValuePair<(Uri Server, string UserName), object>>)s_leftBehind)
                .Remove(new KeyValuePair<(Uri Server, string UserName), object>(_agent, _mark));
            _begunHere = false;
            return isOurs;
        }
    }
}
