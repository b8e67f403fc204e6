using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <content>Operations on a campaign, or in it without a record.</content>
public sealed partial class GwsOutbound
{
    private const int LastSecondOfDay = 86399;

    /// <summary>
    /// Starts a preview session of a campaign (StartPreviewSession): from then on records can be requested, or are pushed.
    /// </summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the campaign is in it.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public async Task<GwsOperationResult> StartPreviewSessionAsync(
        GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string operation = "StartPreviewSession";
        options = Begin(operation, options);
        var resolved = await ResolveAsync(campaign, operation, options, cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            resolved,
            reference => _requests.StartPreviewSession(resolved, reference),
            NotificationKind.PreviewSessionStarted,
            options,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a preview session of a campaign (EndPreviewSession). The campaign runs on.</summary>
    /// <inheritdoc cref="StartPreviewSessionAsync"/>
    public async Task<GwsOperationResult> EndPreviewSessionAsync(
        GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string operation = "EndPreviewSession";
        options = Begin(operation, options);
        var resolved = await ResolveAsync(campaign, operation, options, cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            resolved,
            reference => _requests.EndPreviewSession(resolved, reference),
            NotificationKind.PreviewSessionEnded,
            options,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests a preview record (GetPreviewRecord).</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the record is in it, unless nobody waited.</returns>
    /// <exception cref="GwsException">It failed (<see cref="GwsErrorIds.NoRecordsAvailable"/> when there is none), or its outcome
    /// is unknown.</exception>
    public async Task<GwsOperationResult> RequestPreviewRecordAsync(
        GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string operation = "GetPreviewRecord";
        options = Begin(operation, options);
        var resolved = await ResolveAsync(campaign, operation, options, cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            resolved,
            reference => _requests.GetPreviewRecord(resolved, reference),
            NotificationKind.RecordOffered,
            options,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests a preview record and returns it.</summary>
    /// <returns>The record.</returns>
    /// <inheritdoc cref="RequestPreviewRecordAsync"/>
    public async Task<GwsRecord> GetPreviewRecordAsync(
        GwsCampaignIdentity campaign, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RequestPreviewRecordAsync(campaign, Waiting(options), cancellationToken).ConfigureAwait(false);
        return result.Record ?? throw new GwsRefusedException(
            GwsErrorIds.UnexpectedReply, "GetPreviewRecord: the event that answers has no record handle.", result.Event!)
        {
            ReferenceId = result.ReferenceId,
        };
    }

    /// <summary>Marks a phone number Do Not Call at once, without a record (DoNotCallRecord on the collection).</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="phoneNumber">The number.</param>
    /// <param name="callingList">The calling list, or null.</param>
    /// <param name="scope">The record alone or its chain; null leaves it to the server.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public async Task<GwsOperationResult> SendDoNotCallNumberAsync(
        GwsCampaignIdentity campaign,
        string phoneNumber,
        string? callingList = null,
        GwsChainScope? scope = null,
        GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        const string operation = "DoNotCallRecord";
        options = Begin(operation, options);
        EnsureNotEmpty(phoneNumber, "PhoneNumber", operation);
        var resolved = await ResolveAsync(campaign, operation, options, cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            resolved,
            reference => _requests.DoNotCallNumber(resolved, phoneNumber, callingList, scope, reference),
            NotificationKind.RecordDoNotCall,
            options,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a record (AddRecord).</summary>
    /// <param name="record">The record.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">A value is missing or out of range, the server refused, or the outcome is
    /// unknown.</exception>
    public async Task<GwsOperationResult> AddRecordAsync(
        GwsNewRecord record, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string operation = "AddRecord";
        if (record is null)
        {
            throw new ArgumentNullException(nameof(record));
        }

        options = Begin(operation, options);
        EnsureNotEmpty(record.CallingList, "CallingList", operation);
        EnsureNotEmpty(record.PhoneNumber, "PhoneNumber", operation);
        EnsureNotEmpty(record.TimeZone, "TimeZone", operation);
        EnsureSecondOfDay(record.From, "From", operation);
        EnsureSecondOfDay(record.Until, "Until", operation);
        var campaign = new GwsCampaignIdentity(record.CampaignName) { ApplicationId = record.ApplicationId,
            DevicePath = record.DevicePath };
        var resolved = await ResolveAsync(campaign, operation, options, cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            resolved, reference =>
                _requests.AddRecord(resolved, record, reference), NotificationKind.RecordAdded, options, cancellationToken)
            .ConfigureAwait(false);
    }

    private static void EnsureNotEmpty(string? value, string parameter, string operation)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                $"{operation}: {parameter} is empty; nothing was sent.") { Operation = operation };
        }
    }

    private static void EnsureSecondOfDay(int seconds, string parameter, string operation)
    {
        if (seconds is < 0 or > LastSecondOfDay)
        {
            throw new GwsException(
                GwsErrorIds.InvalidParameter,
                FormattableString.Invariant(
                    $"{operation}: {parameter} is {seconds}; it must be seconds from midnight, 0 to 86399. Nothing was sent."))
            {
                Operation = operation,
            };
        }
    }

    private Task<ResolvedCampaign> ResolveAsync(
        GwsCampaignIdentity campaign, string operation, GwsOperationOptions options, CancellationToken cancellationToken) =>
        _identities.CampaignAsync(campaign, operation, _runner.TimeoutOf(options), cancellationToken);
}
