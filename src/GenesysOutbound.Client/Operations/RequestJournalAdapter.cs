using System;
using System.Collections.Generic;
using GenesysOutbound.Client.Journal;

namespace GenesysOutbound.Client.Operations;

/// <summary>Ties the session's operations to its journal: in before a request leaves, out when its answer is known.</summary>
internal sealed class RequestJournalAdapter(SessionJournal journal, GwsRecordStore records, Func<DateTimeOffset> timeOfDay)
{
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
        Show(operation.RecordHandle);
        return true;
    }

    /// <summary>The request was answered, refused, or never sent.</summary>
    public void Settle(PendingOperation operation) => Settle(operation.JournalKey);

    /// <summary>An event names a request: it is answered, however late.</summary>
    public void Settle(string? key)
    {
        if (key is not null && journal.Answered(key) is { } request)
        {
            Show(request.RecordHandle);
        }
    }

    /// <summary>The requests about a record without an answer.</summary>
    public IReadOnlyList<GwsUnansweredRequest> UnansweredOf(string handle) => journal.UnansweredOf(handle);

    /// <summary>Forgets what is pending and unanswered of a record.</summary>
    /// <exception cref="GwsException">It could not be written.</exception>
    public void Discard(string handle) => journal.Discard(handle);

    private void Show(string? handle)
    {
        if (handle is not null)
        {
            records.SetUnanswered(handle, journal.UnansweredOf(handle));
        }
    }
}
