using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Operations;

/// <summary>Reject, cancel and the chain: operations on a record that send nothing pending.</summary>
internal sealed class RecordOperations(OutboundCore core)
{
    public async Task<GwsOperationResult> RejectAsync(GwsRecordIdentity record, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "RejectRecord";
        var how = core.Begin(operation, options);
        var target = core.Identity.Record(record, operation, needsCallingList: true, how.Force);
        var (result, _) = await core.RunAsync(
            target, reference => core.Wire.RejectRecord(target, reference), NotificationKind.RecordRejected, part: null, how, cancellationToken).ConfigureAwait(false);
        return result;
    }

    public async Task<GwsOperationResult> CancelAsync(
        GwsRecordIdentity record, GwsChainScope? scope, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "CancelRecord";
        var how = core.Begin(operation, options);
        var target = core.Identity.Record(record, operation, needsCallingList: true, how.Force);
        var (result, _) = await core.RunAsync(
            target, reference => core.Wire.CancelRecord(target, scope, reference), NotificationKind.RecordCancelled, part: null, how, cancellationToken).ConfigureAwait(false);
        if (scope == GwsChainScope.AllChain && result.Outcome == GwsOutcome.Acknowledged)
        {
            core.Session.Records.EndChain(target.Handle, GwsRecordState.Cancelled);
        }

        return result;
    }

    /// <summary>
    /// The records of a chain: each further record comes in an event of its own, and a last event ends the list. The record that was asked
    /// about is not repeated by the server; the book has it.
    /// </summary>
    public async Task<GwsOperationResult> GetChainAsync(GwsRecordIdentity record, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "GetChainedRecord";
        var how = core.Begin(operation, options);
        var target = core.Identity.Record(record, operation, needsCallingList: false, how.Force);
        var (result, run) = await core.RunAsync(
            target, reference => core.Wire.GetChainedRecord(target, reference), NotificationKind.ChainEnd, NotificationKind.RecordChained, how, cancellationToken).ConfigureAwait(false);
        if (result.Outcome != GwsOutcome.Acknowledged)
        {
            return result;
        }

        var records = new List<GwsRecord>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void Add(GwsRecord? one)
        {
            if (one is not null && seen.Add(one.RecordHandle))
            {
                records.Add(one);
            }
        }

        Add(core.Session.Records.Find(target.Handle));
        foreach (var part in run.Parts)
        {
            Add(part.Record);
        }

        return result with { Records = records };
    }
}
