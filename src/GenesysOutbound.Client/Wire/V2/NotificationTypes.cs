using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>
/// What the notification types of the outbound channel mean. For record messages they are the outbound server's own event names;
/// the two of the preview session are the REST API's. RecordCancelAcknowledge, AddRecordAcknowledge and the campaign events are
/// inferred from the outbound server's list of events.
/// </summary>
internal static class NotificationTypes
{
    public const string RecordRejectAcknowledge = nameof(RecordRejectAcknowledge);
    public const string RecordCancelAcknowledge = nameof(RecordCancelAcknowledge);
    public const string RecordProcessedAcknowledge = nameof(RecordProcessedAcknowledge);
    public const string UpdateCallCompletionStatsAcknowledge = nameof(UpdateCallCompletionStatsAcknowledge);
    public const string ScheduledRecordRescheduleAcknowledge = nameof(ScheduledRecordRescheduleAcknowledge);
    public const string RecordRescheduleAcknowledge = nameof(RecordRescheduleAcknowledge);
    public const string DoNotCallAcknowledge = nameof(DoNotCallAcknowledge);
    public const string AddRecordAcknowledge = nameof(AddRecordAcknowledge);
    public const string PreviewRecord = nameof(PreviewRecord);
    public const string PreviewRecordEmpty = nameof(PreviewRecordEmpty);
    public const string ScheduledCall = nameof(ScheduledCall);
    public const string ChainedRecord = nameof(ChainedRecord);
    public const string ChainedRecordsDataEnd = nameof(ChainedRecordsDataEnd);
    public const string RecordCancel = nameof(RecordCancel);
    public const string PreviewSessionStarted = nameof(PreviewSessionStarted);
    public const string PreviewSessionEnded = nameof(PreviewSessionEnded);
    public const string PreviewDialingModeStartAcknowledge = nameof(PreviewDialingModeStartAcknowledge);
    public const string PreviewDialingModeOverAcknowledge = nameof(PreviewDialingModeOverAcknowledge);
    public const string Loaded = "CampaignLoaded";
    public const string Unloaded = "CampaignUnloaded";
    public const string Started = "CampaignStarted";
    public const string Stopped = "CampaignStopped";
    public const string ModeChanged = "CampaignModeChanged";

    private const string ReadyToCall = nameof(ReadyToCall);

    private static readonly Dictionary<string, NotificationKind> RecordKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [PreviewRecord] = NotificationKind.RecordOffered,
        [ScheduledCall] = NotificationKind.RecordScheduled,
        [ChainedRecord] = NotificationKind.RecordChained,
        [ChainedRecordsDataEnd] = NotificationKind.ChainEnd,
        [PreviewRecordEmpty] = NotificationKind.NoRecords,
        [RecordRejectAcknowledge] = NotificationKind.RecordRejected,
        [RecordCancelAcknowledge] = NotificationKind.RecordCancelled,
        [RecordProcessedAcknowledge] = NotificationKind.RecordCompleted,
        [UpdateCallCompletionStatsAcknowledge] = NotificationKind.RecordUpdated,
        [ScheduledRecordRescheduleAcknowledge] = NotificationKind.RecordRescheduled,
        [RecordRescheduleAcknowledge] = NotificationKind.RecordRescheduled,
        [DoNotCallAcknowledge] = NotificationKind.RecordDoNotCall,
        [AddRecordAcknowledge] = NotificationKind.RecordAdded,
        [RecordCancel] = NotificationKind.RecordWithdrawn,
    };

    /// <summary>
    /// What a record message means. The older shape says <c>StatusChanged</c> for everything; then the outbound server's own
    /// event name in the user data decides, or the record's state.
    /// </summary>
    public static NotificationKind OfRecord(string? notificationType, string? userEvent, string? state)
    {
        if (notificationType is not null && RecordKinds.TryGetValue(notificationType, out var kind))
        {
            return kind;
        }

        if (notificationType is null || notificationType.StartsWith("StatusChange", StringComparison.OrdinalIgnoreCase))
        {
            if (userEvent is not null && RecordKinds.TryGetValue(userEvent, out kind))
            {
                return kind;
            }

            if (string.Equals(state, ReadyToCall, StringComparison.OrdinalIgnoreCase))
            {
                return NotificationKind.RecordOffered;
            }
        }

        return NotificationKind.RecordChanged;
    }

    public static NotificationKind OfCampaign(string? notificationType) => notificationType switch
    {
        PreviewSessionStarted or PreviewDialingModeStartAcknowledge => NotificationKind.PreviewSessionStarted,
        PreviewSessionEnded or PreviewDialingModeOverAcknowledge => NotificationKind.PreviewSessionEnded,
        _ => NotificationKind.CampaignChanged,
    };

    /// <summary>Whether a record message of this type is understood.</summary>
    public static bool IsOfRecord(string notificationType) => RecordKinds.ContainsKey(notificationType)
        || Is(notificationType, V2Constants.Error)
        || Is(notificationType, "StatusChange")
        || Is(notificationType, "StatusChanged");

    /// <summary>Whether a campaign message of this type is understood.</summary>
    public static bool IsOfCampaign(string notificationType) =>
        CampaignState(notificationType) is not null || OfCampaign(notificationType) != NotificationKind.CampaignChanged
            || Is(notificationType, ModeChanged) || Is(notificationType, V2Constants.Error);

    /// <summary>The state of a campaign that an event of this type reports, or null.</summary>
    public static string? CampaignState(string? notificationType) => notificationType switch
    {
        Loaded => "Loaded",
        Unloaded => "Unloaded",
        Started => "Started",
        Stopped => "Stopped",
        _ => null,
    };

    private static bool Is(string type, string expected) => string.Equals(type, expected, StringComparison.OrdinalIgnoreCase);
}
