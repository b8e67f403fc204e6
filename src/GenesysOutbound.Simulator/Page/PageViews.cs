using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Bayeux;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Media;
using GenesysOutbound.Simulator.Outbound;

namespace GenesysOutbound.Simulator.Page;

/// <summary>What the page shows of the contact center at one moment. Used under the contact center's lock.</summary>
internal sealed class PageViews
{
    private const int ShownHandles = 5;

    private readonly ContactCenter _center;
    private readonly BayeuxServer _bayeux;

    public PageViews(ContactCenter center, BayeuxServer bayeux)
    {
        _center = center;
        _bayeux = bayeux;
    }

    public AgentView[] Agents()
    {
        var calls = _center.Calls.Newest.Where(c => !c.IsOver && c.State != "Queued")
            .ToLookup(c => c.Agent.UserName, StringComparer.Ordinal);
        return _center.Agents.Select(agent => Of(agent, calls[agent.UserName].Count())).ToArray();
    }

    public CampaignView[] Campaigns() => _center.Outbound.Campaigns.Select(campaign => new CampaignView(
        campaign.Name,
        campaign.DialingMode,
        campaign.State.ToString(),
        campaign.ApplicationId,
        string.Join(", ", campaign.Lists.Select(l => l.Name)),
        campaign.PreviewSessions.Count,
        Count(campaign, RecordStatus.Ready),
        Count(campaign, RecordStatus.Retrieved),
        Count(campaign, RecordStatus.Updated),
        Count(campaign, RecordStatus.Cancelled),
        Count(campaign, RecordStatus.ChainUpdated),
        campaign.Lists.Sum(l => l.ChainCount))).ToArray();

    public InteractionView[] Interactions()
        => _center.Calls.Newest.Select(Of).Concat(_center.Emails.Newest.Select(Of)).ToArray();

    public static InteractionView Of(Call call) => new(
        call.Id,
        "Call",
        call.CallType == "Outbound" ? "Outbound" : call.FromQueue ? "From queue" : "Direct",
        call.IsOver || call.State == "Queued" ? null : call.Agent.UserName,
        call.State,
        call.OtherNumber,
        string.Empty,
        call.UserData.Count,
        call.History.Count,
        !call.IsOver);

    public static InteractionView Of(Email email) => new(
        email.Id,
        "E-mail",
        "Inbound",
        email.State is "Completed" or "Queued" ? null : email.Agent.UserName,
        email.State,
        Json.TextOf(email.UserData["FromAddress"]) ?? string.Empty,
        Json.TextOf(email.UserData["Subject"]) ?? string.Empty,
        email.UserData.Count,
        email.History.Count,
        email.State != "Completed");

    public static FaultView Of(SimulatorFault fault) => new(
        fault.Kind.ToString(),
        fault.Agent,
        fault.Method,
        fault.Path,
        fault.Operation,
        fault.Skip,
        fault.Count,
        fault.Hits,
        fault.Probability,
        fault.Delay,
        fault.StatusCode,
        fault.Body);

    private static int Count(Campaign campaign, RecordStatus status) => campaign.Lists.Sum(l => l.CountOf(status));

    private AgentView Of(Agent agent, int calls)
    {
        IEnumerable<RecordChain> held = _center.Outbound.HeldChains(agent.UserName);
        var handles = held.Take(ShownHandles).Select(c => (c.Offered?.Handle ?? 0).ToString(CultureInfo.InvariantCulture));
        return new AgentView(
            agent.UserName,
            $"{agent.FirstName} {agent.LastName}",
            agent.PhoneNumber,
            agent.DevicePath,
            agent.WorkMode ?? agent.State,
            agent.LoggedIn,
            agent.Has("api-voice-outbound"),
            agent.Has("api-multimedia"),
            _bayeux.SessionsOf(agent.UserName),
            _bayeux.HeldPollsOf(agent.UserName),
            _center.Outbound.HeldBy(agent.UserName),
            string.Join(" ", handles),
            calls);
    }
}
