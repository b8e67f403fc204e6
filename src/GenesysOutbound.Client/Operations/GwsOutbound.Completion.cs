using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <content>Sends changes of a record: one by one at once, or all that is pending, in order, at the end.</content>
public sealed partial class GwsOutbound
{
    /// <summary>
    /// Sends what is pending, each step acknowledged before the next: fields (UpdateRecord), the schedule (RescheduleRecord),
    /// then CompleteRecord with the call result. With Do Not Call set, DoNotCallRecord takes the place of the last two, because
    /// it finishes the record. A step that fails leaves the rest pending.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="callResult">A call result to set first, or null.</param>
    /// <param name="phoneNumber">The number that was called, when it is not the record's own; or null.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own. With NoWait only the last step is
    /// not waited for.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered to the last step; every step is in it.</returns>
    /// <exception cref="GwsException">A step failed, or its outcome is unknown.</exception>
    public async Task<GwsOperationResult> CompleteRecordAsync(
        GwsRecordIdentity record,
        GwsCallResult? callResult = null,
        string? phoneNumber = null,
        GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        const string operation = "CompleteRecord";
        options = Begin(operation, options);
        var resolved = _identities.Record(record, operation, needsCallingList: true, options.Force);
        if (callResult is not null)
        {
            SetCallResult(record, callResult, options.Force);
        }

        return await AloneAsync(resolved, pending => SendPendingAsync(resolved, pending, phoneNumber, options, cancellationToken))
            .ConfigureAwait(false);
    }

    /// <summary>Marks a record Do Not Call at once (DoNotCallRecord). This finishes the record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="scope">The record alone or its chain; null leaves it to the server.</param>
    /// <param name="phoneNumber">Another number than the record's own, or null.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> SendDoNotCallAsync(
        GwsRecordIdentity record,
        GwsChainScope? scope = null,
        string? phoneNumber = null,
        GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        const string operation = "DoNotCallRecord";
        options = Begin(operation, options);
        var resolved = _identities.Record(record, operation, needsCallingList: true, options.Force);
        if (_records.Find(resolved.Handle) is not null)
        {
            Change(record, operation, options.Force, entry => EnsureCalled(entry, options.Force));
        }

