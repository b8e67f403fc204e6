using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>How the outbound server refuses.</summary>
internal static class ErrorFacts
{
    private const string ErrorPair = "GSW_ERROR";

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("outbound.error.text", Occasion, "code", "An error is a text in the pair GSW_ERROR.", "record.userData.GSW_ERROR",
            "The text of errors is missing.", Text),
        new("outbound.error.message", Occasion, "inferred", "An error is an event of its own.",
            "OutboundRecordMessage with notificationType Error, and a raw event with GSW_ERROR",
            "A command that is refused waits until its time is up.", Message),
        new("outbound.no-records", Occasion, "code", "When there is no record, an error says so.",
            "an error with the text No Records Available", "None: the event PreviewRecordEmpty is understood too.", NoRecords),
    ];

    private static Finding? Text(ServerEvidence evidence)
    {
        var error = Errors(evidence).FirstOrDefault();
        if (error is null)
        {
            return null;
        }

        var place = OutboundMessage.Pairs(error)?.ContainsKey(ErrorPair) == true ? "GSW_ERROR in the record's pairs"
            : error.Data.ContainsKey("errorMessage") ? "errorMessage"
            : "no text";
        return Finding.Of(place.StartsWith(ErrorPair, StringComparison.Ordinal), $"{place}");
    }

    private static Finding? Message(ServerEvidence evidence)
    {
        var errors = Errors(evidence).ToList();
        var types = errors.Select(error => error.NotificationType ?? "no notificationType").Distinct();
        var raw = Raw(evidence).Any();
        return errors.Count == 0 && !raw ? null
            : Finding.Of(
                errors.Any(error => error.NotificationType == V2Constants.Error) && raw,
                $"{WireValue.Names(types)}; {(raw ? "raw event with GSW_ERROR" : "no raw event")}");
    }

    private static Finding? NoRecords(ServerEvidence evidence)
    {
        if (OutboundMessage.Of(evidence, NotificationTypes.PreviewRecordEmpty).Any())
        {
            return Finding.Differs($"the event PreviewRecordEmpty");
        }

        var texts = Raw(evidence).Select(message => message.Data.Object("userData").Text(ErrorPair))
            .Concat(Errors(evidence).Select(message =>
                OutboundMessage.Pairs(message).Text(ErrorPair) ?? message.Data.Text("errorMessage")))
            .OfType<string>();
        return texts.Any(text => text.IndexOf(V2Constants.NoRecordsText, StringComparison.OrdinalIgnoreCase) >= 0)
            ? Finding.Confirmed($"No Records Available") : null;
    }

    private static IEnumerable<ObservedMessage> Errors(ServerEvidence evidence) => evidence.Of(V2Constants.OutboundRecordMessage)
        .Where(message => message.NotificationType == V2Constants.Error || message.Data.ContainsKey("errorMessage")
            || OutboundMessage.Pairs(message)?.ContainsKey(ErrorPair) == true);

    private static IEnumerable<ObservedMessage> Raw(ServerEvidence evidence) => evidence.Of(V2Constants.DeviceUserEventMessage)
        .Where(message => message.Data.Object("userData")?.ContainsKey(ErrorPair) == true);
}
