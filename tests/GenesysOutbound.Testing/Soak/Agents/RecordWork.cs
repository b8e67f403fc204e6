using System;
using System.Collections;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// What an agent does with one record, by chance: look at its chain and fields, change them, dial, set a result, Do Not Call or a
/// callback, take them back, complete, reject or cancel. What the client calls unknown is tried again, as a person would; the
/// account keeps both.
/// </summary>
internal sealed partial class RecordWork(SoakContext context, GwsSession session, OperationLog account, Random random,
    bool mayReject)
{
    private const int Attempts = 4;

    private readonly GwsOutbound _outbound = session.Outbound;
    private readonly CancellationToken _stop = context.Stop;

    public async Task WorkAsync(GwsRecord record)
    {
        var handle = Text(record);
        if (Chance(25))
        {
            handle = await ChainAsync(handle);
        }

        if (Chance(30))
        {
            await FieldsAsync(handle);
        }

        var fate = random.Next(100);
        if (fate < 12 && mayReject)
        {
            await AgainAsync(() => RejectAsync(handle));
        }
        else if (fate < 20)
        {
            GwsChainScope? scope = random.Next(3) switch { 0 => null, 1 => GwsChainScope.AllChain, _ =>
                GwsChainScope.RecordOnly };
            await AgainAsync(() => SendAsync("CancelRecord", () => _outbound.CancelRecordAsync(Of(handle), scope, null, _stop)));
        }
        else
        {
            await CallAsync(handle);
        }
    }

    /// <summary>Brings a record to its end without a call.</summary>
    public Task CloseAsync(string handle)
    {
        account.Force(handle);
        Locally("SetCallResult", () => _outbound.SetCallResult(Of(handle), Result(), force: true));
        return FinishAsync(handle);
    }

    /// <summary>Sends what is pending and completes, until the server or the client says that the record is done with.</summary>
    public Task FinishAsync(string handle) => AgainAsync(() => CompleteAsync(handle));

    private static string Text(GwsRecord record) => record.RecordHandle;

    private static GwsRecordIdentity Of(string handle) => new(handle);

    private async Task<string> ChainAsync(string handle)
    {
        var (result, _) = await account.NoteAsync("GetChainedRecord", () =>
            _outbound.RequestChainedRecordsAsync(Of(handle), null, _stop));
        return result is { Records.Count: > 1 } && Chance(50) ? Text(result.Records[random.Next(result.Records.Count)]) : handle;
    }

    private async Task FieldsAsync(string handle)
    {
        Locally("GetFields", () => _outbound.GetFields(Of(handle)));
        var changes = new Hashtable { ["city"] = "City " + random.Next(1000).ToString(CultureInfo.InvariantCulture),
            ["visits"] = (long)random.Next(1000) };
        if (Chance(30))
        {
            changes["GSW_UNTIL"] = "20:30";
        }

        if (Chance(10))
        {
            Locally("UpdateFields with one that is not editable", () =>
                _outbound.UpdateFields(Of(handle), new Hashtable { ["city"] = "wrong", ["GSW_RECORD_HANDLE"] = 1 }, force: false),
                GwsErrorIds.FieldInvalid);
        }

        if (Chance(50))
        {
            Locally("UpdateFields", () => _outbound.UpdateFields(Of(handle), changes, force: false));
        }
        else
        {
            await account.NoteAsync(
                "UpdateRecord",
                () => _outbound.SendFieldsAsync(Of(handle), changes, null, _stop),
                entry => entry with { Fields = OperationLog.Plain(Wire(changes)) });
        }
    }

    // As the account holds them: system fields by their names, times in seconds.
    private static GwsData Wire(Hashtable changes)
    {
        var wire = new Hashtable(changes);
        if (wire.ContainsKey("GSW_UNTIL"))
        {
            wire["GSW_UNTIL"] = (20L * 3600) + (30 * 60);
        }

        return new GwsData(wire);
    }

    private async Task<GwsException?> RejectAsync(string handle)
    {
        if (Chance(70))
        {
            return await SendAsync("RejectRecord", () => _outbound.RejectRecordAsync(Of(handle), null, _stop));
        }

        // Without waiting: the answer is looked for in the log afterwards.
        var reader = session.Events.CreateReader();
        try
        {
            var ticket = await _outbound.RejectRecordAsync(Of(handle), new GwsOperationOptions { NoWait = true }, _stop);
            var answer = await reader.TakeAsync(new GwsEventFilter { ReferenceId = ticket.ReferenceId }, session.Timeout,
                includeTaken: true, _stop);
            var verdict = answer is null ? ReportedOutcome.Unknown : answer.IsError
                ? ReportedOutcome.NotDone : ReportedOutcome.Done;
            account.Add(new Entry(account.Agent, "RejectRecord", verdict)
            {
                ReferenceId = ticket.ReferenceId,
                Handle = handle,
                ErrorId = verdict == ReportedOutcome.NotDone ? GwsErrorIds.OutboundServerError : null,
            });
            return verdict == ReportedOutcome.Done
                ? null : new GwsException(verdict == ReportedOutcome.Unknown
                ? GwsErrorIds.AcknowledgementTimeout : GwsErrorIds.OutboundServerError, "NoWait");
        }
        catch (GwsException error)
        {
            account.Note("RejectRecord", error, static entry => entry);
            return error;
        }
    }

    private async Task CallAsync(string handle)
    {
        var called = !Chance(92) || await DialAsync(handle);
        var force = !called || session.Records.Find(handle)?.CallId is null;
        if (force)
        {
            account.Force(handle);
        }

        var fate = random.Next(100);
        if (fate < 12)
        {
            await DoNotCallAsync(handle, force);
            return;
        }

        if (fate < 35)
        {
            await ScheduleAsync(handle);
        }

        if (fate > 20)
        {
            var result = Result();
            Locally("SetCallResult", () => _outbound.SetCallResult(Of(handle), result, force));
            if (Chance(15))
            {
                Locally("ClearCallResult", () => _outbound.ClearCallResult(Of(handle)));
                Locally("SetCallResult", () => _outbound.SetCallResult(Of(handle), Result(), force));
            }
        }

        await FinishAsync(handle);
    }

    // By name, by number, and a number that no table has.
    private GwsCallResult Result() => random.Next(10) switch
    {
        0 => GwsCallResult.FromInt32(60 + random.Next(20)),
        < 5 => GwsCallResult.FromInt32(random.Next(54)),
        _ => GwsCallResult.Parse(GwsCallResult.Known[random.Next(GwsCallResult.Known.Count)].Name),
    };

    private async Task<bool> DialAsync(string handle)
    {
        var (result, _) = await account.NoteAsync("Dial", () => _outbound.DialRecordAsync(Of(handle), null, null, _stop), entry =>
            entry with { Handle = handle });
        if (result?.CallId is not { } call)
        {
            return false;
        }

        if (Chance(80))
        {
            await account.NoteAsync("Hangup", () => session.Voice.HangupAsync(call, null, _stop), entry =>
                entry with { Interaction = call });
        }
        else
        {
            await context.Server.EndCallAsync(call);
        }

        return true;
    }

    private async Task DoNotCallAsync(string handle, bool force)
    {
        var scope = Chance(50) ? GwsChainScope.AllChain : GwsChainScope.RecordOnly;
        if (Chance(40))
        {
            await AgainAsync(() => SendAsync(
                "DoNotCallRecord",
                () => _outbound.SendDoNotCallAsync(Of(handle), scope, null,
                    new GwsOperationOptions { Force = force && session.Records.Find(handle) is { IsDone: false } }, _stop)));
            return;
        }

        Locally("SetDoNotCall", () => _outbound.SetDoNotCall(Of(handle), scope, force));
        if (Chance(30))
        {
            Locally("RemoveDoNotCall", () => _outbound.RemoveDoNotCall(Of(handle)));
        }

        await FinishAsync(handle);
    }

    private async Task ScheduleAsync(string handle)
    {
        var (earliest, within) = context.Options.CallbackMinutes;
        var at = (await context.Server.NowAsync()).AddMinutes(earliest + random.Next(within));
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
        var type = Chance(50) ? GwsCallbackType.Personal : GwsCallbackType.Campaign;
        if (Chance(30))
        {
            await account.NoteAsync(
                "RescheduleRecord",
                () => _outbound.SendScheduleAsync(Of(handle), new GwsSchedule(at, type), null, _stop),
                entry => entry with { At = at });
            return;
        }

        if (Chance(50) && session.Records.Find(handle)?.TimeZoneOffset is { } offset)
        {
            var recordTime = at.ToOffset(offset).ToString("MM/dd/yyyy HH:mm", CultureInfo.InvariantCulture);
            Locally("ReadSchedule", () => _outbound.ReadSchedule(Of(handle), recordTime, type));
            Locally("SetSchedule by record time", () => _outbound.SetSchedule(Of(handle), recordTime, type, force: false));
        }
        else
        {
            Locally("SetSchedule", () => _outbound.SetSchedule(Of(handle), at, type, force: false));
        }

        if (Chance(15))
        {
            Locally("RemoveSchedule", () => _outbound.RemoveSchedule(Of(handle)));
        }
    }

    private bool Chance(int percent) => random.Next(100) < percent;
}
