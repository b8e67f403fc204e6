using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Client;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The interactions of a session under the ids of the Service Client API: texts that count from "1". It follows the session's
/// stores; every difference that it finds is a change for subscribers. Thread-safe.
/// </summary>
internal sealed class InteractionRegistry(GwsSession session)
{
    /// <summary>How many interactions that are done are still known, so that a late request about one is told so.</summary>
    internal const int History = 500;

    private readonly object _gate = new();
    private readonly List<Interaction> _open = [];
    private readonly Queue<Interaction> _done = new();
    private readonly Dictionary<string, Interaction> _byId = new(StringComparer.Ordinal);
    private readonly Queue<InteractionChange> _changes = new();
    private readonly ClosedRecords _closed = new(session);
    private int _lastId;

    /// <summary>Whether anybody takes the changes; else they are not kept.</summary>
    public bool KeepsChanges { get; set; }

    /// <summary>The interactions that are not done, oldest first.</summary>
    public IReadOnlyList<Interaction> Open()
    {
        lock (_gate)
        {
            Follow();
            return _open.ToArray();
        }
    }

    /// <summary>Finds an interaction by its present id or by one that it had before.</summary>
    /// <exception cref="ServiceClientException">There is none, or it is done.</exception>
    public Interaction Get(string id)
    {
        lock (_gate)
        {
            Follow();
            if (!_byId.TryGetValue(id.Trim(), out var found))
            {
                throw new ServiceClientException(
                    $"There is no interaction '{id}'. Ask interaction.getInteractions for those that are open.");
            }

            return found.IsDone
                ? throw new ServiceClientException($"The interaction '{id}' is done; nothing can follow.") : found;
        }
    }

    /// <summary>The interaction of a record, or null.</summary>
    public Interaction? Find(string recordHandle)
    {
        lock (_gate)
        {
            Follow();
            return _open.LastOrDefault(open => open.DeliveredHandle == recordHandle || open.DialedHandle == recordHandle);
        }
    }

    /// <summary>The records of an interaction's chain, as far as the session knows them.</summary>
    public IReadOnlyList<GwsRecord> Chain(Interaction interaction) => interaction switch
    {
        { Chain: { } chain } => session.Records.FindChain(chain.ChainId, chain.CallingList),
        { Handle: { } handle } when session.Records.Find(handle) is { } record => [record],
        _ => [],
    };

    /// <summary>
    /// The records of an interaction's chain, without the one that requests about it mean, that have changes to send. A record
    /// that has an open interaction of its own is marked done there; about what an earlier session left, a person decides.
    /// </summary>
    public IReadOnlyList<GwsRecord> OthersWithChanges(Interaction interaction)
    {
        var elsewhere = Open().Where(open => open != interaction).Select(open => open.Handle).ToList();
        return Chain(interaction).Where(record => record.RecordHandle != interaction.Handle
            && record.CallingList == interaction.Chain?.CallingList && !record.IsDone && !record.IsRestored
            && !record.Pending.IsEmpty && !elsewhere.Contains(record.RecordHandle)).ToList();
    }

    /// <summary>Notes the reference id of the request that brought a record.</summary>
    public void SetReference(string recordHandle, string referenceId)
    {
        if (Find(recordHandle) is { } interaction)
        {
            interaction.Reference = referenceId;
        }
    }

    /// <summary>Ends an interaction that no operation of the server ends: a call without a record that was released.</summary>
    public void MarkDone(Interaction interaction)
    {
        lock (_gate)
        {
            Close(interaction);
        }
    }

    /// <summary>Takes the changes since the last time.</summary>
    public IReadOnlyList<InteractionChange> TakeChanges()
    {
        lock (_gate)
        {
            Follow();
            var changes = _changes.ToArray();
            _changes.Clear();
            return changes;
        }
    }

    private void Follow()
    {
        // First what is over: the server may have delivered another record of the same chain since.
        CloseEnded();
        foreach (var record in session.Records.Snapshot())
        {
            Follow(record);
        }

        foreach (var call in session.Calls.Snapshot())
        {
            Follow(call);
        }

        foreach (var email in session.Emails.Snapshot())
        {
            Follow(email);
        }

        CloseEnded();
    }

    private void CloseEnded()
    {
        foreach (var interaction in _open.ToArray())
        {
            if (interaction.Handle is not { } handle)
            {
                continue;
            }

            var record = session.Records.Find(handle);
            if (record?.State == GwsRecordState.Completed)
            {
                _closed.Note(interaction, Chain(interaction));
            }

            if (record is null || record.IsDone)
            {
                Close(interaction);
            }
        }
    }

