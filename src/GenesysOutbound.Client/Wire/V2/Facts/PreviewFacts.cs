using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>A record that is asked for.</summary>
internal static class PreviewFacts
{
    private static readonly string[] Numbers =
    [
        "GSW_CALL_RESULT", "GSW_ATTEMPTS", "GSW_TZ_OFFSET", "GSW_CALLING_LIST_DBID", "GSW_CAMPAIGN_GROUP_DBID", "GSW_SWITCH_DBID",
    ];

    private static readonly string[] Texts =
        ["GSW_PHONE", "GSW_TZ_NAME", "GSW_CALLING_LIST", "GSW_CAMPAIGN_NAME", "GSW_USER_EVENT"];

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("outbound.preview.type", Record, "vendor", "GetPreviewRecord is answered by PreviewRecord.",
            "OutboundRecordMessage with notificationType PreviewRecord", "Get-GwsPreviewRecord waits in vain.", Type),
        new("outbound.preview.pairs-place", Record, "vendor", "The pairs of a record are its userData.", "record.userData",
            "None: customFields and userData beside the record are read too.", Place),
        new("outbound.preview.members", Record, "vendor", "A record has its userData and nothing else.", "userData",
            "None: other members are read too.", Members),
        new("outbound.preview.pairs", Record, "doc", "The pairs of the outbound server have fixed names and types.",
            "GSW_CALL_RESULT, GSW_ATTEMPTS, GSW_TZ_OFFSET ... numbers; GSW_PHONE, GSW_TZ_NAME ... texts",
            "Properties of records stay empty.", Pairs),
        new("outbound.record-handle", Record, "doc", "A record handle is a number.", "a number",
            "None: handles that are text are kept as text.", Handles),
        new("outbound.application-id", Record, "doc", "The id of the outbound server's application is a number.", "a number",
            "None: a text that is a number is read too.", Applications),
        new("outbound.reference-id", Record, "doc", "Answers carry the reference id of their request, as text.", "text",
            "Commands do not find their answers, and end with an unknown outcome.", References),
    ];

    private static Finding? Type(ServerEvidence evidence)
    {
        var offered = Offered(evidence).FirstOrDefault();
        return offered is null ? null
            : Finding.Of(offered.NotificationType == NotificationTypes.PreviewRecord,
                $"{WireValue.Names([offered.MessageType ?? string.Empty, offered.NotificationType ?? "no notificationType"])}");
    }

    private static Finding? Place(ServerEvidence evidence)
    {
        if (Offered(evidence).FirstOrDefault()?.Data is not { } data)
        {
            return null;
        }

        var record = data.Object("record");
        return record.Object("userData") is not null ? Finding.Confirmed($"record.userData")
            : record.Object("customFields") is not null ? Finding.Differs($"record.customFields")
            : data.Object("userData") is not null ? Finding.Differs($"userData beside the record")
            : Finding.Differs($"no pairs");
    }

    private static Finding? Members(ServerEvidence evidence) =>
        Offered(evidence).FirstOrDefault()?.Data.Object("record") is { } record
            ? Finding.Of(record.Count == 1 && record.ContainsKey("userData"), $"{WireValue.Names(record.Keys)}") : null;

    private static Finding? Pairs(ServerEvidence evidence)
    {
        if (Offered(evidence).FirstOrDefault() is not { } offered || OutboundMessage.Pairs(offered) is not { } pairs)
        {
            return null;
        }

        var wrong = Numbers.Where(name => WireValue.TypeOf(pairs[name]) != "a number")
            .Concat(Texts.Where(name => pairs[name] is not string))
            .Select(name => name + " is " + (pairs.ContainsKey(name) ? WireValue.TypeOf(pairs[name]) : "absent"))
            .ToList();
        return wrong.Count == 0
            ? Finding.Confirmed($"all {Numbers.Length + Texts.Length} of them")
            : Finding.Differs($"{string.Join(", ", wrong)}");
    }

    private static Finding? Handles(ServerEvidence evidence) => OutboundMessage.Types(
        Values(evidence, "recordHandle", "GSW_RECORD_HANDLE"), "a number");

    private static Finding? Applications(ServerEvidence evidence) => OutboundMessage.Types(
        Values(evidence, "applicationId", "GSW_APPLICATION_ID"), "a number");

    private static Finding? References(ServerEvidence evidence)
    {
        var unanswered = evidence.Steps
            .Count(step => step.IsAcknowledged && OutboundMessage.Answers(evidence, step.Operation).Count == 0);
        return unanswered > 0
            ? Finding.Differs($"absent in the answers to {unanswered} of {evidence.Steps.Count} operations")
            : OutboundMessage.Types(
                evidence.Of(V2Constants.OutboundRecordMessage).Where(message => message.Data.ContainsKey("referenceId"))
                    .Select(message => message.Data["referenceId"]),
                "text");
    }

    private static IEnumerable<ObservedMessage> Offered(ServerEvidence evidence) =>
        OutboundMessage.Of(evidence, NotificationTypes.PreviewRecord);

    private static IEnumerable<object?> Values(ServerEvidence evidence, string member, string pair)
    {
        var messages = evidence.Of(V2Constants.OutboundRecordMessage)
            .Concat(evidence.Of(V2Constants.DeviceUserEventMessage));
        foreach (var message in messages)
        {
            if (message.Data.Object("record") is { } record && record.ContainsKey(member))
            {
                yield return record[member];
            }

            if (OutboundMessage.Pairs(message) is { } pairs && pairs.ContainsKey(pair))
            {
                yield return pairs[pair];
            }
        }
    }
}
