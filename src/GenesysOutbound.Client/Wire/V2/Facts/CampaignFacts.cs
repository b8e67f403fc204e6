using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>How campaigns are announced.</summary>
internal static class CampaignFacts
{
    private static readonly string[] Names =
    [
        NotificationTypes.Loaded, NotificationTypes.Started, NotificationTypes.Stopped, NotificationTypes.Unloaded,
        NotificationTypes.ModeChanged, NotificationTypes.PreviewSessionStarted, NotificationTypes.PreviewSessionEnded,
    ];

    private static readonly string[] Members = ["name", "dialingMode", "groupName", "state", "devicePath", "applicationId"];

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("outbound.campaign.events", Record, "inferred", "Campaigns are announced as OutboundCampaignMessage.",
            "CampaignLoaded, CampaignStarted, CampaignStopped, CampaignUnloaded, CampaignModeChanged",
            "Get-GwsCampaign shows nothing; campaigns are known by their names only.", Events),
        new("outbound.campaign.members", Record, "vendor", "A campaign has fixed members.",
            "name, dialingMode, groupName, state, devicePath, applicationId",
            "Commands need -ApplicationId, and Get-GwsCampaign lacks properties.", OfCampaign),
        new("outbound.campaign.login", Record, "code", "Each campaign is told once at login.", "once each",
            "None: the last announcement holds.", Once),
    ];

    private static Finding? Events(ServerEvidence evidence)
    {
        var types = Announced(evidence).Select(message => message.NotificationType ?? "no notificationType").Distinct().ToList();
        return types.Count == 0 ? null : Finding.Of(types.All(Names.Contains), $"{WireValue.Names(types)}");
    }

    private static Finding? OfCampaign(ServerEvidence evidence)
    {
        var campaign = Announced(evidence)
            .FirstOrDefault(message => message.NotificationType != NotificationTypes.PreviewSessionEnded)
            ?.Data.Object("campaign");
        return campaign is null ? null : Finding.Of(Members.All(campaign.ContainsKey), $"{WireValue.Names(campaign.Keys)}");
    }

    private static Finding? Once(ServerEvidence evidence)
    {
        var login = evidence.Exchanges.Any(exchange =>
            exchange.Sent is GwsData sent && sent.Text("operationName") == "StartContactCenterSession");
        var told = Announced(evidence).Where(message => message.Data.ContainsKey("referenceId") is false)
            .Select(message => message.Data.Object("campaign").Text("name")).ToList();
        var campaigns = told.Distinct().Count();
        return !login || told.Count == 0
            ? null : Finding.Of(told.Count == campaigns, $"{told.Count} messages about {campaigns} campaigns");
    }

    private static IEnumerable<ObservedMessage> Announced(ServerEvidence evidence) =>
        evidence.Of(V2Constants.OutboundCampaignMessage);
}
