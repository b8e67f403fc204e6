using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>The HTTP sessions by their cookie. Idle ones are forgotten when next looked at, or when another is made.</summary>
internal sealed class HttpSessions
{
    public const string CookieName = "JSESSIONID";

    private readonly object _gate = new();
    private readonly Dictionary<string, HttpSession> _sessions = new(StringComparer.Ordinal);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly long _timeout;

    public HttpSessions(TimeSpan timeout) => _timeout = (long)timeout.TotalMilliseconds;

    public HttpSession Create(string agent)
    {
        lock (_gate)
        {
            foreach (var stale in _sessions.Values.Where(IsStale).ToArray())
            {
                _sessions.Remove(stale.Id);
            }

            var session = new HttpSession(agent) { LastUsed = _watch.ElapsedMilliseconds };
            _sessions.Add(session.Id, session);
            return session;
        }
    }

    public HttpSession? Find(string? id)
    {
        lock (_gate)
        {
            if (id is null || !_sessions.TryGetValue(id, out var session))
            {
                return null;
            }

            if (IsStale(session))
            {
                _sessions.Remove(id);
                return null;
            }

            session.LastUsed = _watch.ElapsedMilliseconds;
            return session;
        }
    }

    public void Remove(HttpSession session)
    {
        lock (_gate)
        {
            _sessions.Remove(session.Id);
        }
    }

    /// <summary>Forgets the sessions of an agent, or of all agents with null.</summary>
    public void Expire(string? agent)
    {
        lock (_gate)
        {
            foreach (var session in _sessions.Values.Where(s => agent is null || s.Agent == agent).ToArray())
            {
                _sessions.Remove(session.Id);
            }
        }
    }

    private bool IsStale(HttpSession session) => _watch.ElapsedMilliseconds - session.LastUsed > _timeout;
}
