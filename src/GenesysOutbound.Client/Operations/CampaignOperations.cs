using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Operations;

/// <summary>Operations on a campaign, or in it without a record.</summary>
internal sealed class CampaignOperations(OutboundCore core)
{
    private const int LastSecondOfDay = 86400;

    public Task<GwsOperationResult> StartPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "StartPreviewSession";
        var how = core.Begin(operation, options);
        var target = core.Identity.Campaign(campaign, operation);
        return core.RunAsync(target, reference => core.Wire.StartPreviewSession(target, reference), EventKind.PreviewSessionStarted, how, cancellationToken);
    }

    public Task<GwsOperationResult> EndPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "EndPreviewSession";
        var how = core.Begin(operation, options);
        var target = core.Identity.Campaign(campaign, operation);
        return core.RunAsync(target, reference => core.Wire.EndPreviewSession(target, reference), EventKind.PreviewSessionEnded, how, cancellationToken);
    }

    public Task<GwsOperationResult> RequestPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "GetPreviewRecord";
        var how = core.Begin(operation, options);
        var target = core.Identity.Campaign(campaign, operation);
        return core.RunAsync(target, reference => core.Wire.GetPreviewRecord(target, reference), EventKind.RecordOffered, how, cancellationToken);
    }

    public async Task<GwsRecord> GetPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        var result = await RequestPreviewRecordAsync(campaign, OutboundCore.Waiting(options), cancellationToken).ConfigureAwait(false);
        return result.Record ?? throw new GwsException(GwsErrorIds.UnexpectedReply, "GetPreviewRecord: the event that answers has no record handle.")
        {
            ReferenceId = result.ReferenceId,
            Event = result.Event,
        };
    }

    public Task<GwsOperationResult> DoNotCallNumberAsync(
        GwsCampaignIdentity campaign, string phoneNumber, string? callingList, GwsChainScope? scope, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "DoNotCallRecord";
        var how = core.Begin(operation, options);
        NotEmpty(phoneNumber, "PhoneNumber", operation);
        var target = core.Identity.Campaign(campaign, operation);
        return core.RunAsync(
            target,
            reference => core.Wire.DoNotCallNumber(target, phoneNumber, callingList, scope, reference),
            EventKind.RecordDoNotCall,
            how,
            cancellationToken);
    }

    public Task<GwsOperationResult> AddRecordAsync(GwsNewRecord record, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "AddRecord";
        if (record is null)
        {
            throw new ArgumentNullException(nameof(record));
        }

        var how = core.Begin(operation, options);
        NotEmpty(record.CallingList, "CallingList", operation);
        NotEmpty(record.PhoneNumber, "PhoneNumber", operation);
        NotEmpty(record.TimeZone, "TimeZone", operation);
        OfDay(record.From, "From", operation);
        OfDay(record.Until, "Until", operation);
        var target = core.Identity.Campaign(
            new GwsCampaignIdentity(record.CampaignName) { ApplicationId = record.ApplicationId, DevicePath = record.DevicePath }, operation);
        return core.RunAsync(target, reference => core.Wire.AddRecord(target, record, reference), EventKind.RecordAdded, how, cancellationToken);
    }

    private static void NotEmpty(string? value, string parameter, string operation)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, operation + ": " + parameter + " is empty; nothing was sent.") { Operation = operation };
        }
    }

    private static void OfDay(int seconds, string parameter, string operation)
    {
        if (seconds is < 0 or > LastSecondOfDay)
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, operation + ": " + parameter + " must be seconds from midnight, 0 to 86400; nothing was sent.")
            {
                Operation = operation,
            };
        }
    }
}
