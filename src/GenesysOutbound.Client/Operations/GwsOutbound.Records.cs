using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <content>Reject, cancel and the chain: operations on a record that send nothing pending.</content>
public sealed partial class GwsOutbound
{
    /// <summary>Gives a record back to the pool, for another agent (RejectRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> RejectRecordAsync(
        GwsRecordIdentity record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string operation = "RejectRecord";
        options = Begin(operation, options);
        var resolved = _identities.Record(record, operation, needsCallingList: true, options.Force);
        return RejectAsync(resolved, options, cancellationToken);
    }

    /// <summary>Takes a record out of the campaign: nobody processes it any more (CancelRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="scope">The record alone or its chain; null leaves it to the server.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> CancelRecordAsync(
        GwsRecordIdentity record,
        GwsChainScope? scope = null,
        GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        const string operation = "CancelRecord";
        options = Begin(operation, options);
        var resolved = _identities.Record(record, operation, needsCallingList: true, options.Force);
        return AloneAsync(resolved, async _ =>
        {
            var (result, _) = await RunAsync(
                resolved,
                reference => _requests.CancelRecord(resolved, scope, reference),
                NotificationKind.RecordCancelled,
                options,
                cancellationToken).ConfigureAwait(false);
            if (scope == GwsChainScope.AllChain && result.Outcome == GwsOutcome.Acknowledged)
            {
                _records.EndChain(resolved.Handle, GwsRecordState.Cancelled);
            }

            return result;
        });
    }

    /// <summary>Requests the records of a chain (GetChainedRecord).</summary>
    /// <param name="record">Any record of the chain.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the records are in it, the record itself first, unless nobody waited.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public async Task<GwsOperationResult> RequestChainedRecordsAsync(
        GwsRecordIdentity record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string operation = "GetChainedRecord";
        options = Begin(operation, options);
        var resolved = _identities.Record(record, operation, needsCallingList: false, options.Force);

        // Each further record comes in an event of its own, and a last event ends the list.
        var (result, parts) = await RunAsync(
            resolved,
            reference => _requests.GetChainedRecord(resolved, reference),
            NotificationKind.ChainEnd,
            options,
            cancellationToken,
            part: NotificationKind.RecordChained).ConfigureAwait(false);
        return result.Outcome == GwsOutcome.Acknowledged ? result with { Records = Chain(resolved.Handle, parts) } : result;
    }

    /// <summary>
    /// Requests the records of a chain and returns them, the record itself first. It waits for them in any case.
    /// </summary>
    /// <returns>The records.</returns>
    /// <inheritdoc cref="RequestChainedRecordsAsync"/>
    public async Task<IReadOnlyList<GwsRecord>> GetChainedRecordsAsync(
        GwsRecordIdentity record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RequestChainedRecordsAsync(record, Waiting(options), cancellationToken).ConfigureAwait(false);
        return result.Records;
    }

    // Records are given back in thousands: one method, and nothing made that the others need for their steps.
    private async Task<GwsOperationResult> RejectAsync(ResolvedRecord record, GwsOperationOptions options,
        CancellationToken cancellationToken)
    {
        BeginAlone(record);
        try
        {
            var referenceId = options.ReferenceId ?? _runner.NextReference();
            var request = _requests.RejectRecord(record, referenceId);
            return ResultOf(
                await StartAsync(record, request, referenceId, NotificationKind.RecordRejected, options, cancellationToken)
                    .ConfigureAwait(false),
                record);
        }
        finally
        {
            _records.EndOperation(record.Handle);
        }
    }

    // The server does not repeat the record that was asked about; the store has it.
    private List<GwsRecord> Chain(string handle, IReadOnlyList<GwsEvent> parts)
    {
        var records = new List<GwsRecord>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(_records.Find(handle));
        foreach (var part in parts)
        {
            Add(part.Record);
        }

        return records;

        void Add(GwsRecord? record)
        {
            if (record is not null && seen.Add(record.RecordHandle))
            {
                records.Add(record);
            }
        }
    }
}
