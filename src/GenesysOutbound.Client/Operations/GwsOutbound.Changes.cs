using System;
using System.Collections;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <content>Sets and takes back what is pending on a record, by the desktop's rules. Nothing is sent here.</content>
public sealed partial class GwsOutbound
{
    /// <summary>Sets the call result on a record. It is pending until the record is completed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="callResult">The result.</param>
    /// <param name="force">Sets the desktop's rules aside.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">A rule of the desktop forbids it: Do Not Call is set, the record was not called, or it is
    /// done.</exception>
    public GwsRecord SetCallResult(GwsRecordIdentity record, GwsCallResult callResult, bool force = false)
    {
        if (callResult is null)
        {
            throw new ArgumentNullException(nameof(callResult));
        }

        return Change(record, "Call result", force, entry =>
        {
            if (entry.Pending.DoNotCall is not null && !force)
            {
                throw Error(GwsErrorIds.DoNotCallSet, entry, "has Do Not Call set, so it can have no call result");
            }

            EnsureCalled(entry, force);
            entry.SetPending(entry.Pending with { CallResult = callResult });
        });
    }

    /// <summary>Takes a pending call result back.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or it is done.</exception>
    public GwsRecord ClearCallResult(GwsRecordIdentity record) =>
        Change(record, "Call result", force: false, entry => entry.SetPending(entry.Pending with { CallResult = null }));

    /// <summary>
    /// Sets Do Not Call on a record. It is pending until the record is completed. A pending call result or schedule is dropped:
    /// it could not be sent any more.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="scope">The record alone or its chain.</param>
    /// <param name="force">Sets the desktop's rules aside.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">A rule of the desktop forbids it: the record was not called, or it is done.</exception>
    public GwsRecord SetDoNotCall(GwsRecordIdentity record, GwsChainScope scope, bool force = false) =>
        Change(record, "Do Not Call", force, entry =>
        {
            EnsureCalled(entry, force);
            entry.SetPending(entry.Pending with { CallResult = null, Schedule = null, DoNotCall = scope });
        });

    /// <summary>Takes a pending Do Not Call back. What was sent already cannot be taken back.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or it is done.</exception>
    public GwsRecord RemoveDoNotCall(GwsRecordIdentity record) =>
        Change(record, "Do Not Call", force: false, entry => entry.SetPending(entry.Pending with { DoNotCall = null }));

    /// <summary>Schedules a callback at a moment. It is pending until the record is completed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="at">The moment.</param>
    /// <param name="callbackType">Who takes it.</param>
    /// <param name="force">Allows what the desktop does not: a moment in the past.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The moment is past, Do Not Call is set, or the record is done.</exception>
    public GwsRecord SetSchedule(GwsRecordIdentity record, DateTimeOffset at, GwsCallbackType callbackType, bool force = false) =>
        SetSchedule(
            record,
            ScheduleReader.FromMoment(at, _records.Find(Given(record).RecordHandle)?.TimeZoneOffset, callbackType),
            force);

    /// <summary>
    /// Schedules a callback at a time of the record's own zone, <c>MM/DD/YYYY HH:MM</c>. It is pending until the record is
    /// completed.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="recordTime">The time; leading zeros may be missing.</param>
    /// <param name="callbackType">Who takes it.</param>
    /// <param name="force">Allows what the desktop does not: a time in the past.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The time cannot be read or is past, the record's zone is not known, Do Not Call is set, or
    /// the record is done.</exception>
    public GwsRecord SetSchedule(GwsRecordIdentity record, string recordTime, GwsCallbackType callbackType, bool force = false) =>
        SetSchedule(record, ReadSchedule(record, recordTime, callbackType), force);

    /// <summary>Takes a pending schedule back.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or it is done.</exception>
    public GwsRecord RemoveSchedule(GwsRecordIdentity record) =>
        Change(record, "Schedule", force: false, entry => entry.SetPending(entry.Pending with { Schedule = null }));

    /// <summary>Works out the moment of a time of the record's own zone, without changing anything.</summary>
    /// <param name="record">The record.</param>
    /// <param name="recordTime">The time, <c>MM/DD/YYYY HH:MM</c>; leading zeros may be missing.</param>
    /// <param name="callbackType">Who takes it.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="GwsException">The time cannot be read, or the record's zone is not known.</exception>
    public GwsSchedule ReadSchedule(GwsRecordIdentity record, string recordTime, GwsCallbackType callbackType)
    {
        var known = _records.Find(Given(record).RecordHandle) ?? throw NotHeld("Schedule", record.RecordHandle);
        var schedule = ScheduleReader.FromRecordTime(recordTime, known.TimeZoneOffset, callbackType);
        return schedule with { Warning = ClockChange.WarningFor(schedule.At, _runner.Now) };
    }

    /// <summary>The fields of a record, with their definitions and values.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The system fields first, then those of the schema, then what else the record shows.</returns>
    /// <exception cref="GwsException">The session does not hold the record.</exception>
    public IReadOnlyList<GwsRecordField> GetFields(GwsRecordIdentity record) => RecordFieldSet.Of(
        _records.Find(Given(record).RecordHandle)
            ?? throw NotHeld("Fields", record.RecordHandle), FieldSchema, record.CallingList);

