using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>The Bayeux sessions by client id, by agent and by browser; forgets those that stopped polling.</summary>
internal sealed class BayeuxSessions : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, BayeuxSession> _byClient = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BayeuxSession>> _byAgent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BayeuxSession>> _byBrowser = new(StringComparer.Ordinal);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly long _maxInterval;
    private readonly Timer _sweep;

    public BayeuxSessions(TimeSpan maxInterval)
    {
        _maxInterval = (long)maxInterval.TotalMilliseconds;
        var period = Math.Max(20, Math.Min(1000, _maxInterval / 4));
        _sweep = new Timer(_ => Sweep(), null, period, period);
    }

    /// <summary>When a session that rests now is forgotten.</summary>
    public long NextDeadline => _watch.ElapsedMilliseconds + _maxInterval;

    public void Add(BayeuxSession session)
    {
        lock (_gate)
        {
            _byClient.Add(session.ClientId, session);
            AddTo(_byAgent, session.Agent, session);
            AddTo(_byBrowser, session.BrowserId, session);
        }
    }

    public BayeuxSession? Find(string clientId)
    {
        lock (_gate)
        {
            return _byClient.TryGetValue(clientId, out var session) ? session : null;
        }
    }

    /// <summary>The sessions of an agent, or of all agents with null.</summary>
    public BayeuxSession[] Of(string? agent)
    {
        lock (_gate)
        {
            return agent is null ? _byClient.Values.ToArray()
                : _byAgent.TryGetValue(agent, out var sessions) ? sessions.ToArray() : [];
        }
    }

    public bool AnotherPolls(BayeuxSession session)
    {
        lock (_gate)
        {
            return _byBrowser.TryGetValue(session.BrowserId, out var sessions)
                && sessions.Any(s => !ReferenceEquals(s, session) && s.IsPolling);
        }
    }

    /// <summary>Forgets a session and ends its poll.</summary>
    public void Remove(BayeuxSession session, PollEnd reason = PollEnd.Expired)
    {
        lock (_gate)
        {
            if (!_byClient.Remove(session.ClientId))
            {
                return;
            }

            RemoveFrom(_byAgent, session.Agent, session);
            RemoveFrom(_byBrowser, session.BrowserId, session);
        }

        session.End(reason);
    }

    public void Dispose() => _sweep.Dispose();

    private static void AddTo(Dictionary<string, List<BayeuxSession>> index, string key, BayeuxSession session)
    {
        if (!index.TryGetValue(key, out var sessions))
        {
            index.Add(key, sessions = []);
        }

        sessions.Add(session);
    }

    private static void RemoveFrom(Dictionary<string, List<BayeuxSession>> index, string key, BayeuxSession session)
    {
        if (index.TryGetValue(key, out var sessions) && sessions.Remove(session) && sessions.Count == 0)
        {
            index.Remove(key);
        }
    }

    private void Sweep()
    {
        var now = _watch.ElapsedMilliseconds;
        foreach (var session in Of(null))
        {
            if (session.Deadline < now)
            {
                Remove(session);
            }
        }
    }
}
