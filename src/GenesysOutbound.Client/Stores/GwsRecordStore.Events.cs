using System;

namespace GenesysOutbound.Client;

/// <content>What events say about records, and about their calls.</content>
public sealed partial class GwsRecordStore
{
    /// <summary>Takes in what an event says about a record; returns the record after it, or null when it is about none.</summary>
    internal GwsRecord? Apply(NotificationKind kind, RecordUpdate? update, DateTimeOffset at, string? referenceId = null)
    {
        if (update?.Handle is null)
        {
            return null;
        }

        lock (_gate)
        {
            if (kind is NotificationKind.RawUserEvent or NotificationKind.OutboundError or NotificationKind.NoRecords)
            {
                // The raw duplicate and failures change nothing.
                return Entry(update.Handle)?.ToRecord();
            }

            if (kind == NotificationKind.RecordAdded && Entry(update.Handle) is null)
            {
                // The record lies in its calling list. It is told of, but not held.
                var added = new RecordEntry(update.Handle, at);
                added.Learn(update);
                return added.ToRecord();
            }

            var entry = Get(update.Handle, at);
            var before = entry.Kept;
            switch (kind)
            {
                case NotificationKind.RecordOffered:
                    Forget(entry.Begin(GwsRecordState.Preview, referenceId, at));
                    break;
                case NotificationKind.RecordScheduled:
                    Forget(entry.Begin(GwsRecordState.Scheduled, referenceId, at));
                    break;
                case NotificationKind.RecordChained when entry.State == GwsRecordState.Unknown || entry.IsDone:
                    Forget(entry.Begin(GwsRecordState.Chained, null, at));
                    break;
            }

            entry.Learn(update);
            if (update.Alias is not null && update.Alias != entry.Handle && entry.Alias != update.Alias)
            {
                Forget(entry.Alias);
                entry.Alias = update.Alias;
                _otherNames[update.Alias] = entry.Handle;
            }

            if (EndOf(kind) is { } end)
            {
                entry.Become(end);
                if (kind is NotificationKind.RecordCompleted or NotificationKind.RecordRejected)
                {
                    EndOthers(entry, end);
                }
            }

            Keep(entry, before, mayFail: false);
            Retain(entry);
            return entry.ToRecord();
        }
    }

    /// <summary>One acknowledgement spoke for the whole chain of a record.</summary>
    internal void EndChain(string handle, GwsRecordState end)
    {
        lock (_gate)
        {
            if (Entry(handle) is { } entry)
            {
                EndOthers(entry, end);
            }
        }
    }

    /// <summary>Takes in an update of a record's call.</summary>
    /// <param name="call">The call as it is now.</param>
    /// <param name="update">What the update says about the record.</param>
    /// <param name="at">When.</param>
    /// <param name="wasOver">Whether the call was known to be over before.</param>
    internal GwsRecord? ApplyCall(GwsCall call, RecordUpdate update, DateTimeOffset at, bool wasOver = false)
    {
        if (update.Handle is null)
        {
            return null;
        }

        lock (_gate)
        {
            // A late event of the last call must not reopen a record that is done.
            var entry = Entry(update.Handle);
            if (entry is null)
            {
                if (!call.IsActive)
                {
                    return null;
                }

                entry = Get(update.Handle, at);
            }

            if (entry.IsDone && !(call.IsActive && entry.CallId != call.CallId))
            {
                if (entry.CallId == call.CallId)
                {
                    entry.SetCall(call.CallId, call.State);
                }

                return entry.ToRecord();
            }

            // Another call of the same record (a transfer leg) must not end the newer one. A call that was over before is not of
            // this delivery of the record.
            if ((entry.CallId is null && !wasOver) || entry.CallId == call.CallId || call.IsActive)
            {
                if (entry.IsDone)
                {
                    Forget(entry.Begin(GwsRecordState.Calling, null, at));
                }

                entry.Learn(update);
                var previous = entry.CallId;
                entry.SetCall(call.CallId, call.State);
                Forget(previous == call.CallId ? null : previous);
                _otherNames[call.CallId] = entry.Handle;
                entry.Become(call.IsActive ? GwsRecordState.Calling : GwsRecordState.Called);
            }

            Retain(entry);
            return entry.ToRecord();
        }
    }

    // A chain is worked, given back and completed as a whole. What has a call, or changes that nobody has sent, is not ended in
    // silence.
    private void EndOthers(RecordEntry entry, GwsRecordState end)
    {
        foreach (var other in _chains.Others(entry))
        {
            if (!other.IsDone && !other.IsBusy && other.Pending.IsEmpty && other.State != GwsRecordState.Calling)
            {
                other.Become(end);
                Retain(other);
            }
        }
    }

    private static GwsRecordState? EndOf(NotificationKind kind) => kind switch
    {
        NotificationKind.RecordCompleted => GwsRecordState.Completed,
        NotificationKind.RecordDoNotCall => GwsRecordState.DoNotCall,
        NotificationKind.RecordRejected => GwsRecordState.Rejected,
        NotificationKind.RecordCancelled => GwsRecordState.Cancelled,
        NotificationKind.RecordWithdrawn => GwsRecordState.Withdrawn,
        _ => null,
    };
}
