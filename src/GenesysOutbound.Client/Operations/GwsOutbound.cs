using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;

namespace GenesysOutbound.Client;

/// <summary>
/// The outbound operations of a session. Each waits for the event that answers it, unless told not to, and throws a
/// <see cref="GwsException"/> when the server refuses or the outcome is unknown. No operation is ever sent twice.
/// </summary>
public sealed class GwsOutbound
{
    private readonly CampaignOperations _campaigns;
    private readonly RecordOperations _records;
    private readonly RecordCompletion _completion;
    private readonly RecordDialing _dialing;
    private readonly RecordChanges _changes;
    private readonly RecordFields _fields;

    internal GwsOutbound(GwsSession session)
    {
        var core = new OutboundCore(session);
        _campaigns = new CampaignOperations(core);
        _records = new RecordOperations(core);
        _completion = new RecordCompletion(core);
        _dialing = new RecordDialing(core);
        _changes = new RecordChanges(core);
        FieldSchema = session.Options.FieldSchema;
        _fields = new RecordFields(core, _changes, FieldSchema);
    }

    /// <summary>The definitions of record fields, or null when only the records themselves tell.</summary>
    public GwsFieldSchema? FieldSchema { get; }

    /// <summary>Starts a preview session of a campaign (StartPreviewSession): from then on records can be requested, or are pushed.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the campaign is in it.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> StartPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _campaigns.StartPreviewSessionAsync(campaign, options, cancellationToken);

    /// <summary>Ends a preview session of a campaign (EndPreviewSession). The campaign runs on.</summary>
    /// <inheritdoc cref="StartPreviewSessionAsync"/>
    public Task<GwsOperationResult> EndPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _campaigns.EndPreviewSessionAsync(campaign, options, cancellationToken);

    /// <summary>Requests a preview record (GetPreviewRecord).</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the record is in it, unless nobody waited.</returns>
    /// <exception cref="GwsException">It failed (<see cref="GwsErrorIds.NoRecordsAvailable"/> when there is none), or its outcome is unknown.</exception>
    public Task<GwsOperationResult> RequestPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _campaigns.RequestPreviewRecordAsync(campaign, options, cancellationToken);

    /// <summary>Requests a preview record and returns it.</summary>
    /// <returns>The record.</returns>
    /// <inheritdoc cref="RequestPreviewRecordAsync"/>
    public Task<GwsRecord> GetPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _campaigns.GetPreviewRecordAsync(campaign, options, cancellationToken);

    /// <summary>Dials a record (Voice: Dial, with the record's GSW_* pairs as user data).</summary>
    /// <param name="record">The record; of a chain, the one to be dialled.</param>
    /// <param name="phoneNumber">Another number than the record's own, or null.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the call is in it, unless nobody waited.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> DialRecordAsync(GwsRecordIdentity record, string? phoneNumber = null, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _dialing.DialAsync(record, phoneNumber, options, cancellationToken);

    /// <summary>Dials a record and returns the call. It waits for the call in any case.</summary>
    /// <returns>The call.</returns>
    /// <inheritdoc cref="DialRecordAsync"/>
    public async Task<GwsCall> StartCallAsync(GwsRecordIdentity record, string? phoneNumber = null, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await _dialing.DialAsync(record, phoneNumber, OutboundCore.Waiting(options), cancellationToken).ConfigureAwait(false);
        return result.Call!;
    }

    /// <summary>Gives a record back to the pool, for another agent (RejectRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> RejectRecordAsync(GwsRecordIdentity record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.RejectAsync(record, options, cancellationToken);

    /// <summary>Takes a record out of the campaign: nobody processes it any more (CancelRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="scope">The record alone or its chain; null leaves it to the server.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> CancelRecordAsync(
        GwsRecordIdentity record, GwsChainScope? scope = null, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.CancelAsync(record, scope, options, cancellationToken);

