using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Operations;

/// <summary>Operations on a campaign, or in it without a record.</summary>
internal sealed class CampaignOperations(OutboundCore core)
{
    private const int LastSecondOfDay = 86399;

    public async Task<GwsOperationResult> StartPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "StartPreviewSession";
        var how = core.Begin(operation, options);
        var target = await core.Identity.CampaignAsync(campaign, operation, cancellationToken).ConfigureAwait(false);
        return await core.RunAsync(target, reference => core.Wire.StartPreviewSession(target, reference), NotificationKind.PreviewSessionStarted, how, cancellationToken).ConfigureAwait(false);
    }

    public async Task<GwsOperationResult> EndPreviewSessionAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "EndPreviewSession";
        var how = core.Begin(operation, options);
        var target = await core.Identity.CampaignAsync(campaign, operation, cancellationToken).ConfigureAwait(false);
        return await core.RunAsync(target, reference => core.Wire.EndPreviewSession(target, reference), NotificationKind.PreviewSessionEnded, how, cancellationToken).ConfigureAwait(false);
    }

    public async Task<GwsOperationResult> RequestPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "GetPreviewRecord";
        var how = core.Begin(operation, options);
        var target = await core.Identity.CampaignAsync(campaign, operation, cancellationToken).ConfigureAwait(false);
        return await core.RunAsync(target, reference => core.Wire.GetPreviewRecord(target, reference), NotificationKind.RecordOffered, how, cancellationToken).ConfigureAwait(false);
    }

    public async Task<GwsRecord> GetPreviewRecordAsync(GwsCampaignIdentity campaign, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        var result = await RequestPreviewRecordAsync(campaign, OutboundCore.Waiting(options), cancellationToken).ConfigureAwait(false);
        return result.Record ?? throw new GwsRefusedException(
            GwsErrorIds.UnexpectedReply, "GetPreviewRecord: the event that answers has no record handle.", result.Event!)
        {
            ReferenceId = result.ReferenceId,
        };
    }

    public async Task<GwsOperationResult> DoNotCallNumberAsync(
        GwsCampaignIdentity campaign, string phoneNumber, string? callingList, GwsChainScope? scope, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        const string operation = "DoNotCallRecord";
        var how = core.Begin(operation, options);
        NotEmpty(phoneNumber, "PhoneNumber", operation);
        var target = await core.Identity.CampaignAsync(campaign, operation, cancellationToken).ConfigureAwait(false);
        return await core.RunAsync(
            target,
            reference => core.Wire.DoNotCallNumber(target, phoneNumber, callingList, scope, reference),
            NotificationKind.RecordDoNotCall,
            how,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<GwsOperationResult> AddRecordAsync(GwsNewRecord record, GwsOperationOptions? options, CancellationToken cancellationToken)
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
        var campaign = new GwsCampaignIdentity(record.CampaignName) { ApplicationId = record.ApplicationId, DevicePath = record.DevicePath };
        var target = await core.Identity.CampaignAsync(campaign, operation, cancellationToken).ConfigureAwait(false);
        return await core.RunAsync(target, reference => core.Wire.AddRecord(target, record, reference), NotificationKind.RecordAdded, how, cancellationToken).ConfigureAwait(false);
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
            throw new GwsException(GwsErrorIds.InvalidParameter, operation + ": " + parameter + " must be seconds from midnight, 0 to 86399; nothing was sent.")
            {
                Operation = operation,
            };
        }
    }
}
