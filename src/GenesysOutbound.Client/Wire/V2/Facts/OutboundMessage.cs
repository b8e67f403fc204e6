using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>How probes find their way in messages about records.</summary>
internal static class OutboundMessage
{
    /// <summary>The outbound server's own name of the event, wherever it stands.</summary>
    public static string? EventOf(ObservedMessage message) =>
        message.NotificationType is { } type && !type.StartsWith("StatusChange", StringComparison.OrdinalIgnoreCase)
            ? type : Pairs(message).Text("GSW_USER_EVENT");

    /// <summary>The pairs of a record, wherever they stand.</summary>
    public static GwsData? Pairs(ObservedMessage message) =>
        message.Data.Object("record").Object("userData") ?? message.Data.Object("record").Object("customFields")
            ?? message.Data.Object("userData");

    /// <summary>The record messages of an event.</summary>
    public static IEnumerable<ObservedMessage> Of(ServerEvidence evidence, string name) =>
        evidence.Of(V2Constants.OutboundRecordMessage).Where(message => EventOf(message) == name);

    /// <summary>The raw twins of an event.</summary>
    public static IEnumerable<ObservedMessage> RawOf(ServerEvidence evidence, string name) =>
        evidence.Of(V2Constants.DeviceUserEventMessage)
            .Where(message => message.Data.Object("userData").Text("GSW_USER_EVENT") == name);

    /// <summary>The messages that carry the reference id of a step.</summary>
    public static List<ObservedMessage> Answers(ServerEvidence evidence, string operation) =>
        evidence.Step(operation) is { } step
            ? evidence.Of(V2Constants.OutboundRecordMessage)
                .Where(message => message.Data.Text("referenceId") == step.ReferenceId).ToList()
            : [];

    /// <summary>Whether all values have the same type: confirmed when it is the expected one.</summary>
    public static Finding? Types(IEnumerable<object?> values, string expected)
    {
        var types = values.Select(WireValue.TypeOf).Distinct().ToList();
        return types.Count == 0 ? null : Finding.Of(types.Count == 1 && types[0] == expected, $"{string.Join(", ", types)}");
    }
}
