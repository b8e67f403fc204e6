using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>Calls.</summary>
internal static class VoiceFacts
{
    private static readonly string[] Members =
        ["id", "state", "callUuid", "callType", "participants", "capabilities", "duration"];

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("voice.message", Occasion, "doc", "A call comes as CallStateChangeMessage with its resource.",
            "call with id, state, callUuid, callType, participants, capabilities, duration",
            "Get-GwsCall lacks properties.", Message),
        new("voice.status-change", Occasion, "doc", "A change of a call is a StatusChange.", "StatusChange",
            "None: StatusChanged is read too.", evidence => StatusChange(evidence, V2Constants.CallStateChangeMessage)),
        new("voice.duration", Occasion, "doc", "The duration of a call is a text of seconds.", "text",
            "None: a number is read too.", evidence => OutboundMessage.Types(
                Calls(evidence).Where(call => call.ContainsKey("duration")).Select(call => call["duration"]), "text")),
        new("voice.participants", Occasion, "doc", "The participants of a call are objects.", "an object",
            "None: texts are read too.", evidence =>
                OutboundMessage.Types(Calls(evidence).SelectMany(call => call.Items("participants")), "an object")),
        new("voice.extensions", Occasion, "vendor", "The message about a call has extensions.", "extensions",
            "None: they are not used.", Extensions),
    ];

    /// <summary>How a change of state is spelled.</summary>
    public static Finding? StatusChange(ServerEvidence evidence, string messageType)
    {
        var types = evidence.Of(messageType).Select(message => message.NotificationType)
            .Where(type => type?.StartsWith("StatusChange", StringComparison.OrdinalIgnoreCase) == true)
            .OfType<string>()
            .Distinct()
            .ToList();
        return types.Count == 0 ? null : Finding.Of(types.SequenceEqual(["StatusChange"]), $"{WireValue.Names(types)}");
    }

    private static Finding? Message(ServerEvidence evidence) => First(evidence) is { } message
        ? Finding.Of(
            message.Data.Object("call") is { } call && Members.All(call.ContainsKey),
            $"call with {WireValue.Names(message.Data.Object("call")?.Keys ?? [])}")
        : null;

    private static Finding? Extensions(ServerEvidence evidence) => First(evidence) is { } message
        ? Finding.Of(message.Data.ContainsKey("extensions"), $"{WireValue.Names(message.Data.Keys)}") : null;

    private static ObservedMessage? First(ServerEvidence evidence) =>
        evidence.Of(V2Constants.CallStateChangeMessage).FirstOrDefault();

    private static IEnumerable<GwsData> Calls(ServerEvidence evidence) =>
        evidence.Of(V2Constants.CallStateChangeMessage).Select(message => message.Data.Object("call")).OfType<GwsData>();
}