    /// <summary>Requests the records of a chain (GetChainedRecord).</summary>
    /// <param name="record">Any record of the chain.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the records are in it, the record itself first, unless nobody waited.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> RequestChainedRecordsAsync(GwsRecordIdentity record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.GetChainAsync(record, options, cancellationToken);

    /// <summary>Requests the records of a chain and returns them, the record itself first. It waits for them in any case.</summary>
    /// <returns>The records.</returns>
    /// <inheritdoc cref="RequestChainedRecordsAsync"/>
    public async Task<IReadOnlyList<GwsRecord>> GetChainedRecordsAsync(GwsRecordIdentity record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await _records.GetChainAsync(record, OutboundCore.Waiting(options), cancellationToken).ConfigureAwait(false);
        return result.Records;
    }

    /// <summary>
    /// Sends what is pending, each step acknowledged before the next: fields (UpdateRecord), the schedule (RescheduleRecord), then CompleteRecord
    /// with the call result. With Do Not Call set, DoNotCallRecord takes the place of the last two, because it finishes the record. A step that
    /// fails leaves the rest pending.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="callResult">A call result to set first, or null.</param>
    /// <param name="phoneNumber">The number that was called, when it is not the record's own; or null.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own. With NoWait only the last step is not waited for.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered to the last step; every step is in it.</returns>
    /// <exception cref="GwsException">A step failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> CompleteRecordAsync(
        GwsRecordIdentity record, GwsCallResult? callResult = null, string? phoneNumber = null, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _completion.CompleteAsync(record, callResult, phoneNumber, options, cancellationToken);

    /// <summary>Sets the call result on a record. It is pending until the record is completed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="callResult">The result.</param>
    /// <param name="force">Sets the desktop's rules aside.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">A rule of the desktop forbids it: Do Not Call is set, the record was not called, or it is done.</exception>
    public GwsRecord SetCallResult(GwsRecordIdentity record, GwsCallResult callResult, bool force = false) => _changes.SetCallResult(record, callResult, force);

    /// <summary>Forgets everything that is pending on a record, and its requests without an answer, also in the journal. Nothing is sent.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record without pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or an operation on it is under way.</exception>
    public GwsRecord DiscardChanges(GwsRecordIdentity record) => _changes.Discard(record ?? throw new ArgumentNullException(nameof(record)));

    /// <summary>Takes a pending call result back.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or it is done.</exception>
    public GwsRecord ClearCallResult(GwsRecordIdentity record) => _changes.ClearCallResult(record);

    /// <summary>Sets Do Not Call on a record. It is pending until the record is completed. A pending call result or schedule is dropped: it could not be sent any more.</summary>
    /// <param name="record">The record.</param>
    /// <param name="scope">The record alone or its chain.</param>
    /// <param name="force">Sets the desktop's rules aside.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">A rule of the desktop forbids it: the record was not called, or it is done.</exception>
    public GwsRecord SetDoNotCall(GwsRecordIdentity record, GwsChainScope scope, bool force = false) => _changes.SetDoNotCall(record, scope, force);

    /// <summary>Takes a pending Do Not Call back. What was sent already cannot be taken back.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or it is done.</exception>
    public GwsRecord RemoveDoNotCall(GwsRecordIdentity record) => _changes.RemoveDoNotCall(record);

    /// <summary>Marks a record Do Not Call at once (DoNotCallRecord). This finishes the record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="scope">The record alone or its chain; null leaves it to the server.</param>
    /// <param name="phoneNumber">Another number than the record's own, or null.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> SendDoNotCallAsync(
        GwsRecordIdentity record, GwsChainScope? scope = null, string? phoneNumber = null, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _completion.DoNotCallAsync(record, scope, phoneNumber, options, cancellationToken);