        return AloneAsync(resolved, _ => SendDoNotCallAsync(resolved, scope, phoneNumber, options, cancellationToken));
    }

    /// <summary>Schedules a callback at once (RescheduleRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="schedule">When, and who takes it.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> SendScheduleAsync(
        GwsRecordIdentity record, GwsSchedule schedule, GwsOperationOptions? options = null,
            CancellationToken cancellationToken = default)
    {
        const string operation = "RescheduleRecord";
        options = Begin(operation, options);
        EnsureFuture(schedule, options.Force);
        var resolved = _identities.Record(record, operation, needsCallingList: false, options.Force);
        return AloneAsync(resolved, _ => SendScheduleAsync(resolved, schedule, options, cancellationToken));
    }

    /// <summary>Changes fields of a record at once (UpdateRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="values">The values, by the fields' names.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">A field cannot be changed so, the server refused, or the outcome is unknown.</exception>
    public Task<GwsOperationResult> SendFieldsAsync(
        GwsRecordIdentity record, IDictionary values, GwsOperationOptions? options = null,
            CancellationToken cancellationToken = default)
    {
        const string operation = "UpdateRecord";
        var fields = CheckFields(record, values, options?.Force ?? false);
        options = Begin(operation, options);
        var resolved = _identities.Record(record, operation, needsCallingList: false, options.Force);
        return AloneAsync(resolved, _ => SendFieldsAsync(resolved, fields, options, cancellationToken));
    }

    // A step before the last is waited for in any case, and has a reference id of its own.
    private static GwsOperationOptions BeforeLast(GwsOperationOptions options) =>
        options with { ReferenceId = null, NoWait = false, Accepted = null };

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

    private async Task<GwsOperationResult> SendPendingAsync(
        ResolvedRecord record, GwsPendingChanges pending, string? phoneNumber, GwsOperationOptions options,
            CancellationToken cancellationToken)
    {
        var steps = new List<GwsOperationResult>();
        if (pending.Fields.Count > 0)
        {
            steps.Add(await StepAsync(
                record, () =>
                    SendFieldsAsync(record, pending.Fields, BeforeLast(options), cancellationToken)).ConfigureAwait(false));
        }

        if (pending.DoNotCall is { } scope)
        {
            // By the vendor's documentation this finishes the record, so it takes the place of the rest.
            steps.Add(await StepAsync(
                record, () => SendDoNotCallAsync(record, scope, phoneNumber, options, cancellationToken)).ConfigureAwait(false));
            return Whole(steps);
        }

        if (pending.Schedule is { } schedule)
        {
            steps.Add(await StepAsync(
                record, () => SendScheduleAsync(record, schedule, BeforeLast(options), cancellationToken)).ConfigureAwait(false));
        }

        steps.Add(await StepAsync(record, async () =>
        {
            var (result, _) = await RunAsync(
                record,
                reference => _requests.CompleteRecord(record, pending.CallResult, phoneNumber, reference),
                NotificationKind.RecordCompleted,
                options,
                cancellationToken).ConfigureAwait(false);
            return result;
        }).ConfigureAwait(false));
        return Whole(steps);
    }

    private async Task<GwsOperationResult> SendFieldsAsync(
        ResolvedRecord record, GwsData fields, GwsOperationOptions options, CancellationToken cancellationToken)
    {
        var (result, _) = await RunAsync(
            record, reference =>
                _requests.UpdateRecord(record, fields, reference), NotificationKind.RecordUpdated, options, cancellationToken)
            .ConfigureAwait(false);
        return Settle(record, result, entry =>
        {
            // The acknowledgement does not repeat the fields; from now on the record has them.
            entry.Learn(_reader.ReadRecord(fields));
            entry.SetPending(entry.Pending.WithoutFields(fields.Keys));
        });
    }

    private async Task<GwsOperationResult> SendScheduleAsync(
        ResolvedRecord record, GwsSchedule schedule, GwsOperationOptions options, CancellationToken cancellationToken)
    {
        var (result, _) = await RunAsync(
            record,
            reference => _requests.RescheduleRecord(record, schedule.At, schedule.CallbackType, reference),
            NotificationKind.RecordRescheduled,
            options,
            cancellationToken).ConfigureAwait(false);
        return Settle(record, result, entry => entry.SetPending(entry.Pending with { Schedule = null }));
    }

    private async Task<GwsOperationResult> SendDoNotCallAsync(
        ResolvedRecord record, GwsChainScope? scope, string? phoneNumber, GwsOperationOptions options,
            CancellationToken cancellationToken)
    {
        var (result, _) = await RunAsync(
            record,
            reference => _requests.DoNotCallRecord(record, scope, phoneNumber, reference),
            NotificationKind.RecordDoNotCall,
            options,
            cancellationToken).ConfigureAwait(false);
        if (scope == GwsChainScope.AllChain && result.Outcome == GwsOutcome.Acknowledged)
        {
            _records.EndChain(record.Handle, GwsRecordState.DoNotCall);
        }

        return result;
    }

    private GwsOperationResult Settle(ResolvedRecord record, GwsOperationResult result, Action<RecordEntry> change) =>
        result.Outcome == GwsOutcome.Acknowledged
            ? result with { Record = _records.Change(record.Handle, _runner.Now, change) }
            : result;

    // A step that fails says what is left.
    private async Task<GwsOperationResult> StepAsync(ResolvedRecord record, Func<Task<GwsOperationResult>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (GwsException error) when (_records.Find(record.Handle)?.Pending is { IsEmpty: false } left)
        {
            throw error.Restate($"{error.Message} Still pending: {left}.");
        }
    }
}
