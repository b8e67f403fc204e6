using System;
using System.Collections.Generic;
using System.Globalization;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Wire.V2.MemberType;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>What the JSON value of a member may be. Whatever its type, a value may be null or an empty text.</summary>
[Flags]
internal enum MemberType
{
    None = 0,
    Text = 1,

    /// <summary>A number, or a text that is one.</summary>
    Number = 2,
    Flag = 4,
    Object = 8,
    List = 16,

    /// <summary>An id: text or number.</summary>
    Id = Text | Number,
    Any = Text | Number | Flag | Object | List,

    /// <summary>The member must be there.</summary>
    Required = 32,
}

/// <summary>
/// The messages that this module understands: types, members and values, the alternatives included that it accepts. Sources: as
/// in docs/fidelity.md. The pairs of a calling list have names of their own and are not looked at.
/// </summary>
internal static class MessageSchema
{
    private const string SystemPrefix = "GSW_";

    private static readonly Dictionary<string, MemberType> Record = Members(
        ("devicePath", Text), ("callingList", Text), ("applicationId", Number), ("recordHandle", Id), ("campaignName", Text),
        ("phoneNumber", Id), ("chainId", Number), ("phoneType", Id), ("callResult", Id), ("timeZone", Text), ("from", Number),
        ("until", Number), ("userData", MemberType.Object), ("customFields", MemberType.Object), ("id", Id), ("state", Text),
        ("phone", Id), ("uri", Text), ("path", Text), ("errorMessage", Text), ("error", Text));

    private static readonly Dictionary<string, MemberType> Campaign = Members(
        ("name", Text), ("campaignName", Text), ("dialingMode", Text), ("mode", Text), ("groupName", Text), ("state", Text),
        ("devicePath", Text), ("applicationId", Number), ("groupDescription", Text), ("description", Text), ("uri", Text),
        ("path", Text));

    private static readonly Dictionary<string, MemberType> Call = Members(
        ("id", Id | Required), ("state", Text | Required), ("callUuid", Id), ("connId", Id), ("deviceUri", Text),
        ("devicePath", Text), ("participants", List), ("participantsInfo", List), ("dnis", Id), ("ani", Id), ("callType", Text),
        ("capabilities", List), ("userData", MemberType.Object), ("duration", Number), ("mute", Text | Flag),
        ("recordingState", Text), ("supervisorListeningIn", Text | Flag), ("monitoredUserMuted", Text | Flag),
        ("monitoring", Text | Flag), ("uri", Text), ("path", Text), ("case", List | MemberType.Object), ("parentCallUri", Text));

    private static readonly Dictionary<string, MemberType> Email = Members(
        ("id", Id | Required), ("state", Text | Required), ("capabilities", List), ("userData", MemberType.Object), ("uri", Text),
        ("path", Text), ("receivedDate", Id), ("suggestedQueueUris", List), ("assignedTo", Text),
        ("revelantResponseTemplateGroups", List), ("subject", Text), ("contactId", Id), ("from", Text), ("to", List),
        ("cc", List), ("bcc", List), ("body", Text), ("mime", Text), ("bodyAsPlainText", Text), ("emailType", Text));

    private static readonly Dictionary<string, MemberType> Device = Members(
        ("id", Id), ("deviceState", Text), ("userState", MemberType.Object), ("phoneNumber", Id), ("e164Number", Id),
        ("telephonyNetwork", Text), ("doNotDisturb", Text), ("forwardTo", Id), ("voiceEnvironmentUri", Text),
        ("capabilities", List), ("channels", List), ("supervisorMonitoringState", MemberType.Object), ("description", Text),
        ("vendor", Text), ("model", Text), ("country", MemberType.Object), ("location", Text), ("phoneNumberUri", Text),
        ("uri", Text), ("path", Text));

    private static readonly Dictionary<string, MemberType> Pairs = Members(
        ("GSW_AGENT_ID", Id), ("GSW_APPLICATION_ID", Number), ("GSW_ATTEMPTS", Number), ("GSW_CALLING_LIST", Text),
        ("GSW_CALLING_LIST_DBID", Number), ("GSW_CALL_ATTEMPT_GUID", Id), ("GSW_CALL_RESULT", Id),
        ("GSW_CAMPAIGN_DESCRIPTION", Text), ("GSW_CAMPAIGN_GROUP_DBID", Number), ("GSW_CAMPAIGN_GROUP_DESCRIPTION", Text),
        ("GSW_CAMPAIGN_GROUP_NAME", Text), ("GSW_CAMPAIGN_MODE", Text), ("GSW_CAMPAIGN_NAME", Text), ("GSW_CHAIN_ID", Number),
        ("GSW_CONTACT_MEDIA_TYPE", Text), ("GSW_CPN_DIGITS", Id), ("GSW_DATE_TIME", Id), ("GSW_ERROR", Text),
        ("GSW_FROM", Number),
        ("GSW_PHONE", Id), ("GSW_PHONE_TYPE", Id), ("GSW_RECORD_HANDLE", Id), ("GSW_SWITCH_DBID", Number), ("GSW_TZ_NAME", Text),
        ("GSW_TZ_OFFSET", Number), ("GSW_UNTIL", Number), ("GSW_USER_EVENT", Text), ("GSW_CALLBACK_TYPE", Id),
        ("GSW_TREATMENT", Text), ("GSW_CHAIN_ATTR", Text), ("GSW_AGENT_REQ_TYPE", Text));

