using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>
/// The outbound operations of a session. Each waits for the event that answers it, unless told not to, and throws a
/// <see cref="GwsException"/> when the server refuses or the outcome is unknown. No operation is ever sent twice.
/// </summary>
public sealed partial class GwsOutbound
{
    private readonly OperationRunner _runner;
    private readonly IOutboundRequests _requests;
    private readonly IMediaRequests _media;
    private readonly INotificationReader _reader;
    private readonly IdentityResolver _identities;
    private readonly SessionStores _stores;
    private readonly GwsRecordStore _records;
    private readonly GwsCallStore _calls;
    private readonly GwsCampaignStore _campaigns;

    internal GwsOutbound(
        OperationRunner runner, IServerBinding binding, IdentityResolver identities, SessionStores stores,
            GwsFieldSchema? fieldSchema)
    {
        _runner = runner;
        _requests = binding.Outbound;
        _media = binding.Media;
        _reader = binding.Notifications;
        _identities = identities;
        _stores = stores;
        _records = stores.Records;
        _calls = stores.Calls;
        _campaigns = stores.Campaigns;
        FieldSchema = fieldSchema;
    }

    /// <summary>The definitions of record fields, or null when only the records themselves tell.</summary>
    public GwsFieldSchema? FieldSchema { get; }

    private static GwsOperationOptions Waiting(GwsOperationOptions? options) =>
        (options ?? GwsOperationOptions.Default) with { NoWait = false };

    // Refuses before anything is sent: closed session, missing feature, empty reference id.
    private GwsOperationOptions Begin(string operation, GwsOperationOptions? options)
    {
        _runner.Gate.EnsureFeature(GwsFeature.Outbound, operation);
        if (options?.ReferenceId is { } given && string.IsNullOrWhiteSpace(given))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                $"{operation}: the reference id is empty; leave it out to have one made.");
        }

        return options ?? GwsOperationOptions.Default;
    }

    // Sends a request about a campaign and waits for one kind of event.
    private async Task<GwsOperationResult> RunAsync(
        ResolvedCampaign campaign,
        Func<string, WireRequest> request,
        NotificationKind acknowledgement,
        GwsOperationOptions options,
        CancellationToken cancellationToken)
    {
        var referenceId = options.ReferenceId ?? _runner.NextReference();
        var pending = new PendingOperation(referenceId, acknowledgement)
        {
            CampaignName = campaign.CampaignName,
        };
        var done = await _runner.RunAsync(pending, request(referenceId), options, cancellationToken).ConfigureAwait(false);
        return done.ToResult() with
        {
            CampaignName = campaign.CampaignName,
            ApplicationId = campaign.ApplicationId,
            DevicePath = campaign.DevicePath,
            RecordHandle = done.Event?.Record?.RecordHandle,
            CallingList = done.Event?.Record?.CallingList,
            Record = done.Event?.Record,
            Campaign = done.Event?.Campaign ?? _campaigns.Find(campaign.CampaignName),
        };
    }

    // Sends a request about a record and waits for one kind of event; another kind may bring parts of the answer.
    private async Task<(GwsOperationResult Result, IReadOnlyList<GwsEvent> Parts)> RunAsync(
        ResolvedRecord record,
        Func<string, WireRequest> request,
        NotificationKind acknowledgement,
        GwsOperationOptions options,
        CancellationToken cancellationToken,
        NotificationKind? part = null)
    {
        var referenceId = options.ReferenceId ?? _runner.NextReference();
        var done = await StartAsync(record, request(referenceId), referenceId, acknowledgement, options, cancellationToken, part)
            .ConfigureAwait(false);
        return (ResultOf(done, record), done.Parts);
    }

    private Task<Completed> StartAsync(
        ResolvedRecord record,
        WireRequest request,
        string referenceId,
        NotificationKind acknowledgement,
        GwsOperationOptions options,
        CancellationToken cancellationToken,
        NotificationKind? part = null)
    {
        EnsureAnswered(record, request.Operation, options.Force);
        var pending = new PendingOperation(referenceId, acknowledgement, part)
        {
            RecordHandle = record.Handle,
            CampaignName = record.CampaignName,
            IsExclusive = IsExclusive(request.Operation),
        };
        return _runner.RunAsync(pending, request, options, cancellationToken);
    }

    private GwsOperationResult ResultOf(Completed done, ResolvedRecord record) =>
        done.ToResult(record, done.Event?.Record ?? _records.Find(record.Handle));

    // What ends a record, or dials it. Changes of fields and callbacks may follow each other.
    private static bool IsExclusive(string operation) =>
        operation is "RejectRecord" or "CancelRecord" or "CompleteRecord" or "DoNotCallRecord" or "Dial";

    // Sending the same request again would be the second of its kind. A session knows its own for their time limit; a journal
    // remembers longer.
    private void EnsureAnswered(ResolvedRecord record, string operation, bool force)
    {
        if (force)
        {
            return;
        }

        if (IsExclusive(operation) && _runner.IsUnderWay(record.Handle))
        {
            throw new GwsException(GwsErrorIds.RecordBusy,
                $"A request for the record {record.Handle} was sent without waiting and has no answer yet; nothing was sent.")
            {
                Operation = operation,
                RecordHandle = record.Handle,
            };
        }

        if (_runner.Journal is not { } journal)
        {
            return;
        }

        foreach (var request in journal.UnansweredOf(record.Handle))
        {
            if (request.Operation == operation)
            {
                throw new GwsException(
                    GwsErrorIds.RequestUnanswered,
                    FormattableString.Invariant(
                        $"{operation} of record {record.Handle} was sent at {request.SentAt:u} and has no answer; ")
                        + "it may have been carried out. Nothing was sent.")
                {
                    Operation = operation,
                    RecordHandle = record.Handle,
                    ReferenceId = request.ReferenceId,
                };
            }
        }
    }

    // Two requests for one record at a time would send its changes, or the request itself, twice.
    private async Task<GwsOperationResult> AloneAsync(ResolvedRecord record,
        Func<GwsPendingChanges, Task<GwsOperationResult>> action)
    {
        var pending = BeginAlone(record);
        try
        {
            return await action(pending).ConfigureAwait(false);
        }
        finally
        {
            _records.EndOperation(record.Handle);
        }
    }

    // Marks the record as worked on; the caller ends the operation in the store.
    private GwsPendingChanges BeginAlone(ResolvedRecord record) => _records.BeginOperation(record.Handle, _runner.Now)
        ?? throw new GwsException(GwsErrorIds.RecordBusy,
            $"The record {record.Handle} has another operation under way; nothing was sent.") { RecordHandle = record.Handle };
}