    private void Follow(GwsRecord record)
    {
        if (record.State is not (GwsRecordState.Preview or GwsRecordState.Scheduled or GwsRecordState.Calling
            or GwsRecordState.Called))
        {
            return;
        }

        var handle = record.RecordHandle;
        var isDelivered = record.State is GwsRecordState.Preview or GwsRecordState.Scheduled;
        var chain = record.ChainId is { } chainId ? (record.CallingList, chainId) : ((string?, long)?)null;

        // A call of any record of the chain belongs to the interaction; a record that is delivered is one of its own.
        var known = _open.LastOrDefault(open => open.DeliveredHandle == handle || open.DialedHandle == handle)
            ?? (isDelivered || chain is null ? null : _open.LastOrDefault(open => open.Chain == chain));
        if (known is not null && isDelivered && known.DeliveredHandle == handle && known.DeliveredAt != record.ReceivedAt)
        {
            // The same record, delivered again: what was before is over.
            Close(known);
            known = null;
        }

        if (known is null)
        {
            // A call that is still active can be heard, whatever has become of its record.
            if (record.State != GwsRecordState.Calling && _closed.Contains(record))
            {
                return;
            }

            known = Begin(record.CallId is null ? InteractionKind.Preview : InteractionKind.Voice, record.ReceivedAt);
            known.DeliveredHandle = handle;
            known.DeliveredAt = record.ReceivedAt;
            if (record.CallId is { } first)
            {
                known.TakeCall(first, handle, newId: null);
            }
        }

        known.Chain = chain ?? known.Chain;
        if (record.CallId is { } callId && !known.HasSeen(callId))
        {
            var id = NextId();
            known.TakeCall(callId, handle, id);
            _byId[id] = known;
        }

        if (known.Kind == InteractionKind.Preview)
        {
            Enter(known, record.State == GwsRecordState.Scheduled ? "SCHEDULED" : "PREVIEW");
        }
    }

    private void Follow(GwsCall call)
    {
        var known = _open.LastOrDefault(open => open.HasSeen(call.CallId));
        if (known is null)
        {
            // The calls of records come with their records; a call that ended before it was seen is not an interaction. One that
            // was marked done was over then: when it is active, its queue has brought it back.
            if (!call.IsActive || call.RecordHandle is not null
                || _done.Any(done => done.Handle is not null && done.HasSeen(call.CallId)))
            {
                return;
            }

            known = Begin(InteractionKind.Voice, call.UpdatedAt);
            known.TakeCall(call.CallId, handle: null, newId: null);
        }

        if (known.CallId == call.CallId && call.State is { } state)
        {
            Enter(known, state.ToUpperInvariant());
        }
    }

    private void Follow(GwsEmail email)
    {
        var isOver = email.State is "Completed" or "Canceled" or "Sent" or "Revoked" or "Transferred";
        var known = _open.FirstOrDefault(open => open.EmailId == email.EmailId);
        if (known is null)
        {
            // An e-mail that is not over, though an interaction of it is, was offered again.
            if (isOver)
            {
                return;
            }

            var id = NextId();
            known = Add(new Interaction(id, InteractionKind.Email, email.UpdatedAt) { EmailId = email.EmailId });
        }

        Enter(known, (email.State ?? string.Empty).ToUpperInvariant());
        if (isOver)
        {
            Close(known);
        }
    }

    private Interaction Begin(InteractionKind kind, DateTimeOffset at) => Add(new Interaction(NextId(), kind, at));

    private Interaction Add(Interaction interaction)
    {
        _open.Add(interaction);
        _byId[interaction.Id] = interaction;
        return interaction;
    }

    private void Enter(Interaction interaction, string state)
    {
        if (interaction.State != state)
        {
            interaction.PreviousState = interaction.State.Length == 0 ? null : interaction.State;
            interaction.State = state;
            Note(interaction, state);
        }
    }

    private void Close(Interaction interaction)
    {
        if (interaction.IsDone)
        {
            return;
        }

        interaction.IsDone = true;
        _open.Remove(interaction);
        _done.Enqueue(interaction);
        Note(interaction, InteractionChange.MarkDone);
        if (_done.Count > History)
        {
            foreach (var id in _done.Dequeue().Ids)
            {
                _byId.Remove(id);
            }
        }
    }

    private void Note(Interaction interaction, string eventType)
    {
        if (KeepsChanges)
        {
            _changes.Enqueue(new InteractionChange(eventType, interaction, InteractionShape.Of(session, interaction)));
        }
    }

    private string NextId() => (++_lastId).ToString(CultureInfo.InvariantCulture);
}
