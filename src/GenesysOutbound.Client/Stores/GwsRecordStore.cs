using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Journal;

namespace GenesysOutbound.Client;

/// <summary>
/// The records that a session holds or has held, kept current from events. Thread-safe. Records that are not held (done, or only
/// seen in a chain) are forgotten, oldest first, when there are more than the session's history allows.
/// </summary>
public sealed class GwsRecordStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, RecordEntry> _byHandle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _otherNames = new(StringComparer.Ordinal);
    private readonly ChainIndex _chains = new();
    private readonly Queue<(string Handle, long Order)> _notHeld = new();
    private readonly int _history;
    private readonly SessionJournal? _journal;
    private readonly StoreLimit _limit;
    private long _order;

    internal GwsRecordStore(int history, SessionJournal? journal = null, StoreLimit? limit = null)
    {
        _history = history;
        _journal = journal;
        _limit = limit ?? new StoreLimit("records");
    }

    /// <summary>How many records the store knows.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byHandle.Count;
            }
        }
    }

    /// <summary>The records, oldest first: those held, and the latest of those that are not.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsRecord> Snapshot()
    {
        lock (_gate)
        {
            return _byHandle.Values.Select(entry => entry.ToRecord()).OrderBy(record => record.ReceivedAt).ToList();
        }
    }

    /// <summary>Finds a record by its handle, or by the id of its call.</summary>
    /// <param name="handleOrCallId">The handle or call id, as text.</param>
    /// <returns>The record, or null.</returns>
    public GwsRecord? Find(string handleOrCallId)
    {
        if (handleOrCallId is null)
        {
            throw new ArgumentNullException(nameof(handleOrCallId));
        }

        lock (_gate)
        {
            return Entry(handleOrCallId)?.ToRecord();
        }
    }

    /// <summary>The records of a chain that the store knows, oldest first.</summary>
    /// <param name="chainId">The chain's key.</param>
    /// <param name="callingList">The calling list: each counts its chains by itself. Null for the chains with that key of every
    /// list.</param>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsRecord> FindChain(long chainId, string? callingList = null) =>
        Snapshot().Where(record => record.ChainId == chainId && (callingList is null || record.CallingList == callingList))
            .ToList();

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

    /// <summary>Runs a change on a record under the store's lock; makes the record when the store does not know it.</summary>
    /// <param name="handle">The record.</param>
    /// <param name="at">When.</param>
    /// <param name="change">The change.</param>
    /// <param name="keepFirst">Whether the change is undone when the journal cannot keep it: for what a user sets, not for what
    /// has happened.</param>
    internal GwsRecord Change(string handle, DateTimeOffset at, Action<RecordEntry> change, bool keepFirst = false)
    {
        lock (_gate)
        {
            var entry = Get(handle, at);
            var before = entry.Kept;
            entry.Change(change);
            try
            {
                Keep(entry, before, mayFail: keepFirst);
            }
            catch
            {
                entry.Undo(before);
                throw;
            }

            Retain(entry);
            return entry.ToRecord();
        }
    }

    /// <summary>An operation on a record begins, unless another one is under way.</summary>
    /// <returns>What is pending on the record; null when it is busy.</returns>
    internal GwsPendingChanges? BeginOperation(string handle, DateTimeOffset at)
    {
        lock (_gate)
        {
            var entry = Get(handle, at);
            if (entry.IsBusy)
            {
                return null;
            }

            entry.IsBusy = true;
            Retain(entry);
            return entry.Pending;
        }
    }

    /// <summary>
    /// An operation on a record has ended. A record that is known only because the operation named it is forgotten.
    /// </summary>
    internal void EndOperation(string handle)
    {
        lock (_gate)
        {
            if (Entry(handle) is not { } entry)
            {
                return;
            }

            entry.IsBusy = false;
            if (entry.IsBlank)
            {
                Remove(entry);
                return;
            }

            Retain(entry);
        }
    }

    /// <summary>Takes in what an earlier session left behind.</summary>
    internal void Restore(RestoredRecord kept, IReadOnlyList<GwsUnansweredRequest> unanswered, DateTimeOffset at)
    {
        lock (_gate)
        {
            var entry = Get(kept.Update.Handle!, at);
            entry.Restore(kept);
            entry.SetUnanswered(unanswered);
            Retain(entry);
        }
    }

    /// <summary>Says which requests about a record have no answer. A record that the store does not know stays unknown.</summary>
    internal void SetUnanswered(string handle, IReadOnlyList<GwsUnansweredRequest> unanswered)
    {
        lock (_gate)
        {
            if (Entry(handle) is { } entry)
            {
                entry.SetUnanswered(unanswered);
                Retain(entry);
            }
        }
    }

    /// <summary>
    /// Marks everything that is held as lost: the session is at its end. The journal keeps what was not sent for the next one.
    /// </summary>
    internal void LoseAll()
    {
        lock (_gate)
        {
            foreach (var entry in _byHandle.Values.Where(entry => entry.IsHeld && !entry.IsDone).ToList())
            {
                entry.Become(GwsRecordState.Lost);
                Retain(entry);
            }
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

    private void Keep(RecordEntry entry, GwsPendingChanges before, bool mayFail)
    {
        if (_journal is not { } journal || ReferenceEquals(before, entry.Kept))
        {
            return;
        }

        if (mayFail)
        {
            journal.Keep(entry.ToKept());
        }
        else
        {
            journal.Try(() => journal.Keep(entry.ToKept()));
        }
    }

    private RecordEntry? Entry(string handleOrCallId) =>
        _byHandle.TryGetValue(handleOrCallId, out var entry)
            || (_otherNames.TryGetValue(handleOrCallId, out var handle) && _byHandle.TryGetValue(handle, out entry))
            ? entry
            : null;

    private RecordEntry Get(string handle, DateTimeOffset at)
    {
        var entry = Entry(handle);
        if (entry is null)
        {
            _byHandle.Add(handle, entry = new RecordEntry(handle, at));
        }

        return entry;
    }

    private void Forget(string? otherName)
    {
        if (otherName is not null)
        {
            _otherNames.Remove(otherName);
        }
    }

    // What has changes, a call or a request under way is not forgotten, however many there are.
    private static bool CanGiveWay(RecordEntry entry) =>
        entry.Pending.IsEmpty && entry.Unanswered.Count == 0 && !entry.IsBusy && entry.State != GwsRecordState.Calling;

    // Keeps the number of records that nobody works on within the history, and the number of all within the limit.
    private void Retain(RecordEntry entry)
    {
        _chains.Note(entry);
        if (entry.IsHeld || entry.IsBusy)
        {
            entry.FinishedOrder = 0;
            if (_limit.IsExceededBy(_byHandle.Count - _notHeld.Count))
            {
                GiveWayTo(entry);
            }

            return;
        }

        if (entry.FinishedOrder == 0)
        {
            entry.FinishedOrder = ++_order;
            _notHeld.Enqueue((entry.Handle, entry.FinishedOrder));
        }

        while (_notHeld.Count > _history)
        {
            var (handle, order) = _notHeld.Dequeue();
            if (_byHandle.TryGetValue(handle, out var oldest) && oldest.FinishedOrder == order)
            {
                Remove(oldest);
            }
        }
    }

    private void GiveWayTo(RecordEntry entry)
    {
        var others = _byHandle.Values.Where(other => other != entry && CanGiveWay(other));
        foreach (var victim in _limit.Victims(_byHandle.Count - _notHeld.Count, others, other => other.ReceivedAt))
        {
            Remove(victim);
        }
    }

    private void Remove(RecordEntry entry)
    {
        _byHandle.Remove(entry.Handle);
        _chains.Forget(entry);
        Forget(entry.CallId);
        Forget(entry.Alias);
    }
}