    private static readonly HashSet<string> StatusTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "StatusChange", "StatusChanged", "AttachedDataChanged", "ParticipantsUpdated", "PropertiesUpdated", "Error", "EmailSaved",
        "AttachmentAdded", "AttachmentRemoved",
    };

    private static readonly Dictionary<string, MessageType> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [V2Constants.OutboundRecordMessage] = new("record", Record, NotificationTypes.IsOfRecord),
        [V2Constants.OutboundCampaignMessage] = new("campaign", Campaign, NotificationTypes.IsOfCampaign),
        [V2Constants.CallStateChangeMessage] = new("call", Call, StatusTypes.Contains),
        [V2Constants.EmailStateChangeMessage] = new("email", Email, StatusTypes.Contains),
        [V2Constants.DeviceStateChangeMessage] = new("devices", Device, null),
        [V2Constants.DeviceUserEventMessage] = new("userData", Pairs, null),
    };

    /// <summary>The members of every message, beside the one that it is about.</summary>
    private static readonly Dictionary<string, MemberType> Common = Members(
        ("messageType", Text), ("notificationType", Text), ("referenceId", Id), ("metrics", MemberType.Object),
        ("userData", MemberType.Object), ("deviceId", Id), ("phoneNumber", Id), ("extensions", MemberType.Object),
        ("device", MemberType.Object), ("errorMessage", Text), ("error", Text), ("statusMessage", Text), ("message", Text),
        ("GSW_ERROR", Text));

    /// <summary>Counts what this module does not understand in a message.</summary>
    public static void Inspect(ParsedNotification parsed, UnexpectedContentLog log)
    {
        var data = parsed.Data;
        if (parsed.MessageType is not { } name || !Types.TryGetValue(name, out var type))
        {
            var place = parsed.MessageType is null ? "message without messageType" : SampleMask.Name(parsed.MessageType);
            log.Add(GwsUnexpectedKind.NotificationType, place, data);
            return;
        }

        var root = SampleMask.Name(name);
        if (type.IsKnown is { } isKnown)
        {
            if (data.Text("notificationType") is not { } notification)
            {
                log.Add(GwsUnexpectedKind.MissingMember, root + ".notificationType", data);
            }
            else if (!isKnown(notification))
            {
                log.Add(GwsUnexpectedKind.NotificationType, root + " " + SampleMask.Name(notification), data);
            }
        }

        foreach (var member in (IReadOnlyDictionary<string, object?>)data)
        {
            if (member.Key != type.Subject)
            {
                Check(root, Common, member.Key, member.Value, log);
            }
        }

        InspectSubject(root, type, data, log);
    }

    private static void InspectSubject(string root, MessageType type, GwsData data, UnexpectedContentLog log)
    {
        var place = root + "." + type.Subject;
        switch (data[type.Subject])
        {
            case GwsData subject when type.Subject == "userData":
                InspectPairs(place, subject, log);
                break;
            case GwsData subject:
                InspectMembers(place, type.Members, subject, log);
                InspectPairs(place + ".userData", subject.Object("userData"), log);
                InspectPairs(place + ".customFields", subject.Object("customFields"), log);
                break;
            case object?[] items when type.Subject == "devices":
                foreach (var item in items)
                {
                    if (item is GwsData device)
                    {
                        InspectMembers(place, type.Members, device, log);
                    }
                    else
                    {
                        log.Add(GwsUnexpectedKind.ValueType, place, item);
                    }
                }

                break;
            case null when type.Subject == "devices" && data.Object("device") is not null:
                break;
            case null:
                log.Add(GwsUnexpectedKind.MissingMember, place, data);
                break;
            case var other:
                log.Add(GwsUnexpectedKind.ValueType, place, other);
                break;
        }
    }

    private static void InspectMembers(string place, Dictionary<string, MemberType> known, GwsData subject,
        UnexpectedContentLog log)
    {
        foreach (var member in (IReadOnlyDictionary<string, object?>)subject)
        {
            Check(place, known, member.Key, member.Value, log);
        }

        foreach (var member in known)
        {
            if ((member.Value & Required) != 0 && !subject.ContainsKey(member.Key))
            {
                log.Add(GwsUnexpectedKind.MissingMember, place + "." + member.Key, subject);
            }
        }
    }

    private static void InspectPairs(string place, GwsData? pairs, UnexpectedContentLog log)
    {
        foreach (var pair in (IReadOnlyDictionary<string, object?>)(pairs ?? GwsData.Empty))
        {
            if (pair.Key.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase))
            {
                Check(place, Pairs, pair.Key, pair.Value, log);
            }
        }
    }

    private static void Check(string place, Dictionary<string, MemberType> known, string name, object? value,
        UnexpectedContentLog log)
    {
        if (!known.TryGetValue(name, out var wanted))
        {
            log.Add(GwsUnexpectedKind.UnknownMember, place + "." + SampleMask.Name(name), value);
        }
        else if (!Fits(value, wanted))
        {
            log.Add(GwsUnexpectedKind.ValueType, place + "." + SampleMask.Name(name), value);
        }
    }

    private static bool Fits(object? value, MemberType wanted) => value switch
    {
        null => true,
        string text => text.Length == 0 || (wanted & Text) != 0
            || ((wanted & Number) != 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
        bool => (wanted & Flag) != 0,
        GwsData => (wanted & MemberType.Object) != 0,
        object?[] => (wanted & List) != 0,
        _ => (wanted & Number) != 0,
    };

    private static Dictionary<string, MemberType> Members(params (string Name, MemberType Type)[] members)
    {
        var table = new Dictionary<string, MemberType>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, type) in members)
        {
            table.Add(name, type);
        }

        return table;
    }

    /// <summary>A type of message.</summary>
    /// <param name="Subject">The member that holds what it is about.</param>
    /// <param name="Members">The members of that.</param>
    /// <param name="IsKnown">Whether a notification type is known; null where the message needs none.</param>
    private sealed record MessageType(string Subject, Dictionary<string, MemberType> Members, Func<string, bool>? IsKnown);
}
