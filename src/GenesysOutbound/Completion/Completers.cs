using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Completion;

/// <summary>Completes the names of sessions.</summary>
public sealed class SessionCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        RunspaceSessions.ForCurrentRunspace.Sessions.Select(known =>
            new Choice(known.Name, known.Id.ToString(CultureInfo.InvariantCulture) + ": " + known.Uri + " (" + known.State
                + ")"));
}

/// <summary>Completes the campaigns that the session knows.</summary>
public sealed class CampaignCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        session?.Campaigns.Snapshot().Select(campaign => new Choice(campaign.CampaignName, campaign.ToString())) ?? [];
}

/// <summary>Completes the handles of the records that the session holds.</summary>
public sealed class RecordHandleCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        session?.Records.Snapshot().Reverse().OrderBy(record => record.IsDone).Select(record =>
            new Choice(record.RecordHandle, record.ToString())) ?? [];
}

/// <summary>Completes the calling lists that the session has seen.</summary>
public sealed class CallingListCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound)
    {
        string? campaign = Bound(bound, "CampaignName");
        return session?.Records.Snapshot()
            .Where(record => record.CallingList is { Length: > 0 }
                && (campaign is null || string.Equals(record.CampaignName, campaign, System.StringComparison.OrdinalIgnoreCase)))
            .Select(record => new Choice(record.CallingList!, record.CallingList + " of campaign " + record.CampaignName)) ?? [];
    }
}

/// <summary>Completes the user's devices.</summary>
public sealed class DeviceCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        session?.Devices.Select(device => new Choice(device.DevicePath, device.ToString())) ?? [];
}

/// <summary>Completes call results by name.</summary>
public sealed class CallResultCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        GwsCallResult.Known.Where(result => result.IsOffered).OrderBy(result => result.Name, System.StringComparer.Ordinal)
            .Select(result =>
            new Choice(result.Name, result.Number.ToString(CultureInfo.InvariantCulture) + " " + result.Text));
}

/// <summary>Completes phone types by name.</summary>
public sealed class PhoneTypeCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        GwsPhoneType.Known.Select(type => new Choice(type.Name, type.Number.ToString(CultureInfo.InvariantCulture) + " "
            + type.Label));
}

/// <summary>Completes the calls that are not over.</summary>
public sealed class CallCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        session?.Calls.Snapshot().Where(call => call.IsActive).Select(call => new Choice(call.CallId, call.ToString())) ?? [];
}

/// <summary>Completes the states of interactions: those of the interactions that the session knows, and the usual ones.</summary>
public abstract class InteractionStateCompleter : GwsCompleter
{
    private protected static IEnumerable<Choice> States(IEnumerable<string?>? known, params string[] usual) =>
        (known ?? []).OfType<string>().Where(state => state.Length > 0).Concat(usual)
            .OrderBy(state => state, System.StringComparer.Ordinal).Select(state => new Choice(state));
}

/// <summary>Completes the states of calls.</summary>
public sealed class CallStateCompleter : InteractionStateCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) => States(
        session?.Calls.Snapshot().Select(call => call.State), "Dialing", "Established", "Held", "Released", "Ringing");
}

/// <summary>Completes the states of e-mails.</summary>
public sealed class EmailStateCompleter : InteractionStateCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) => States(
        session?.Emails.Snapshot().Select(email => email.State), "Completed", "Invited", "Processing", "Queued");
}

/// <summary>Completes the e-mails that the session knows.</summary>
public sealed class EmailCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        session?.Emails.Snapshot().Reverse().Select(email => new Choice(email.EmailId, email.State + ": " + email.Subject)) ?? [];
}

/// <summary>Completes what events can be found by: the values that are in the log now.</summary>
public abstract class EventCompleter : GwsCompleter
{
    /// <summary>How far back a completer looks; it must be quick.</summary>
    private const int LookBack = 500;

    private protected abstract string? Value(GwsEvent gwsEvent);

    private protected virtual IEnumerable<string> Usual => [];

    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        (session?.Events.Snapshot(0, LookBack).Reverse() ?? [])
            .Where(gwsEvent => Value(gwsEvent) is { Length: > 0 })
            .Select(gwsEvent => new Choice(Value(gwsEvent)!, gwsEvent.ToString()))
            .Concat(Usual.Select(usual => new Choice(usual)));
}

/// <summary>Completes reference ids.</summary>
public sealed class ReferenceIdCompleter : EventCompleter
{
    private protected override string? Value(GwsEvent gwsEvent) => gwsEvent.ReferenceId;
}

/// <summary>Completes notification types: those seen, and the usual ones.</summary>
public sealed class NotificationTypeCompleter : EventCompleter
{
    private protected override IEnumerable<string> Usual =>
    [
        "AddRecordAcknowledge", "AttachedDataChanged", "CampaignLoaded", "CampaignStarted", "CampaignStopped", "CampaignUnloaded",
            "ChainedRecord",
        "ChainedRecordsDataEnd", "DoNotCallAcknowledge", "Error", "PreviewRecord", "PreviewSessionEnded", "PreviewSessionStarted",
            "RecordCancel",
        "RecordCancelAcknowledge", "RecordProcessedAcknowledge", "RecordRejectAcknowledge", "ScheduledCall",
        "ScheduledRecordRescheduleAcknowledge", "StatusChange", "UpdateCallCompletionStatsAcknowledge",
    ];

    private protected override string? Value(GwsEvent gwsEvent) => gwsEvent.NotificationType;
}

/// <summary>Completes message types: those seen, and the usual ones.</summary>
public sealed class MessageTypeCompleter : EventCompleter
{
    private protected override IEnumerable<string> Usual =>
    [
        "CallStateChangeMessage", "DeviceStateChangeMessage", "DeviceUserEventMessage", "EmailStateChangeMessage",
            "OutboundCampaignMessage",
        "OutboundRecordMessage",
    ];

    private protected override string? Value(GwsEvent gwsEvent) => gwsEvent.MessageType;
}

/// <summary>Completes channels: those seen, and those subscribed.</summary>
public sealed class ChannelCompleter : EventCompleter
{
    private protected override string? Value(GwsEvent gwsEvent) => gwsEvent.Channel;

    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound) =>
        base.Choices(session, bound).Concat(session?.SubscribedChannels.Select(channel => new Choice(channel)) ?? []);
}

/// <summary>Completes the names of a record's fields.</summary>
public sealed class FieldNameCompleter : GwsCompleter
{
    private protected override IEnumerable<Choice> Choices(GwsSession? session, IDictionary bound)
    {
        string? handle = bound["RecordHandle"] switch
        {
            GwsRecord record => record.RecordHandle,
            _ => Bound(bound, "RecordHandle"),
        };
        GwsRecord? known = handle is null
            ? session?.Records.Snapshot().Reverse().FirstOrDefault() : session?.Records.Find(handle);
        return known is null
            ? []
            : session!.Outbound.GetFields(new GwsRecordIdentity(known.RecordHandle))
                .Select(field => new Choice(field.Name, field.DisplayName + " (" + field.FieldType
                    + (field.IsEditable ? ")" : ", read-only)")));
    }
}
