using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop;

/// <summary>
/// The requests of this desktop whose outcome is unknown: they are shown until the user dismisses them. A late answer is
/// shown beside them. With a journal, those of the prompt are shown too, because the session knows them. Thread-safe.
/// </summary>
internal sealed class UnknownOutcomes(GwsSession session)
{
    private const int MaxCount = 50;

    // The one request with an acknowledgement that only reads: it can be made again, and leaves nothing to look into.
    private const string OnlyReads = "GetChainedRecord";

    private readonly object _gate = new();
    private readonly List<(int Id, DateTimeOffset At, string What, GwsException Error)> _entries = [];
    private int _lastId;

    /// <summary>Notes an error when it leaves the outcome of a change unknown.</summary>
    public void Note(GwsException error, string what)
    {
        if (!error.IsOutcomeUnknown || error.Operation == OnlyReads)
        {
            return;
        }

        lock (_gate)
        {
            if (_entries.Count == MaxCount)
            {
                _entries.RemoveAt(0);
            }

            _entries.Add((++_lastId, DateTimeOffset.Now, what, error));
        }
    }

    /// <summary>Puts an entry away.</summary>
    public void Dismiss(int id)
    {
        lock (_gate)
        {
            _entries.RemoveAll(entry => entry.Id == id);
        }
    }

    /// <summary>The entries for the page.</summary>
    public JArray ToJson()
    {
        lock (_gate)
        {
            return new JArray(_entries.Select(entry => new JObject
            {
                ["id"] = entry.Id,
                ["at"] = entry.At,
                ["operation"] = entry.Error.Operation ?? entry.What,
                ["message"] = entry.Error.Message,
                ["advice"] = entry.Error.Info.Meaning,
                ["errorId"] = entry.Error.ErrorId,
                ["record"] = entry.Error.RecordHandle,
                ["referenceId"] = entry.Error.ReferenceId,
                ["answer"] = LateAnswer(entry.Error.ReferenceId),
            }));
        }
    }

    private string? LateAnswer(string? referenceId)
    {
        var events = string.IsNullOrEmpty(referenceId) ? [] : session.Events.FindByReference(referenceId!);
        return events.Count == 0 ? null : events[events.Count - 1].NotificationType ?? events[events.Count - 1].MessageType;
    }
}
