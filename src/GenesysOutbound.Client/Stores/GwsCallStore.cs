using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// The calls that a session knows, kept current from events. Thread-safe. The oldest released calls are forgotten.
/// </summary>
public sealed class GwsCallStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, GwsCall> _byId = new(StringComparer.Ordinal);
    private readonly Queue<string> _released = new();
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly int _history;
    private readonly StoreLimit _limit;
    private long _revision;

    internal GwsCallStore(int history, StoreLimit? limit = null)
    {
        _history = history;
        _limit = limit ?? new StoreLimit("calls");
    }

    /// <summary>
    /// The calls, those without an update for longest first: the active ones, and the latest of those that are released.
    /// </summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsCall> Snapshot()
    {
        lock (_gate)
        {
            return _byId.Values.OrderBy(call => _heard[call.CallId]).ToList();
        }
    }

    /// <summary>Finds a call.</summary>
    /// <param name="key">The call's id.</param>
    /// <returns>The call, or null.</returns>
    public GwsCall? Find(string key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        lock (_gate)
        {
            return _byId.TryGetValue(key, out var call) ? call : null;
        }
    }

    /// <summary>
    /// Grows with each event or reply about calls. It says what came first, not the time of day, which may be set
    /// back meanwhile.
    /// </summary>
    internal long Revision
    {
        get
        {
            lock (_gate)
            {
                return _revision;
            }
        }
    }

    /// <summary>
    /// Takes in an update of a call. What the message leaves out (user data is absent when empty, and in short messages) stays.
    /// </summary>
    internal CallChange Apply(GwsCall update)
    {
        lock (_gate)
        {
            _byId.TryGetValue(update.CallId, out var existing);
            var call = existing is null ? update : Merge(existing, update);
            _byId[call.CallId] = call;
            _heard[call.CallId] = ++_revision;
            foreach (var victim in _limit.Victims(_byId.Count - _released.Count, _byId.Values.Where(other => other.IsActive),
                other => _heard[other.CallId]))
            {
                _byId.Remove(victim.CallId);
                _heard.Remove(victim.CallId);
            }

            if (!call.IsActive && existing is null or { IsActive: true })
            {
                _released.Enqueue(call.CallId);
                while (_released.Count > _history)
                {
                    var oldest = _released.Dequeue();
                    if (_byId.TryGetValue(oldest, out var gone) && !gone.IsActive)
                    {
                        _byId.Remove(oldest);
                        _heard.Remove(oldest);
                    }
                }
            }

            return new CallChange(existing, call);
        }
    }

    /// <summary>After a gap: the server's list is the truth as of a revision. Calls that it does not name are over.</summary>
    /// <returns>The calls that the list names, unless a later event told of them, and those that are over now.</returns>
    internal IReadOnlyList<CallChange> Replace(IReadOnlyList<GwsCall> present, long asOf, DateTimeOffset at)
    {
        List<GwsCall> gone;
        var changes = new List<CallChange>();
        lock (_gate)
        {
            var ids = new HashSet<string>(present.Select(call => call.CallId), StringComparer.Ordinal);
            gone = _byId.Values.Where(call => call.IsActive && _heard[call.CallId] <= asOf && !ids.Contains(call.CallId))
                .ToList();
        }

        foreach (var call in present)
        {
            lock (_gate)
            {
                // An event that came meanwhile knows better.
                if (!_heard.TryGetValue(call.CallId, out var heard) || heard <= asOf)
                {
                    changes.Add(Apply(call));
                }
            }
        }

        foreach (var call in gone)
        {
            changes.Add(Apply(new GwsCall { CallId = call.CallId, State = "Released", UpdatedAt = at }));
        }

        return changes;
    }

    /// <summary>Notes which record a call is for, when its messages do not say.</summary>
    internal GwsCall? Link(string callId, ResolvedRecord record)
    {
        lock (_gate)
        {
            return !_byId.TryGetValue(callId, out var call) ? null : Apply(call with
            {
                RecordHandle = record.Handle,
                CampaignName = record.CampaignName,
                CallingList = record.CallingList,
                ApplicationId = record.ApplicationId,
            }).After;
        }
    }

    private static GwsCall Merge(GwsCall existing, GwsCall update) => update with
    {
        State = update.State ?? existing.State,
        CallType = update.CallType ?? existing.CallType,
        PhoneNumber = update.PhoneNumber ?? existing.PhoneNumber,
        Dnis = update.Dnis ?? existing.Dnis,
        Ani = update.Ani ?? existing.Ani,
        Participants = update.Participants.Count > 0 ? update.Participants : existing.Participants,
        Duration = update.Duration ?? existing.Duration,
        ConnectionId = update.ConnectionId ?? existing.ConnectionId,
        DevicePath = update.DevicePath ?? existing.DevicePath,
        RecordHandle = update.RecordHandle ?? existing.RecordHandle,
        CampaignName = update.CampaignName ?? existing.CampaignName,
        CallingList = update.CallingList ?? existing.CallingList,
        ApplicationId = update.ApplicationId ?? existing.ApplicationId,
        UserData = update.UserData.Count > 0 ? update.UserData : existing.UserData,
        Data = update.Data.Count > 0 ? update.Data : existing.Data,
    };
}
