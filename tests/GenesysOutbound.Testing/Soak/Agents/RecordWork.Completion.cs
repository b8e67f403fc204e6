using System;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <content>How a record is completed, tried again, and accounted for step by step.</content>
internal sealed partial class RecordWork
{
    private async Task<GwsException?> CompleteAsync(string handle)
    {
        var pending = session.Records.Find(handle)?.Pending;
        var since = session.Events.LastSequence;
        GwsCallResult? given = pending is { CallResult: null, DoNotCall: null, Schedule: null } && Chance(20)
            && session.Records.Find(handle)?.CallId is not null ? Result() : null;
        Entry Asked(Entry entry) => entry with
        {
            Handle = handle,
            Fields = entry.Operation == "UpdateRecord" ? OperationLog.Plain(pending?.Fields) : entry.Fields,
            CallResult = entry.Operation == "CompleteRecord" ? (given ?? pending?.CallResult)?.Number : null,
            At = entry.Operation == "RescheduleRecord" ? pending?.Schedule?.At : null,
        };

        var (_, error) = await account.NoteAsync("CompleteRecord", () =>
            _outbound.CompleteRecordAsync(Of(handle), given, null, null, _stop), Asked);
        if (error is not null)
        {
            NoteStepsBefore(handle, since, error.ReferenceId, Asked);
            if (error.ErrorId == GwsErrorIds.OutboundServerError && error.Operation == "RescheduleRecord")
            {
                // The time has come meanwhile.
                Locally("RemoveSchedule", () => _outbound.RemoveSchedule(Of(handle)));
            }
        }

        return error;
    }

    // The steps that were acknowledged before one failed: the log has their answers.
    private void NoteStepsBefore(string handle, long since, string? failed, Func<Entry, Entry> asked)
    {
        foreach (var answer in session.Events.Snapshot(since)
            .Where(one => one.RecordHandle == handle && one.ReferenceId is not null && one.ReferenceId != failed))
        {
            var operation = answer.NotificationType switch
            {
                "UpdateCallCompletionStatsAcknowledge" => "UpdateRecord",
                "ScheduledRecordRescheduleAcknowledge" => "RescheduleRecord",
                _ => null,
            };
            if (operation is not null && IsOurs(answer.ReferenceId!) && !account.Knows(answer.ReferenceId!))
            {
                account.Add(asked(new Entry(account.Agent, operation,
                    ReportedOutcome.Done) { ReferenceId = answer.ReferenceId }));
            }
        }
    }

    // The client numbers its requests; a fault may have put another reference id into the answer to an earlier one.
    private static bool IsOurs(string referenceId) => referenceId.All(char.IsAsciiDigit);

    private async Task<GwsException?> SendAsync(string operation, Func<Task<GwsOperationResult>> run) =>
        (await account.NoteAsync(operation, run)).Error;

    // Until it worked, or until an answer says that there is nothing left to do.
    private static async Task AgainAsync(Func<Task<GwsException?>> attempt)
    {
        for (var count = 0; count < Attempts; count++)
        {
            var error = await attempt();
            if (error is null || error.ErrorId is GwsErrorIds.RecordDone or GwsErrorIds.RecordNotHeld
                or GwsErrorIds.SessionClosed or GwsErrorIds.SessionLost
                || (error.ErrorId == GwsErrorIds.OutboundServerError && error.Operation != "RescheduleRecord"))
            {
                return;
            }
        }
    }

    // What only changes the client: a late answer may have ended the record meanwhile, or a rule of the desktop forbids it.
    private void Locally(string what, Action action, string? alsoExpected = null)
    {
        context.Use(what);
        try
        {
            action();
        }
        catch (GwsException error) when (error.ErrorId is GwsErrorIds.RecordDone or GwsErrorIds.RecordNotCalled
            or GwsErrorIds.DoNotCallSet
            or GwsErrorIds.RecordBusy or GwsErrorIds.ScheduleInPast or GwsErrorIds.SessionLost or GwsErrorIds.SessionClosed
                || error.ErrorId == alsoExpected)
        {
            context.Use(what + " refused");
        }
    }
}
