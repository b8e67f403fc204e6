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
    private string? _delivery;

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
    public bool IsBlank => State == GwsRecordState.Unknown && !IsHeld && CallId is null && Facts == Nothing;

    public GwsPendingChanges Pending { get; private set; } = GwsPendingChanges.None;

    /// <summary>Requests about the record without an answer, as far as a journal is kept.</summary>
    public IReadOnlyList<GwsUnansweredRequest> Unanswered { get; private set; } = [];

    /// <summary>True for a record that an earlier session left in the journal, until the server delivers it anew.</summary>
    public bool IsRestored { get; private set; }

    public long? ChainId { get; private set; }

    public string? CallingList => Facts.CallingList;

    /// <summary>The chain under which the index keeps the record.</summary>
    public (string? CallingList, long ChainId)? Chain { get; set; }

    public string? CallId { get; private set; }

    public string? CallState { get; private set; }

    /// <summary>True while a sequence of requests for the record is under way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The place in the order of finishing, to forget the oldest first; 0 while held.</summary>
    public long FinishedOrder { get; set; }

    private RecordUpdate Facts { get; set; } = new();

    /// <summary>
    /// A delivery begins a new life under the same handle. An event that is delivered twice does not; the reference id of the
    /// request tells the two apart. A delivery that nobody asked for begins anew only where there is nothing to lose.
    /// </summary>
    public void Begin(GwsRecordState state, string? referenceId, DateTimeOffset at)
    {
        var fresh = referenceId is null
            ? IsDone || State is GwsRecordState.Unknown or GwsRecordState.Chained
            : referenceId != _delivery;
        if (!fresh)
        {
            return;
        }

        if (State is not (GwsRecordState.Unknown or GwsRecordState.Chained))
        {
            // What an earlier session left behind stays until somebody decides about it.
            Pending = IsRestored ? Pending : GwsPendingChanges.None;
            CallId = null;
            CallState = null;
            if (state != GwsRecordState.Calling)
            {
                // A delivery brings the record whole. A call that began while the record was being withdrawn brings no field of
                // its list.
                Facts = new RecordUpdate();
            }
        }

        _delivery = referenceId;
        ReceivedAt = at;
        IsRestored = false;
        Become(state);
    }

    public void Become(GwsRecordState state)
    {
        _snapshot = null;
        State = state;
        if (IsDone)
        {
            Pending = GwsPendingChanges.None;
        }
    }

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
    public void Learn(RecordUpdate news)
    {
        _snapshot = null;
        ChainId = news.ChainId ?? ChainId;
        Facts = news with
        {
            Handle = Handle,
            Alias = null,
            CampaignName = news.CampaignName ?? Facts.CampaignName,
            CallingList = news.CallingList ?? Facts.CallingList,
            ApplicationId = news.ApplicationId ?? Facts.ApplicationId,
            DevicePath = news.DevicePath ?? Facts.DevicePath,
            Phone = news.Phone ?? Facts.Phone,
            PhoneType = news.PhoneType ?? Facts.PhoneType,
            CallResult = news.CallResult ?? Facts.CallResult,
            Attempts = news.Attempts ?? Facts.Attempts,
            TimeZone = news.TimeZone ?? Facts.TimeZone,
            TimeZoneOffsetSeconds = news.TimeZoneOffsetSeconds ?? Facts.TimeZoneOffsetSeconds,
            FromSeconds = news.FromSeconds ?? Facts.FromSeconds,
            UntilSeconds = news.UntilSeconds ?? Facts.UntilSeconds,

            // An acknowledgement repeats a few keys only; they must not push the record's own data out.
            UserData = Merge(Facts.UserData, news.UserData),
        };
    }

    public GwsRecord ToRecord() => _snapshot ??= new GwsRecord
    {
        RecordHandle = Handle,
        CampaignName = Facts.CampaignName,
        CallingList = Facts.CallingList,
        ApplicationId = Facts.ApplicationId,
        DevicePath = Facts.DevicePath,
        ChainId = ChainId,
        Phone = Facts.Phone,
        PhoneType = Facts.PhoneType is { } type ? GwsPhoneType.FromInt32(type) : null,
        CallResult = Pending.CallResult ?? (Facts.CallResult is { } result and >= 0 ? GwsCallResult.FromInt32(result) : null),
        Attempts = Facts.Attempts,
        TimeZone = Facts.TimeZone,
        TimeZoneOffset = Facts.TimeZoneOffsetSeconds is { } offset and > -86400 and < 86400 ? TimeSpan.FromSeconds(offset) : null,
        From = OfDay(Facts.FromSeconds),
        Until = OfDay(Facts.UntilSeconds),
        State = State,
        InteractionId = CallId ?? Handle,
        CallId = CallId,
        CallState = CallState,
        Pending = Pending,
        Unanswered = Unanswered,
        IsRestored = IsRestored,
        ReceivedAt = ReceivedAt,
        UserData = Facts.UserData,
    };

    private static TimeSpan? OfDay(long? seconds) => seconds is >= 0 and <= 86400 ? TimeSpan.FromSeconds(seconds.Value) : null;

    private static GwsData Merge(GwsData existing, GwsData update)
    {
        if (update.Count == 0 || (existing.Count == 0 && update.Count <= MaxKeys))
        {
            return update.Count == 0 ? existing : update;
        }

        GwsData? merged = null;
        foreach (var member in update)
        {
            var isKnown = existing.TryGetExactly(member.Key, out var known);
            if ((merged is null && isKnown && Equals(known, member.Value)) || (!isKnown && (merged ?? existing).Count >= MaxKeys))
            {
                // Most messages repeat what is known.
                continue;
            }

            merged ??= new GwsData(existing);
            merged.Set(member.Key, member.Value);
        }

        return merged?.Freeze() ?? existing;
    }
}