    /// <summary>Marks a phone number Do Not Call at once, without a record (DoNotCallRecord on the collection).</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="phoneNumber">The number.</param>
    /// <param name="callingList">The calling list, or null.</param>
    /// <param name="scope">The record alone or its chain; null leaves it to the server.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> SendDoNotCallNumberAsync(
        GwsCampaignIdentity campaign, string phoneNumber, string? callingList = null, GwsChainScope? scope = null, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _campaigns.DoNotCallNumberAsync(campaign, phoneNumber, callingList, scope, options, cancellationToken);

    /// <summary>Schedules a callback at a moment. It is pending until the record is completed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="at">The moment.</param>
    /// <param name="callbackType">Who takes it.</param>
    /// <param name="force">Allows what the desktop does not: a moment in the past.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The moment is past, Do Not Call is set, or the record is done.</exception>
    public GwsRecord SetSchedule(GwsRecordIdentity record, DateTimeOffset at, GwsCallbackType callbackType, bool force = false) =>
        _changes.SetSchedule(record, _changes.InRecordZone(record, at, callbackType), force);

    /// <summary>Schedules a callback at a time of the record's own zone, <c>MM/DD/YYYY HH:MM</c>. It is pending until the record is completed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="recordTime">The time; leading zeros may be missing.</param>
    /// <param name="callbackType">Who takes it.</param>
    /// <param name="force">Allows what the desktop does not: a time in the past.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The time cannot be read or is past, the record's zone is not known, Do Not Call is set, or the record is done.</exception>
    public GwsRecord SetSchedule(GwsRecordIdentity record, string recordTime, GwsCallbackType callbackType, bool force = false) =>
        _changes.SetSchedule(record, ReadSchedule(record, recordTime, callbackType), force);

    /// <summary>Takes a pending schedule back.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or it is done.</exception>
    public GwsRecord RemoveSchedule(GwsRecordIdentity record) => _changes.RemoveSchedule(record);

    /// <summary>Works out the moment of a time of the record's own zone, without changing anything.</summary>
    /// <param name="record">The record.</param>
    /// <param name="recordTime">The time, <c>MM/DD/YYYY HH:MM</c>; leading zeros may be missing.</param>
    /// <param name="callbackType">Who takes it.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="GwsException">The time cannot be read, or the record's zone is not known.</exception>
    public GwsSchedule ReadSchedule(GwsRecordIdentity record, string recordTime, GwsCallbackType callbackType) =>
        _changes.ReadSchedule(record, recordTime, callbackType);

    /// <summary>Schedules a callback at once (RescheduleRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="schedule">When, and who takes it.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> SendScheduleAsync(GwsRecordIdentity record, GwsSchedule schedule, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _completion.RescheduleAsync(record, schedule, options, cancellationToken);

    /// <summary>The fields of a record, with their definitions and values.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The system fields first, then those of the schema, then what else the record shows.</returns>
    /// <exception cref="GwsException">The session does not hold the record.</exception>
    public IReadOnlyList<GwsRecordField> GetFields(GwsRecordIdentity record) => _fields.Get(record);

    /// <summary>Changes fields of a record. All are checked first; one bad field fails the whole. Pending until the record is completed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="values">The values, by the fields' names.</param>
    /// <param name="force">Sends also what the definitions forbid: unknown names and fields that are not editable. Types are checked all the same.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">A field cannot be changed so; the message names every one.</exception>
    public GwsRecord UpdateFields(GwsRecordIdentity record, IDictionary values, bool force = false) => _fields.Update(record, values, force);

    /// <summary>Changes fields of a record at once (UpdateRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="values">The values, by the fields' names.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">A field cannot be changed so, the server refused, or the outcome is unknown.</exception>
    public Task<GwsOperationResult> SendFieldsAsync(GwsRecordIdentity record, IDictionary values, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _completion.UpdateAsync(record, _fields.Check(record, values, options?.Force ?? false), options, cancellationToken);

    /// <summary>Makes a record (AddRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">A value is missing or out of range, the server refused, or the outcome is unknown.</exception>
    public Task<GwsOperationResult> AddRecordAsync(GwsNewRecord record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _campaigns.AddRecordAsync(record, options, cancellationToken);
}
