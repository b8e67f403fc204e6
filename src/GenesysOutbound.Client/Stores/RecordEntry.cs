using System;
using System.Collections.Generic;
using GenesysOutbound.Client.Journal;

namespace GenesysOutbound.Client;

/// <summary>One record as the store keeps it. Changed only under the store's lock; what leaves the store is a snapshot.</summary>
internal sealed class RecordEntry
{
    /// <summary>
    /// How many keys of user data a record keeps. Calling lists have some dozens of fields; every event about the record would
    /// hold a copy of more.
    /// </summary>
    public const int MaxKeys = 1_000;

    private static readonly RecordUpdate Nothing = new();

    private GwsRecord? _snapshot;
    private RecordUpdate? _known;
    private GwsData _userData = GwsData.Empty;
    private string? _delivery;
    private GwsPendingChanges _leftBehind = GwsPendingChanges.None;
    private GwsRecordState _lostFrom;

    public RecordEntry(string handle, DateTimeOffset at)
    {
        Handle = handle;
        ReceivedAt = at;
    }

    public string Handle { get; }

    /// <summary>Another name that messages use for the record, or null.</summary>
    public string? Alias { get; set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public GwsRecordState State { get; private set; } = GwsRecordState.Unknown;

    public bool IsDone => State >= GwsRecordState.Completed;

    /// <summary>True for a record that must not be forgotten: delivered to this session, or with changes to send.</summary>
    public bool IsHeld =>
        State is GwsRecordState.Preview or GwsRecordState.Scheduled or GwsRecordState.Calling or GwsRecordState.Called
        || !Pending.IsEmpty || Unanswered.Count > 0;

    /// <summary>
    /// Whether nothing but the handle is known: no event was about the record, and nobody has set anything on it.
    /// </summary>
    public bool IsBlank => State == GwsRecordState.Unknown && !IsHeld && CallId is null && _known is null;

    public GwsPendingChanges Pending { get; private set; } = GwsPendingChanges.None;

    /// <summary>
    /// What the journal has of the record's changes: what is pending, or what was pending when the session was lost. Nobody can
    /// send that in this session any more; it is the next one's.
    /// </summary>
    public GwsPendingChanges Kept => State == GwsRecordState.Lost ? _leftBehind : Pending;

    /// <summary>Requests about the record without an answer, as far as a journal is kept.</summary>
    public IReadOnlyList<GwsUnansweredRequest> Unanswered { get; private set; } = [];

    /// <summary>True for a record that an earlier session left in the journal, until the server delivers it again.</summary>
    public bool IsRestored { get; private set; }

    public long? ChainId { get; private set; }

    public string? CallingList => Known.CallingList;

    /// <summary>The chain under which the index keeps the record.</summary>
    public (string? CallingList, long ChainId)? Chain { get; set; }

    public string? CallId { get; private set; }

    public string? CallState { get; private set; }

    /// <summary>True while a sequence of requests for the record is under way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The place in the order of finishing, to forget the oldest first; 0 while held.</summary>
    public long FinishedOrder { get; set; }

    /// <summary>What the messages have said about the record so far.</summary>
    private RecordUpdate Known => _known ?? Nothing;

    /// <summary>
    /// A delivery starts a new use of the same handle. An event that is delivered twice does not; the reference id of the
    /// request tells the two apart. A delivery that nobody asked for begins again only where there is nothing to lose.
    /// </summary>
    /// <returns>The id of the call that the record has no more, or null.</returns>
    public string? Begin(GwsRecordState state, string? referenceId, DateTimeOffset at)
    {
        var fresh = referenceId is null
            ? IsDone || State is GwsRecordState.Unknown or GwsRecordState.Chained
            : referenceId != _delivery;
        if (!fresh)
        {
            return null;
        }

        string? former = null;
        if (State is not (GwsRecordState.Unknown or GwsRecordState.Chained))
        {
            // What an earlier session left behind stays until somebody decides about it.
            Pending = IsRestored ? Pending : GwsPendingChanges.None;
            former = CallId;
            CallId = null;
            CallState = null;
            if (state != GwsRecordState.Calling)
            {
                // A delivery brings the record whole. A call that began while the record was being withdrawn brings no field of
                // its list.
                _known = null;
                _userData = GwsData.Empty;
            }
        }

        _delivery = referenceId;
        ReceivedAt = at;
        IsRestored = false;
        Become(state);
        return former;
    }

    public void Become(GwsRecordState state)
    {
        _snapshot = null;
        if (state == GwsRecordState.Lost && State != GwsRecordState.Lost)
        {
            (_leftBehind, _lostFrom) = (Pending, State);
        }

        State = state;
        if (IsDone)
        {
            Pending = GwsPendingChanges.None;
        }
    }

    /// <summary>
    /// Runs a change. The answer to a step may be worked on only after the session was lost: it then changes what was left
    /// behind.
    /// </summary>
    public void Change(Action<RecordEntry> change)
    {
        if (State != GwsRecordState.Lost)
        {
            change(this);
            return;
        }

        SetPending(_leftBehind);
        try
        {
            change(this);
            _leftBehind = Pending;
        }
        finally
        {
            SetPending(GwsPendingChanges.None);
        }
    }

    /// <summary>Takes a change back that could not be kept.</summary>
    public void Undo(GwsPendingChanges before)
    {
        if (State == GwsRecordState.Lost)
        {
            _leftBehind = before;
        }
        else
        {
            SetPending(before);
        }
    }

    /// <summary>The record for the journal. A lost one as it was before: the next session must be able to complete it.</summary>
    public GwsRecord ToKept() =>
        State == GwsRecordState.Lost ? ToRecord() with { State = _lostFrom, Pending = _leftBehind } : ToRecord();

    public void SetUnanswered(IReadOnlyList<GwsUnansweredRequest> unanswered)
    {
        _snapshot = null;
        Unanswered = unanswered;
    }

    /// <summary>Takes in what an earlier session left behind.</summary>
    public void Restore(RestoredRecord kept)
    {
        Learn(kept.Update);
        State = kept.State;
        Pending = kept.Pending;
        IsRestored = true;
    }

    public void SetPending(GwsPendingChanges pending)
    {
        _snapshot = null;
        Pending = pending;
    }

    public void SetCall(string callId, string? state)
    {
        _snapshot = null;
        CallId = callId;
        CallState = state;
    }

    /// <summary>Takes in what a message says; what it does not mention stays.</summary>
    public void Learn(RecordUpdate update)
    {
        _snapshot = null;
        ChainId = update.ChainId ?? ChainId;
        // An acknowledgement repeats a few keys only; they must not push the record's own data out.
        _userData = Merge(_userData, update.UserData);
        if (_known is null)
        {
            // Nothing is known yet, so the update itself is what is known. Its name of the record and its data are not used.
            _known = update;
            return;
        }

        if (Repeats(update))
        {
            return;
        }

        _known = update with
        {
            CampaignName = update.CampaignName ?? Known.CampaignName,
            CallingList = update.CallingList ?? Known.CallingList,
            ApplicationId = update.ApplicationId ?? Known.ApplicationId,
            DevicePath = update.DevicePath ?? Known.DevicePath,
            Phone = update.Phone ?? Known.Phone,
            PhoneType = update.PhoneType ?? Known.PhoneType,
            CallResult = update.CallResult ?? Known.CallResult,
            Attempts = update.Attempts ?? Known.Attempts,
            TimeZone = update.TimeZone ?? Known.TimeZone,
            TimeZoneOffsetSeconds = update.TimeZoneOffsetSeconds ?? Known.TimeZoneOffsetSeconds,
            FromSeconds = update.FromSeconds ?? Known.FromSeconds,
            UntilSeconds = update.UntilSeconds ?? Known.UntilSeconds,
        };
    }

    public GwsRecord ToRecord() => _snapshot ??= new GwsRecord
    {
        RecordHandle = Handle,
        CampaignName = Known.CampaignName,
        CallingList = Known.CallingList,
        ApplicationId = Known.ApplicationId,
        DevicePath = Known.DevicePath,
        ChainId = ChainId,
        Phone = Known.Phone,
        PhoneType = Known.PhoneType is { } type ? GwsPhoneType.FromInt32(type) : null,
        CallResult = Pending.CallResult ?? (Known.CallResult is { } result and >= 0 ? GwsCallResult.FromInt32(result) : null),
        Attempts = Known.Attempts,
        TimeZone = Known.TimeZone,
        TimeZoneOffset = Known.TimeZoneOffsetSeconds is { } offset and > -86400 and < 86400 ? TimeSpan.FromSeconds(offset) : null,
        From = OfDay(Known.FromSeconds),
        Until = OfDay(Known.UntilSeconds),
        State = State,
        InteractionId = CallId ?? Handle,
        CallId = CallId,
        CallState = CallState,
        Pending = Pending,
        Unanswered = Unanswered,
        IsRestored = IsRestored,
        ReceivedAt = ReceivedAt,
        UserData = _userData,
    };

    // Most messages about a record repeat what is known of it: no copy is needed then.
    private bool Repeats(RecordUpdate update) =>
        Repeats(update.CampaignName, Known.CampaignName) && Repeats(update.CallingList, Known.CallingList)
        && Repeats(update.ApplicationId, Known.ApplicationId) && Repeats(update.DevicePath, Known.DevicePath)
        && Repeats(update.Phone, Known.Phone) && Repeats(update.PhoneType, Known.PhoneType)
        && Repeats(update.CallResult, Known.CallResult) && Repeats(update.Attempts, Known.Attempts)
        && Repeats(update.TimeZone, Known.TimeZone)
        && Repeats(update.TimeZoneOffsetSeconds, Known.TimeZoneOffsetSeconds)
        && Repeats(update.FromSeconds, Known.FromSeconds) && Repeats(update.UntilSeconds, Known.UntilSeconds);

    private static bool Repeats(string? update, string? known) => update is null || update == known;

    private static bool Repeats(long? update, long? known) => update is null || update == known;

    private static TimeSpan? OfDay(long? seconds) => seconds is >= 0 and <= 86400 ? TimeSpan.FromSeconds(seconds.Value) : null;

    private static GwsData Merge(GwsData existing, GwsData update)
    {
        if (update.Count == 0 || (existing.Count == 0 && update.Count <= MaxKeys))
        {
            return update.Count == 0 ? existing : update;
        }

        GwsData? merged = null;
        for (var i = 0; i < update.Count; i++)
        {
            var member = update.MemberAt(i);
            var isKnown = existing.TryGetExactly(member.Key, out var known);
            if ((merged is null && isKnown && Equals(known, member.Value)) || (!isKnown && (merged ?? existing).Count >= MaxKeys))
            {
                // Most messages repeat what is known.
                continue;
            }

            merged ??= new GwsData(existing, Math.Min(update.Count - i, MaxKeys));
            merged.Set(member.Key, member.Value);
        }

        return merged?.Freeze() ?? existing;
    }
}
