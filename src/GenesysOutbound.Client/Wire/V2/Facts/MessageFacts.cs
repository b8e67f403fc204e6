using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>What all notifications have in common.</summary>
internal static class MessageFacts
{
    private const string Internal = "/me/internal";

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("cometd.message.wrapper", Record, "doc", "A notification is an object with data and channel.", "data and channel",
            "None: bare messages are read too.", Wrapper),
        new("cometd.message.channel", Record, "doc", "Channels carry the version of the API.", "/v2/me/...",
            "None: channels without it are read too.", Channel),
        new("cometd.message.internal", Record, "doc", "The raw user event comes on a channel of its own, unasked.", Internal,
            "Errors that come only as a raw event are not heard.", Raw),
        new("cometd.message.types", Record, "doc", "Messages have the documented types.", "no other types",
            "What such messages say is in the event log only.", evidence =>
                Understood(evidence, GwsUnexpectedKind.NotificationType)),
        new("cometd.message.members", Record, "doc", "Messages have the documented members.", "no other members",
            "None: other members are kept in Data.", evidence => Understood(evidence, GwsUnexpectedKind.UnknownMember)),
        new("cometd.message.values", Record, "doc", "Members are there, and have values that can be read.", "all of them",
            "Properties of records and calls stay empty.", evidence =>
                Understood(evidence, GwsUnexpectedKind.MissingMember, GwsUnexpectedKind.ValueType)),
        new("cometd.message.empty-text", Record, "doc", "An empty text is sent as an empty text.", "\"\"",
            "None: null and absent mean the same.", EmptyTexts),
    ];

    private static Finding? Wrapper(ServerEvidence evidence) => evidence.Messages.Count == 0 ? null
        : Finding.Of(
            evidence.Messages.All(item => item.Message.Object("data") is not null),
            $"{evidence.Messages.Count(one => one.Message.Object("data") is not null)} of {evidence.Messages.Count} with data");

    private static Finding? Channel(ServerEvidence evidence)
    {
        var channels = evidence.Messages.Select(message => message.Channel)
            .Where(channel => channel != Internal).Distinct().ToList();
        return channels.Count == 0
            ? null
            : Finding.Of(channels.All(channel => channel.StartsWith("/v2/", StringComparison.Ordinal)),
                $"{WireValue.Names(channels)}");
    }

    private static Finding? Raw(ServerEvidence evidence)
    {
        var raw = evidence.Of(V2Constants.DeviceUserEventMessage).Select(message => message.Channel).Distinct().ToList();
        return raw.Count > 0 ? Finding.Of(raw.SequenceEqual([Internal]), $"{WireValue.Names(raw)}")
            : evidence.Steps.Any(step => step.IsAcknowledged) ? Finding.Differs($"no raw event came")
            : null;
    }

    private static Finding? Understood(ServerEvidence evidence, params GwsUnexpectedKind[] kinds)
    {
        if (evidence.Messages.Count == 0)
        {
            return null;
        }

        var places = evidence.Unexpected.Where(item => kinds.Contains(item.Kind)).Select(item => item.Place).ToList();
        return places.Count == 0
            ? Finding.Confirmed($"all of {evidence.Messages.Count} notifications were understood")
            : Finding.Differs($"{string.Join(", ", places.Take(6))}{(places.Count > 6 ? " ..." : string.Empty)}");
    }

    // Of e-mails the documents' own sample has null in their attached data.
    private static Finding? EmptyTexts(ServerEvidence evidence)
    {
        var seen = evidence.Of(V2Constants.OutboundRecordMessage)
            .Concat(evidence.Of(V2Constants.OutboundCampaignMessage))
            .Concat(evidence.Of(V2Constants.CallStateChangeMessage))
            .SelectMany(message => Values(message.Data))
            .ToList();
        var nulls = seen.Count(value => value is null);
        var empty = seen.Count(value => value is string { Length: 0 });
        return nulls + empty == 0 ? null : Finding.Of(nulls == 0, $"{empty} empty texts, {nulls} times null");
    }

    private static IEnumerable<object?> Values(GwsData data)
    {
        foreach (var value in data.Values)
        {
            if (value is GwsData inner)
            {
                foreach (var item in Values(inner))
                {
                    yield return item;
                }
            }
            else
            {
                yield return value;
            }
        }
    }
}
