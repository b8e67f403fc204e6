using System;
using System.Linq;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// An interaction as clients see it. Source: the vendor's page on the interaction namespace (members), Service Client API
/// Reference, getChainedRecords (user data of a record).
/// </summary>
internal static class InteractionShape
{
    public static JObject Of(GwsSession session, Interaction interaction)
    {
        var call = interaction.CallId is { } callId ? session.Calls.Find(callId) : null;
        var json = new JObject
        {
            ["interactionId"] = interaction.Id,
            ["parentInteractionId"] = interaction.ParentId,
            ["caseId"] = interaction.CaseId,
            ["userData"] = UserData(session, interaction, call),
            ["state"] = interaction.State,
            ["previousState"] = interaction.PreviousState,
            ["parties"] = new JArray((call?.Participants ?? []).Select(party => new JObject { ["name"] = party })),
            ["isConsultation"] = Is(call?.CallType, "Consult"),
            ["isMainCaseInteraction"] = true,
            ["startDate"] = interaction.StartedAt.ToUnixTimeMilliseconds(),
        };
        if (interaction.Kind == InteractionKind.Voice)
        {
            json["callUuid"] = call?.ConnectionId ?? interaction.CallId;
            json["direction"] = Is(call?.CallType, "Inbound") ? "IN" : Is(call?.CallType, "Outbound") ? "OUT" : "UNKNOWN";
            json["callType"] = CallType(call?.CallType);
            json["ani"] = call?.Ani;
            json["dnis"] = call?.Dnis;
            json["recordingState"] = "STOPPED";
        }
        else if (interaction.EmailId is { } emailId && session.Emails.Find(emailId) is { } email)
        {
            json["subject"] = email.Subject;
            json["from"] = email.From;
            json["to"] = Json.FromTexts(email.To);
        }

        return json;
    }

    private static JObject UserData(GwsSession session, Interaction interaction, GwsCall? call)
    {
        if (interaction.Handle is { } handle && session.Records.Find(handle) is { } record)
        {
            return ChainShape.Record(record, interaction, isFirst: true);
        }

        if (interaction.EmailId is { } emailId && session.Emails.Find(emailId) is { } email)
        {
            return Json.FromData(email.UserData);
        }

        return Json.FromData(call?.UserData ?? GwsData.Empty);
    }

    private static string CallType(string? callType) => callType?.ToUpperInvariant() switch
    {
        "INTERNAL" or "INBOUND" or "OUTBOUND" or "CONSULT" => callType.ToUpperInvariant(),
        _ => "UNKNOWN",
    };

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
