using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Journal;

namespace GenesysOutbound.Client.Operations;

/// <summary>Ties the session's operations to its journal: in before a request leaves, out when its answer is known.</summary>
internal sealed class RequestJournalAdapter(SessionJournal journal, GwsRecordStore records, Func<DateTimeOffset> timeOfDay)
{
    private readonly object _gate = new();
    private readonly object _showing = new();

    // Requests that a call answers: those of this session, and those that earlier sessions left in the journal.
    private readonly List<PendingOperation> _dials = [];
    private readonly List<GwsUnansweredRequest> _earlierDials = journal.Unanswered
        .Where(static request => request is { ReferenceId: null, RecordHandle: not null }).ToList();

    /// <summary>
    /// Keeps a request. A request about no record and without a reference id is nothing that could be found again, and is not
    /// kept.
    /// </summary>
    /// <returns>Whether it was kept.</returns>
    /// <exception cref="GwsException">It could not be kept, so it must not be sent.</exception>
    public bool Sending(PendingOperation operation, string name)
    {
        if (operation.ReferenceId is null && operation.RecordHandle is null)
        {
            return false;
        }

        operation.JournalKey = operation.ReferenceId ?? Guid.NewGuid().ToString("N");
        journal.Sending(
            new GwsUnansweredRequest
            {
                Key = operation.JournalKey,
                Operation = name,
                ReferenceId = operation.ReferenceId,
                RecordHandle = operation.RecordHandle,
                CampaignName = operation.CampaignName,
                SentAt = timeOfDay(),
            },
            operation.RecordHandle is null ? null : records.Find(operation.RecordHandle));
        if (operation.IsAnsweredBy is not null)
        {
            lock (_gate)
            {
                _dials.Add(operation);
            }
        }

        Show(operation.RecordHandle);
        return true;
    }

    /// <summary>The request was answered, refused, or never sent.</summary>
    public void Settle(PendingOperation operation)
    {
        lock (_gate)
        {
            _dials.Remove(operation);
        }

        Settle(operation.JournalKey);
    }

    /// <summary>An event names a request: it is answered, however late.</summary>
    public void Settle(string? key)
    {
        if (key is not null && journal.Answered(key) is { } request)
        {
            Show(request.RecordHandle);
        }
    }

    /// <summary>
    /// A message is about a call: the requests that the call answers are answered, also when nobody waits for that any more.
    /// </summary>
    public void Settle(GwsCall call)
    {
        List<string?>? keys = null;
        lock (_gate)
        {
            for (var i = _dials.Count - 1; i >= 0; i--)
            {
                if (_dials[i].IsAnsweredBy!(call))
                {
                    (keys ??= []).Add(_dials[i].JournalKey);
                    _dials.RemoveAt(i);
                }
            }

            // Which calls there were before an earlier session dialled is not known: one that is over may be one of those.
            for (var i = _earlierDials.Count - 1; i >= 0; i--)
            {
                if (call.IsActive && call.RecordHandle == _earlierDials[i].RecordHandle)
                {
                    (keys ??= []).Add(_earlierDials[i].Key);
                    _earlierDials.RemoveAt(i);
                }
            }
        }

        foreach (var key in keys ?? [])
        {
            Settle(key);
        }
    }

    /// <summary>The requests about a record without an answer.</summary>
    public IReadOnlyList<GwsUnansweredRequest> UnansweredOf(string handle) => journal.UnansweredOf(handle);

    /// <summary>Forgets what is pending and unanswered of a record.</summary>
    /// <exception cref="GwsException">It could not be written.</exception>
    public void Discard(string handle)
    {
        journal.Discard(handle);
        lock (_gate)
        {
            _dials.RemoveAll(operation => operation.RecordHandle == handle);
            _earlierDials.RemoveAll(request => request.RecordHandle == handle);
        }
    }

    private void Show(string? handle)
    {
        if (handle is null)
        {
            return;
        }

        // Read and shown in one step: a list that was read before another request was settled must not be shown after it.
        lock (_showing)
        {
            records.SetUnanswered(handle, journal.UnansweredOf(handle));
        }
    }
}
