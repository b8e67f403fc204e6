using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Sessions;

/// <summary>
/// What belongs to one runspace: its sessions, which of them is the current one, where its waits stand in each event log, and
/// what else is to be closed with it. Two runspaces never see each other's; a session that is handed over explicitly works in
/// both.
/// </summary>
internal sealed class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> States = new();

    /// <summary>How long closing a runspace or removing the module may take for logging out of servers.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly List<GwsSession> _sessions = [];
    private readonly HashSet<GwsSession> _foreign = [];
    private readonly List<IDisposable> _others = [];
    private readonly ConditionalWeakTable<GwsSession, GwsEventReader> _readers = new();
    private GwsSession? _current;
    private PSEventManager? _eventManager;

    /// <summary>The state of the runspace that runs on this thread. Pipeline thread only.</summary>
    public static RunspaceSessions ForCurrentRunspace => Runspace.DefaultRunspace is { } runspace
        ? States.GetValue(runspace, Create).ForScript(runspace)
        : throw new InvalidOperationException("There is no runspace on this thread.");

    /// <summary>The sessions of this runspace, oldest first.</summary>
    public IReadOnlyList<GwsSession> Sessions
    {
        get
        {
            lock (_gate)
            {
                return [.. _sessions];
            }
        }
    }

    /// <summary>The session that commands take when they are given none.</summary>
    public GwsSession? Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>Adds a session that this runspace opened, and makes it the current one.</summary>
    public void Add(GwsSession session)
    {
        lock (_gate)
        {
            _sessions.Add(session);
            _current = session;
        }
    }

    /// <summary>Makes a session the current one. One that comes from another runspace stays that one's to close.</summary>
    public void Select(GwsSession session)
    {
        lock (_gate)
        {
            if (!_sessions.Contains(session))
            {
                _sessions.Add(session);
                _ = _foreign.Add(session);
            }

            _current = session;
        }
    }

    /// <summary>Leaves the runspace without a current session.</summary>
    public void Deselect()
    {
        lock (_gate)
        {
            _current = null;
        }
    }

    /// <summary>
    /// Forgets a session. No other takes its place as the current one: acting on the wrong server is worse than an error.
    /// </summary>
    public void Remove(GwsSession session)
    {
        lock (_gate)
        {
            _ = _sessions.Remove(session);
            _ = _foreign.Remove(session);
            if (ReferenceEquals(_current, session))
            {
                _current = null;
            }
        }
    }

    /// <summary>
    /// The sessions that an id, or else a name, may mean (a wildcard pattern is the caller's business). Of those with one name,
    /// one user and one server the newest is meant: a script that was run again opened it in place of the others.
    /// </summary>
    /// <returns>None, one, or one for each user and server that has the name.</returns>
    public IReadOnlyList<GwsSession> Find(string nameOrId)
    {
        IReadOnlyList<GwsSession> sessions = Sessions;
        GwsSession? withId = sessions.FirstOrDefault(session => string.Equals(
            session.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), nameOrId, StringComparison.Ordinal));
        return withId is not null ? [withId] : [.. sessions
            .Where(session => string.Equals(session.Name, nameOrId, StringComparison.OrdinalIgnoreCase))
            .GroupBy(session => (session.Uri, session.UserName))
            .Select(same => same.Last())];
    }

    /// <summary>Where this runspace's waits stand in a session's log.</summary>
    public GwsEventReader Reader(GwsSession session) => _readers.GetValue(session, static s => s.Events.CreateReader());

    /// <summary>Something else to close with the runspace: a simulator, a subscription.</summary>
    public void Track(IDisposable other)
    {
        lock (_gate)
        {
            _others.Add(other);
        }
    }

    /// <summary>It was closed in another way.</summary>
    public void Untrack(IDisposable other)
    {
        lock (_gate)
        {
            _ = _others.Remove(other);
        }
    }

    /// <summary>What this runspace keeps of a kind, oldest first.</summary>
    public IReadOnlyList<T> Tracked<T>()
    {
        lock (_gate)
        {
            return [.. _others.OfType<T>()];
        }
    }

    /// <summary>The last of these that this runspace started, or null.</summary>
    public T? Latest<T>()
        where T : class
    {
        lock (_gate)
        {
            return _others.OfType<T>().LastOrDefault();
        }
    }

    /// <summary>
    /// Closes everything of this runspace, and nothing of any other. Logs out of the servers, within a limit of time.
    /// </summary>
    public void Close()
    {
        GwsSession[] sessions;
        IDisposable[] others;
        lock (_gate)
        {
            sessions = [.. _sessions.Where(session => !_foreign.Contains(session))];
            others = [.. _others];
            _sessions.Clear();
            _foreign.Clear();
            _others.Clear();
            _current = null;
        }

        if (sessions.Length > 0)
        {
            using var limit = new CancellationTokenSource(CloseLimit);
            CancellationToken token = limit.Token;

            // From the pool, so that a host's synchronisation context on this thread cannot be waited for.
            var goodbyes = Task.Run(() => Task.WhenAll(sessions.Select(session => GoodbyeAsync(session, token))),
                CancellationToken.None);
            _ = goodbyes.Wait(CloseLimit);
        }

        foreach (IDisposable thing in sessions.Concat(others))
        {
            thing.Dispose();
        }
    }

    /// <summary>
    /// A pooled runspace runs one script after the other (ForEach-Object -Parallel). The engine resets it in between and gives it
    /// a new event manager; the current session of the script before is not that of the next.
    /// </summary>
    private RunspaceSessions ForScript(Runspace runspace)
    {
        PSEventManager manager = runspace.Events;
        lock (_gate)
        {
            if (!ReferenceEquals(_eventManager, manager))
            {
                _current = _eventManager is null ? _current : null;
                _eventManager = manager;
            }
        }

        return this;
    }

    private static async Task GoodbyeAsync(GwsSession session, CancellationToken token)
    {
        try
        {
            await session.DisconnectAsync(token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The runspace is going; nobody is left to tell, and the session is disposed of next in any case.
        }
    }

    private static RunspaceSessions Create(Runspace runspace)
    {
        var state = new RunspaceSessions();

        // A thread job or a parallel block that opened a session must not leave its poll behind when its runspace ends.
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
            {
                state.Close();
            }
        };
        return state;
    }
}
