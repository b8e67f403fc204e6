using System;

namespace GenesysOutbound.Client.Operations;

/// <summary>Sets and takes back what is pending on a record, by the desktop's rules. Nothing is sent here.</summary>
internal sealed class RecordChanges(OutboundCore core)
{
    public GwsRecord SetCallResult(GwsRecordIdentity record, GwsCallResult callResult, bool force)
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

    public GwsRecord ClearCallResult(GwsRecordIdentity record) =>
        Change(record, "Call result", force: false, entry => entry.SetPending(entry.Pending with { CallResult = null }));

    public GwsRecord SetDoNotCall(GwsRecordIdentity record, GwsChainScope scope, bool force) => Change(record, "Do Not Call", force, entry =>
    {
        EnsureCalled(entry, force);
        entry.SetPending(entry.Pending with { CallResult = null, Schedule = null, DoNotCall = scope });
    });

    public GwsRecord RemoveDoNotCall(GwsRecordIdentity record) =>
        Change(record, "Do Not Call", force: false, entry => entry.SetPending(entry.Pending with { DoNotCall = null }));

    public GwsRecord SetSchedule(GwsRecordIdentity record, GwsSchedule schedule, bool force) => Change(record, "Schedule", force, entry =>
    {
        ScheduleRules.EnsureFuture(schedule, force, core.Session.Now);
        if (entry.Pending.DoNotCall is not null)
        {
            throw Error(GwsErrorIds.DoNotCallSet, entry, "has Do Not Call set, so it cannot be called back");
        }

        entry.SetPending(entry.Pending with { Schedule = schedule });
    });

    public GwsRecord RemoveSchedule(GwsRecordIdentity record) =>
        Change(record, "Schedule", force: false, entry => entry.SetPending(entry.Pending with { Schedule = null }));

    public GwsSchedule ReadSchedule(GwsRecordIdentity record, string recordTime, GwsCallbackType callbackType)
    {
        var known = core.Session.Records.Find(record.RecordHandle) ?? throw NotHeld("Schedule", record.RecordHandle);
        return ScheduleReader.FromRecordTime(recordTime, known.TimeZoneOffset, callbackType);
    }

    /// <summary>The same moment, in the record's zone where that is known.</summary>
    public GwsSchedule InRecordZone(GwsRecordIdentity record, DateTimeOffset at, GwsCallbackType callbackType) =>
        ScheduleReader.FromMoment(at, core.Session.Records.Find(record.RecordHandle)?.TimeZoneOffset, callbackType);

    /// <summary>Forgets what is pending on a record, and its requests without an answer. Nothing is sent.</summary>
    public GwsRecord Discard(GwsRecordIdentity record)
    {
        core.Session.EnsureOpen();
        var known = core.Session.Records.Find(record.RecordHandle) ?? throw NotHeld("Discard", record.RecordHandle);
        return core.Session.Records.Change(known.RecordHandle, core.Session.Now, entry =>
        {
            if (entry.IsBusy)
            {
                throw Error(GwsErrorIds.RecordBusy, entry, "is being completed");
            }

            core.Session.Journal?.Discard(entry.Handle);
            entry.SetUnanswered([]);
            entry.SetPending(GwsPendingChanges.None);
        });
    }

    /// <summary>Changes a record under the book's lock. A record that was never seen must at least say its campaign.</summary>
    public GwsRecord Change(GwsRecordIdentity record, string what, bool force, Action<RecordEntry> change)
    {
        core.Session.EnsureOpen();
        if (string.IsNullOrWhiteSpace(record.RecordHandle))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, what + ": the record's handle is empty.");
        }

        var known = core.Session.Records.Find(record.RecordHandle);
        if (known is null && (record.CampaignName is null || !force))
        {
            throw NotHeld(what, record.RecordHandle);
        }

        var handle = known?.RecordHandle ?? record.RecordHandle;
        return core.Session.Records.Change(handle, core.Session.Now, entry =>
        {
            if (entry.IsDone && !force)
            {
                throw Error(GwsErrorIds.RecordDone, entry, "is done (" + entry.State + ")");
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

    /// <summary>The desktop's rule for results and Do Not Call: there must be an active or completed call.</summary>
    public static void EnsureCalled(RecordEntry entry, bool force)
    {
        if (!force && entry.State is not (GwsRecordState.Calling or GwsRecordState.Called))
        {
            throw Error(GwsErrorIds.RecordNotCalled, entry, "has no active or completed call (" + entry.State + ")");
        }
    }

    public static GwsException Error(string id, RecordEntry entry, string why) =>
        new(id, "The record " + entry.Handle + " " + why + ".") { RecordHandle = entry.Handle };

    public static GwsException NotHeld(string what, string handle) =>
        new(GwsErrorIds.RecordNotHeld, what + ": the session does not hold a record with the handle " + handle + ".") { RecordHandle = handle };
}
