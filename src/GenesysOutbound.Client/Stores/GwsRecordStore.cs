using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Journal;

namespace GenesysOutbound.Client;

/// <summary>
/// The records that a session holds or has held, kept current from events. Thread-safe. Records that are not held (done, or only
/// seen in a chain) are forgotten, oldest first, when there are more than the session's history allows.
/// </summary>
public sealed partial class GwsRecordStore
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
}
