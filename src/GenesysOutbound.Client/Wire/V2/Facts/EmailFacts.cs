using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>E-mails.</summary>
internal static class EmailFacts
{
    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("email.message", Occasion, "vendor", "An e-mail comes as EmailStateChangeMessage with its resource.",
            "email with id, state, capabilities, userData, on /me/emails", "Get-GwsEmail lacks properties.", Message),
        new("email.status-change", Occasion, "doc", "A change of an e-mail is a StatusChange.", "StatusChange",
            "None: StatusChanged is read too.", evidence =>
                VoiceFacts.StatusChange(evidence, V2Constants.EmailStateChangeMessage)),
        new("email.reference-id", Occasion, "doc", "The server numbers the messages about e-mails.", "referenceId is a number",
            "None: it is not used.", evidence =>
                OutboundMessage.Types(Messages(evidence).Select(message => message.Data["referenceId"]), "a number")),
        new("email.capabilities", Occasion, "code", "An e-mail that is offered can be accepted or rejected.", "Accept, Reject",
            "None: the server decides.", Capabilities),
    ];

    private static Finding? Message(ServerEvidence evidence)
    {
        string[] members = ["id", "state", "capabilities", "userData"];
        return Messages(evidence).FirstOrDefault() is { } message
            ? Finding.Of(
                message.Topic == "/me/emails" && message.Data.Object("email") is { } email && members.All(email.ContainsKey),
                $"email with {WireValue.Names(message.Data.Object("email")?.Keys ?? [])}, on {WireValue.Names([message.Topic])}")
            : null;
    }

    private static Finding? Capabilities(ServerEvidence evidence) =>
        Messages(evidence).Select(message => message.Data.Object("email"))
            .FirstOrDefault(email => email.Text("state") == "Invited") is { } invited
            ? Finding.Of(
                invited.Texts("capabilities").OrderBy(item => item, StringComparer.Ordinal).SequenceEqual(["Accept", "Reject"]),
                $"{WireValue.Names(invited.Texts("capabilities"))}")
            : null;

    private static IEnumerable<ObservedMessage> Messages(ServerEvidence evidence) =>
        evidence.Of(V2Constants.EmailStateChangeMessage);
}
