using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// Logs in again, for everything of a session that the server turned away: one login at a time, shared by all who wait for it.
/// What passes (no answer, an answer of 5xx, 404, 408 or 429, a page that is not JSON) is tried again with growing pauses. A
/// login that is refused is tried once more at most; after that the password is not sent any more by this session, so that the
/// account is not locked.
/// </summary>
internal sealed class Authenticator(
    Func<CancellationToken, Task<GwsResponse>> login, Func<GwsResponse, bool> hasUser, Action<string> trace,
        CancellationToken closing)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Random _random = new();
    private Task? _running;
    private long _version;
    private volatile string? _refusal;
    private volatile string? _obstacle;
    private volatile bool _hasLoggedIn;
    private int? _obstacleStatus;

    /// <summary>Grows with every login; see <see cref="LogInAsync"/>.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Whether the server accepted the session's credentials once.</summary>
    public bool HasLoggedIn => _hasLoggedIn;

    /// <summary>What keeps the session from logging in again at this moment; null when nothing does.</summary>
    public string? Obstacle => _obstacle;

    /// <summary>Called when <see cref="Obstacle"/> changes.</summary>
    public Action? ObstacleChanged { get; set; }

    /// <summary>Notes a reply that was not turned away.</summary>
    public void NoteReply(bool isSuccess) => _hasLoggedIn |= isSuccess;

    /// <summary>Throws when the server has refused the password: it is not sent again by this session.</summary>
    /// <exception cref="GwsException">It was refused.</exception>
    public void ThrowIfRefused()
    {
        if (_refusal is { } refusal)
        {
            throw Refused(refusal);
        }
    }

    /// <summary>Waits for a login that is newer than the one a refused request was sent with.</summary>
    /// <param name="knownVersion">What <see cref="Version"/> was when the refused request left.</param>
    /// <param name="cancellationToken">Ends the wait; the login goes on for the others.</param>
    /// <exception cref="GwsException">The login was refused, or did not succeed in time. Nothing was carried out.</exception>
    public async Task LogInAsync(long knownVersion, CancellationToken cancellationToken)
    {
        Task running;
        lock (_gate)
        {
            ThrowIfRefused();
            if (_version != knownVersion)
            {
                return;
            }

            // On a thread of the pool: the login must not carry the context of the one request that began it.
            running = _running ??= Task.Run(RunAsync, CancellationToken.None);
        }

        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), stopped))
        {
            await Task.WhenAny(running, stopped.Task).ConfigureAwait(false);
        }

        ThrowIfRefused();
        if (Version == knownVersion && closing.IsCancellationRequested)
        {
            throw new GwsException(GwsErrorIds.SessionClosed,
                "The session was closed while it logged in again; nothing was carried out.");
        }

        if (Version == knownVersion)
        {
            throw NotInTime();
        }
    }

    /// <summary>The error of a request that was turned away and could not wait longer for the login.</summary>
    public GwsException NotInTime() => new(
        GwsErrorIds.ConnectionFailed,
        "The server ended the login and the session could not log in again in time: "
            + (_obstacle ?? "the login has no answer yet")
            + ". Nothing was carried out.")
    {
        HttpStatus = _obstacleStatus,
    };

    private async Task RunAsync()
    {
        trace("The server turned a request away; logging in again.");
        var pause = FirstPause;
        var refusals = 0;
        while (!closing.IsCancellationRequested)
        {
            string? obstacle;
            try
            {
                var response = await login(closing).ConfigureAwait(false);
                if (IsAccepted(response))
                {
                    Succeed();
                    return;
                }

                if (RefusalOf(response) is { } refusal && (response.HttpStatus == 401 || ++refusals > 1))
                {
                    End(refusal);
                    return;
                }

                obstacle = "the login was answered with " + Describe(response);
                _obstacleStatus = response.HttpStatus;
            }
            catch (GwsException error)
            {
                obstacle = "the login failed: " + error.Message;
                _obstacleStatus = error.HttpStatus;
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (Exception error)
            {
                // Whatever it is, those who wait must not be left waiting: it is tried again until they give up.
                obstacle = "the login failed: " + error.GetType().Name;
                _obstacleStatus = null;
            }

            SetObstacle(obstacle);
            try
            {
                await Task.Delay(WithJitter(pause), closing).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            pause = pause + pause > LongestPause ? LongestPause : pause + pause;
        }
    }

    private bool IsAccepted(GwsResponse response) =>
        response.HttpStatus == 200 && response.StatusCode is null or 0 && hasUser(response);

    private static string? RefusalOf(GwsResponse response) => response switch
    {
        { HttpStatus: 401 or 403 } => Describe(response),
        { HttpStatus: >= 300 and < 400 } => Describe(response),
        { HttpStatus: 200, StatusCode: not (null or 0) } => Describe(response),
        _ => null,
    };

    private static string Describe(GwsResponse response) => "HTTP " + response.HttpStatus + response switch
    {
        { HttpStatus: >= 300 and < 400 } => " (a redirect)",
        { StatusCode: { } code and not 0 } =>
            ", statusCode " + code + (response.StatusMessage is { Length: > 0 } said ? " (" + said + ")" : string.Empty),
        { HttpStatus: 200, Data: null } => ", which is not JSON",
        { HttpStatus: 200 } => ", which names no user",
        _ => string.Empty,
    };

    private void Succeed()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _version);
            _running = null;
        }

        SetObstacle(null);
    }

    private void End(string refusal)
    {
        trace("The server refused the login (" + refusal + "); the password is not sent again.");
        lock (_gate)
        {
            _refusal = refusal;
        }

        SetObstacle(null);
    }

    private void SetObstacle(string? obstacle)
    {
        var changed = _obstacle != obstacle;
        _obstacle = obstacle;
        if (obstacle is not null)
        {
            trace(obstacle + "; it is tried again.");
        }

        if (changed)
        {
            ObstacleChanged?.Invoke();
        }
    }

    private TimeSpan WithJitter(TimeSpan pause)
    {
        lock (_gate)
        {
            return TimeSpan.FromTicks((long)(pause.Ticks * (1 - (0.5 * _random.NextDouble()))));
        }
    }

    private static GwsException Refused(string refusal) => new(
        GwsErrorIds.AuthenticationFailed,
        "The server refused to log the user in again (" + refusal
            + "). The password is not sent again by this session, so that the account is not "
            + "locked; nothing was sent. Connect again with the right password.");
}