    /// <summary>
    /// Changes fields of a record. All are checked first; one bad field fails the whole. Pending until the record is completed.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="values">The values, by the fields' names.</param>
    /// <param name="force">Sends also what the definitions forbid: unknown names and fields that are not editable. Types are
    /// checked all the same.</param>
    /// <returns>The record with its pending changes.</returns>
    /// <exception cref="GwsException">A field cannot be changed so; the message names every one.</exception>
    public GwsRecord UpdateFields(GwsRecordIdentity record, IDictionary values, bool force = false)
    {
        if (values is null)
        {
            throw new ArgumentNullException(nameof(values));
        }

        return Change(record, "Fields", force, entry =>
        {
            // Under the store's lock: what was checked is what is changed.
            var changes = FieldUpdate.Validate(RecordFieldSet.Of(entry.ToRecord(), FieldSchema, record.CallingList), values,
                force);
            var merged = new GwsData(entry.Pending.Fields);
            foreach (var change in changes)
            {
                merged.Set(change.Key, change.Value);
            }

            entry.SetPending(entry.Pending with { Fields = merged.Freeze() });
        });
    }

    /// <summary>
    /// Forgets everything that is pending on a record, and its requests without an answer, also in the journal. Nothing is sent.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <returns>The record without pending changes.</returns>
    /// <exception cref="GwsException">The session does not hold the record, or an operation on it is under way.</exception>
    public GwsRecord DiscardChanges(GwsRecordIdentity record)
    {
        _runner.Gate.EnsureOpen();
        var known = _records.Find(Given(record).RecordHandle) ?? throw NotHeld("Discard", record.RecordHandle);
        return _records.Change(known.RecordHandle, _runner.Now, entry =>
        {
            if (entry.IsBusy)
            {
                throw Error(GwsErrorIds.RecordBusy, entry, "is being completed");
            }

            _runner.Journal?.Discard(entry.Handle);
            entry.SetUnanswered([]);
            entry.SetPending(GwsPendingChanges.None);
        });
    }

    private static GwsRecordIdentity Given(GwsRecordIdentity record) => record ?? throw new ArgumentNullException(nameof(record));

    // The desktop's rule for results and Do Not Call: there must be an active or completed call.
    private static void EnsureCalled(RecordEntry entry, bool force)
    {
        if (!force && entry.State is not (GwsRecordState.Calling or GwsRecordState.Called))
        {
            throw Error(GwsErrorIds.RecordNotCalled, entry, $"has no active or completed call ({entry.State})");
        }
    }

    private static GwsException Error(string id, RecordEntry entry, string why) =>
        new(id, $"The record {entry.Handle} {why}.") { RecordHandle = entry.Handle };

    private static GwsException NotHeld(string what, string handle) =>
        new(GwsErrorIds.RecordNotHeld,
            $"{what}: the session does not hold a record with the handle {handle}.") { RecordHandle = handle };

    // Checks changes that are to be sent at once. A record that was never seen has the system fields and those of the schema.
    private GwsData CheckFields(GwsRecordIdentity record, IDictionary values, bool force)
    {
        if (values is null)
        {
            throw new ArgumentNullException(nameof(values));
        }

        var known = _records.Find(Given(record).RecordHandle) ?? new GwsRecord { RecordHandle = record.RecordHandle };
        return FieldUpdate.Validate(RecordFieldSet.Of(known, FieldSchema, record.CallingList), values, force);
    }

    private GwsRecord SetSchedule(GwsRecordIdentity record, GwsSchedule schedule, bool force) =>
        Change(record, "Schedule", force, entry =>
    {
        EnsureFuture(schedule, force);
        if (entry.Pending.DoNotCall is not null)
        {
            throw Error(GwsErrorIds.DoNotCallSet, entry, "has Do Not Call set, so it cannot be called back");
        }

        entry.SetPending(entry.Pending with { Schedule = schedule });
    });

    private void EnsureFuture(GwsSchedule schedule, bool force)
    {
        if (schedule is null)
        {
            throw new ArgumentNullException(nameof(schedule));
        }

        if (!force)
        {
            schedule.NotBefore(_runner.Now);
        }
    }

    // Changes a record under the store's lock. A record that was never seen must at least say its campaign.
    private GwsRecord Change(GwsRecordIdentity record, string what, bool force, Action<RecordEntry> change)
    {
        _runner.Gate.EnsureOpen();
        if (string.IsNullOrWhiteSpace(Given(record).RecordHandle))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, $"{what}: the record's handle is empty.");
        }

        var known = _records.Find(record.RecordHandle);
        if (known is null && (record.CampaignName is null || !force))
        {
            throw NotHeld(what, record.RecordHandle);
        }

        var handle = known?.RecordHandle ?? record.RecordHandle;
        return _records.Change(handle, _runner.Now, entry =>
        {
            if (entry.IsDone && !force)
            {
                throw Error(GwsErrorIds.RecordDone, entry, $"is done ({entry.State})");
            }

            if (entry.IsBusy)
            {
                throw Error(GwsErrorIds.RecordBusy, entry, "is being completed");
            }

            if (known is null)
            {
                entry.Learn(new RecordUpdate
                {
                    CampaignName = record.CampaignName,
                    CallingList = record.CallingList,
                    ApplicationId = record.ApplicationId,
                    DevicePath = record.DevicePath,
                });
            }

            change(entry);
        }, keepFirst: true);
    }
}
