using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.Client.Wire.V2;

namespace GenesysOutbound.Client.Operations;

/// <summary>
/// Sends changes of a record: one by one at once, or all that is pending, in order, at the end. One sequence at a time for each record.
/// </summary>
internal sealed class RecordCompletion(OutboundCore core)
{
    private readonly RecordChanges _changes = new(core);

    public async Task<GwsOperationResult> CompleteAsync(
        GwsRecordIdentity record, GwsCallResult? callResult, string? phoneNumber, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "CompleteRecord";
        var how = core.Begin(operation, options);
        var target = core.Identity.Record(record, operation, needsCallingList: true, how.Force);
        if (callResult is not null)
        {
            _changes.SetCallResult(record, callResult, how.Force);
        }

        return await AloneAsync(target, async pending =>
        {
            var steps = new List<GwsOperationResult>();
            if (pending.Fields.Count > 0)
            {
                steps.Add(await StepAsync(target, () => SendFieldsAsync(target, pending.Fields, Middle(how), cancellationToken)).ConfigureAwait(false));
            }

            if (pending.DoNotCall is { } scope)
            {
                // By the vendor's documentation this finishes the record, so it stands in for the rest.
                steps.Add(await StepAsync(target, () => SendDoNotCallAsync(target, scope, phoneNumber, how, cancellationToken)).ConfigureAwait(false));
            }
            else
            {
                if (pending.Schedule is { } schedule)
                {
                    steps.Add(await StepAsync(target, () => SendScheduleAsync(target, schedule, Middle(how), cancellationToken)).ConfigureAwait(false));
                }

                steps.Add(await StepAsync(target, () => RunAsync(
                    target, reference => core.Wire.CompleteRecord(target, pending.CallResult, phoneNumber, reference), NotificationKind.RecordCompleted, how, cancellationToken)).ConfigureAwait(false));
            }

            return Whole(steps);
        }).ConfigureAwait(false);
    }

    public Task<GwsOperationResult> DoNotCallAsync(
        GwsRecordIdentity record, GwsChainScope? scope, string? phoneNumber, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "DoNotCallRecord";
        var how = core.Begin(operation, options);
        var target = core.Identity.Record(record, operation, needsCallingList: true, how.Force);
        if (core.Session.Records.Find(target.Handle) is not null)
        {
            _changes.Change(record, operation, how.Force, entry => RecordChanges.EnsureCalled(entry, how.Force));
        }

        return AloneAsync(target, _ => SendDoNotCallAsync(target, scope, phoneNumber, how, cancellationToken));
    }

    public Task<GwsOperationResult> RescheduleAsync(
        GwsRecordIdentity record, GwsSchedule schedule, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "RescheduleRecord";
        var how = core.Begin(operation, options);
        ScheduleRules.EnsureFuture(schedule, how.Force, core.Session.Now);
        var target = core.Identity.Record(record, operation, needsCallingList: false, how.Force);
        return AloneAsync(target, _ => SendScheduleAsync(target, schedule, how, cancellationToken));
    }

    public Task<GwsOperationResult> UpdateAsync(GwsRecordIdentity record, GwsData fields, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "UpdateRecord";
        var how = core.Begin(operation, options);
        var target = core.Identity.Record(record, operation, needsCallingList: false, how.Force);
        return AloneAsync(target, _ => SendFieldsAsync(target, fields, how, cancellationToken));
    }

    private async Task<GwsOperationResult> SendFieldsAsync(ResolvedRecord target, GwsData fields, GwsOperationOptions how, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            target, reference => core.Wire.UpdateRecord(target, fields, reference), NotificationKind.RecordUpdated, how, cancellationToken).ConfigureAwait(false);
        return Settle(target, result, entry =>
        {
            // The acknowledgement does not repeat the fields; from now on the record has them.
            entry.Learn(Resources.Record(null, fields));
            entry.SetPending(entry.Pending.WithoutFields(fields.Keys));
        });
    }

    private async Task<GwsOperationResult> SendScheduleAsync(ResolvedRecord target, GwsSchedule schedule, GwsOperationOptions how, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            target,
            reference => core.Wire.RescheduleRecord(target, schedule.At, schedule.CallbackType, reference),
            NotificationKind.RecordRescheduled,
            how,
            cancellationToken).ConfigureAwait(false);
        return Settle(target, result, entry => entry.SetPending(entry.Pending with { Schedule = null }));
    }

    private async Task<GwsOperationResult> SendDoNotCallAsync(
        ResolvedRecord target, GwsChainScope? scope, string? phoneNumber, GwsOperationOptions how, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            target, reference => core.Wire.DoNotCallRecord(target, scope, phoneNumber, reference), NotificationKind.RecordDoNotCall, how, cancellationToken).ConfigureAwait(false);
        if (scope == GwsChainScope.AllChain && result.Outcome == GwsOutcome.Acknowledged)
        {
            core.Session.Records.EndChain(target.Handle, GwsRecordState.DoNotCall);
        }

        return result;
    }

    private async Task<GwsOperationResult> RunAsync(
        ResolvedRecord target, Func<string, WireRequest> request, NotificationKind acknowledgement, GwsOperationOptions how, CancellationToken cancellationToken)
    {
        var (result, _) = await core.RunAsync(target, request, acknowledgement, part: null, how, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private GwsOperationResult Settle(ResolvedRecord target, GwsOperationResult result, Action<RecordEntry> change) => result.Outcome == GwsOutcome.Acknowledged
        ? result with { Record = core.Session.Records.Change(target.Handle, core.Session.Now, change) }
        : result;

    // Two sequences for one record at a time would send its changes twice.
    private async Task<GwsOperationResult> AloneAsync(ResolvedRecord target, Func<GwsPendingChanges, Task<GwsOperationResult>> action)
    {
        var pending = GwsPendingChanges.None;
        core.Session.Records.Change(target.Handle, core.Session.Now, entry =>
        {
            if (entry.IsBusy)
            {
                throw RecordChanges.Error(GwsErrorIds.RecordBusy, entry, "has another operation under way");
            }

            entry.IsBusy = true;
            pending = entry.Pending;
        });

        try
        {
            return await action(pending).ConfigureAwait(false);
        }
        finally
        {
            core.Session.Records.Change(target.Handle, core.Session.Now, entry => entry.IsBusy = false);
        }
    }

    // A step that fails says what is left.
    private async Task<GwsOperationResult> StepAsync(ResolvedRecord target, Func<Task<GwsOperationResult>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (GwsException error) when (core.Session.Records.Find(target.Handle)?.Pending is { IsEmpty: false } left)
        {
            throw error.Restate($"{error.Message} Still pending: {left}.");
        }
    }

    // A step before the last is waited for in any case, and has a reference id of its own.
    private static GwsOperationOptions Middle(GwsOperationOptions how) => how with { ReferenceId = null, NoWait = false, Accepted = null };

    private static GwsOperationResult Whole(List<GwsOperationResult> steps)
    {
        var last = steps[steps.Count - 1];
        var elapsed = TimeSpan.Zero;
        foreach (var step in steps)
        {
            elapsed += step.Elapsed;
        }

        return last with { Steps = steps, SentAt = steps[0].SentAt, Elapsed = elapsed };
    }
}
