using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// The outbound operations of a session. Each waits for the event that answers it, unless told not to, and throws a
/// <see cref="GwsException"/> when the server refuses or the outcome is unknown. No operation is ever sent twice.
/// </summary>
public sealed class GwsOutbound
{
    private readonly GwsSession _session;

    internal GwsOutbound(GwsSession session) => _session = session;

    /// <summary>The definitions of record fields, or null when only the records themselves tell.</summary>
    public GwsFieldSchema? FieldSchema { get; set; }

    /// <summary>Starts a preview session of a campaign (StartPreviewSession): from then on records can be requested, or are pushed.</summary>
    public Task<GwsOperationResult> StartPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Ends a preview session of a campaign (EndPreviewSession).</summary>
    public Task<GwsOperationResult> EndPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Requests a preview record (GetPreviewRecord). The result carries the record, unless nobody waited.</summary>
    public Task<GwsOperationResult> RequestPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Requests a preview record and returns it.</summary>
    public Task<GwsRecord> GetPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Dials a record (Voice: Dial, with the record's GSW_* pairs as user data). The result carries the call.</summary>
    public Task<GwsOperationResult> DialRecordAsync(GwsRecordIdentity record, string? phoneNumber, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Dials a record and returns the call.</summary>
    public Task<GwsCall> StartCallAsync(GwsRecordIdentity record, string? phoneNumber, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Gives a record back to the pool (RejectRecord).</summary>
    public Task<GwsOperationResult> RejectRecordAsync(GwsRecordIdentity record, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Takes a record out of the campaign (CancelRecord).</summary>
    public Task<GwsOperationResult> CancelRecordAsync(GwsRecordIdentity record, GwsChainScope? scope, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Requests the records of a chain (GetChainedRecord). The result carries the records, unless nobody waited.</summary>
    public Task<GwsOperationResult> RequestChainedRecordsAsync(GwsRecordIdentity record, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Requests the records of a chain and returns them, the record itself first.</summary>
    public Task<IReadOnlyList<GwsRecord>> GetChainedRecordsAsync(GwsRecordIdentity record, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Sends what is pending, in order, then completes the record (CompleteRecord, or DoNotCallRecord when Do Not Call is set).</summary>
    public Task<GwsOperationResult> CompleteRecordAsync(GwsRecordIdentity record, GwsCallResult? callResult, string? phoneNumber, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Sets the call result on a record. It is pending until the record is completed.</summary>
    public GwsRecord SetCallResult(GwsRecordIdentity record, GwsCallResult callResult, bool force) => throw Todo();

    /// <summary>Takes a pending call result back.</summary>
    public GwsRecord ClearCallResult(GwsRecordIdentity record) => throw Todo();

    /// <summary>Sets Do Not Call on a record. It is pending until the record is completed.</summary>
    public GwsRecord SetDoNotCall(GwsRecordIdentity record, GwsChainScope scope, bool force) => throw Todo();

    /// <summary>Takes a pending Do Not Call back.</summary>
    public GwsRecord RemoveDoNotCall(GwsRecordIdentity record) => throw Todo();

    /// <summary>Marks a record Do Not Call at once (DoNotCallRecord). This finishes the record.</summary>
    public Task<GwsOperationResult> SendDoNotCallAsync(GwsRecordIdentity record, GwsChainScope? scope, string? phoneNumber, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Marks a phone number Do Not Call at once, without a record (DoNotCallRecord on the collection).</summary>
    public Task<GwsOperationResult> SendDoNotCallNumberAsync(GwsCampaignIdentity campaign, string phoneNumber, string? callingList, GwsChainScope? scope, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Schedules a callback at a moment. It is pending until the record is completed.</summary>
    public GwsRecord SetSchedule(GwsRecordIdentity record, DateTimeOffset at, GwsCallbackType callbackType, bool force) => throw Todo();

    /// <summary>Schedules a callback at a time of the record's own zone, <c>MM/DD/YYYY HH:MM</c>. It is pending until the record is completed.</summary>
    public GwsRecord SetSchedule(GwsRecordIdentity record, string recordTime, GwsCallbackType callbackType, bool force) => throw Todo();

    /// <summary>Takes a pending schedule back.</summary>
    public GwsRecord RemoveSchedule(GwsRecordIdentity record) => throw Todo();

    /// <summary>Works out the moment of a time of the record's own zone, without changing anything.</summary>
    public GwsSchedule ReadSchedule(GwsRecordIdentity record, string recordTime, GwsCallbackType callbackType) => throw Todo();

    /// <summary>Schedules a callback at once (RescheduleRecord).</summary>
    public Task<GwsOperationResult> SendScheduleAsync(GwsRecordIdentity record, GwsSchedule schedule, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>The fields of a record, with their definitions and values.</summary>
    public IReadOnlyList<GwsRecordField> GetFields(GwsRecordIdentity record) => throw Todo();

    /// <summary>Changes fields of a record. All are checked first; one bad field fails the whole. Pending until the record is completed.</summary>
    public GwsRecord UpdateFields(GwsRecordIdentity record, IDictionary values, bool force) => throw Todo();

    /// <summary>Changes fields of a record at once (UpdateRecord).</summary>
    public Task<GwsOperationResult> SendFieldsAsync(GwsRecordIdentity record, IDictionary values, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Makes a record (AddRecord).</summary>
    public Task<GwsOperationResult> AddRecordAsync(GwsNewRecord record, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    private NotImplementedException Todo() => new(_session.Name);
}
