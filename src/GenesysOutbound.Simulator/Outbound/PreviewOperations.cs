using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.Agents;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// StartPreviewSession, EndPreviewSession, GetPreviewRecord; pushed records, callbacks that fall due, and the life of campaigns.
/// </summary>
internal sealed class PreviewOperations
{
    private readonly OutboundContactServer _server;
    private readonly Func<string, Agent?> _findAgent;

    public PreviewOperations(OutboundContactServer server, Func<string, Agent?> findAgent)
    {
        _server = server;
        _findAgent = findAgent;
    }

    public void Start(OutboundRequest request)
    {
        if (!TryCampaign(request, out var campaign))
        {
            return;
        }

        campaign.PreviewSessions.Add(request.Agent.UserName);
        _server.Messages.SendCampaign(request.Agent, campaign, "PreviewSessionStarted", request.ReferenceId);
        PushTo(request.Agent, campaign);
    }

    public void End(OutboundRequest request)
    {
        if (!TryCampaign(request, out var campaign))
        {
            return;
        }

        campaign.PreviewSessions.Remove(request.Agent.UserName);
        _server.Messages.SendCampaign(request.Agent, campaign, "PreviewSessionEnded", request.ReferenceId);
    }

    public void GetRecord(OutboundRequest request)
    {
        if (!TryCampaign(request, out var campaign))
        {
            return;
        }

        if (_server.RequiresPreviewSession && !campaign.PreviewSessions.Contains(request.Agent.UserName))
        {
            _server.Messages.SendError(request, OutboundErrors.NoPreviewSession, null, null);
            return;
        }

        var full = _server.MaxHeldRecords > 0 && _server.HeldBy(request.Agent.UserName) >= _server.MaxHeldRecords;
        var chain = full ? null : _server.NextFor(campaign, request.Agent.UserName);
        if (chain is null)
        {
            _server.Messages.SendNoRecords(request);
            return;
        }

        _server.Deliver(chain, campaign, request.Agent, "PreviewRecord", request.ReferenceId);
    }

    /// <summary>Delivers a record without a request; null when there is none.</summary>
    public long? Push(Agent agent, Campaign campaign)
    {
        var chain = _server.NextFor(campaign, agent.UserName);
        return chain is null ? null : _server.Deliver(chain, campaign, agent, "PreviewRecord", null).Handle;
    }

    /// <summary>Delivers a certain record; returns why it cannot, or null.</summary>
    public string? Push(Agent agent, long handle)
    {
        var record = _server.FindRecord(handle.ToString(CultureInfo.InvariantCulture));
        var problem = record is null ? "there is no such record"
            : !record.IsOpen ? "it is already processed"
            : record.Chain.Holder is string holder ? $"the agent {holder} holds it"
            : null;
        if (problem is not null)
        {
            return problem;
        }

        if (StartedCampaignOf(record!.Chain.List) is not Campaign campaign)
        {
            return "no campaign of its calling list is started";
        }

        _server.Deliver(record.Chain, campaign, agent, "PreviewRecord", null, record);
        return null;
    }

    /// <summary>A push campaign keeps one record with each agent who has a preview session.</summary>
    public void PushTo(Agent agent, Campaign campaign)
    {
        if (campaign.Pushes && campaign.State == CampaignState.Started && agent.LoggedIn
            && campaign.PreviewSessions.Contains(agent.UserName) && _server.HeldBy(agent.UserName) == 0)
        {
            Push(agent, campaign);
        }
    }

    /// <summary>
    /// After a chain has come to the pool: the push campaigns of its list bring it to an agent who has a preview session and no
    /// record, who would otherwise wait for a chain that is there.
    /// </summary>
    /// <param name="list">The list of the chain.</param>
    /// <param name="except">
    /// The agent who has just given the chain back, or from whom it was taken: it must not come straight back while another
    /// waits.
    /// </param>
    public void PushToIdle(CallingList list, string? except = null)
    {
        foreach (var campaign in _server.Campaigns.Where(c => c.Pushes && c.Lists.Contains(list)))
        {
            foreach (var agent in campaign.PreviewSessions.Where(a => a != except).Select(_findAgent).ToArray())
            {
                if (agent is not null)
                {
                    PushTo(agent, campaign);
                }
            }
        }
    }

    /// <summary>Announces the campaigns to an agent, one event each, as the server does at login.</summary>
    public void Announce(Agent agent)
    {
        foreach (var campaign in _server.Campaigns.Where(c => c.State != CampaignState.Unloaded && c.Concerns(agent.UserName)))
        {
            _server.Messages.SendCampaign(
                agent, campaign, campaign.State == CampaignState.Started ? "CampaignStarted" : "CampaignLoaded", null);
        }
    }

    /// <summary>
    /// Delivers the personal callbacks that are due to their agents. Campaign callbacks wait for the next request, or are pushed.
    /// </summary>
    public void DeliverDue()
    {
        _server.Callbacks.Advance(_server.Clock.Now);
        foreach (var agent in _server.Callbacks.AgentsWithDue)
        {
            DeliverDue(agent);
        }

        foreach (var list in _server.Callbacks.ListsWithDue)
        {
            PushDue(list);
        }
    }

    private void DeliverDue(string owner)
    {
        if (_findAgent(owner) is not { LoggedIn: true } agent)
        {
            return;
        }

        foreach (var chain in _server.Callbacks.DueOf(owner))
        {
            if (CampaignOf(chain.Schedule!, agent) is Campaign campaign)
            {
                _server.Deliver(chain, campaign, agent, "ScheduledCall", null);
            }
        }
    }

    /// <summary>
    /// The campaign in which a personal callback comes back: the one in which it was set, or while that is not started another
    /// one of the list that the agent works for. In a campaign of other agents nothing could be done with it.
    /// </summary>
    private Campaign? CampaignOf(RecordSchedule schedule, Agent agent)
    {
        var list = schedule.Record.Chain.List;
        bool Fits(Campaign campaign) => campaign.State == CampaignState.Started && campaign.Concerns(agent.UserName);
        return Fits(schedule.Campaign)
            ? schedule.Campaign
            : _server.Campaigns.FirstOrDefault(c => c.Lists.Contains(list) && Fits(c));
    }

    private void PushDue(CallingList list)
    {
        foreach (var campaign in _server.Campaigns
            .Where(c => c.Pushes && c.State == CampaignState.Started && c.Lists.Contains(list)))
        {
            foreach (var agent in campaign.PreviewSessions.Select(_findAgent).ToArray())
            {
                if (agent is { LoggedIn: true } && _server.HeldBy(agent.UserName) == 0
                    && _server.Callbacks.FirstDueOf(list) is RecordChain due)
                {
                    _server.Deliver(due, campaign, agent, "PreviewRecord", null);
                }
            }
        }
    }

    private Campaign? StartedCampaignOf(CallingList list)
        => _server.Campaigns.FirstOrDefault(c => c.State == CampaignState.Started && c.Lists.Contains(list));

    public void ChangeState(Campaign campaign, CampaignState state, string notification, IEnumerable<Agent> agents)
    {
        campaign.State = state;
        if (state != CampaignState.Started)
        {
            campaign.PreviewSessions.Clear();
        }

        foreach (var agent in agents.Where(a => a.LoggedIn && a.Has("api-voice-outbound") && campaign.Concerns(a.UserName)))
        {
            _server.Messages.SendCampaign(agent, campaign, notification, null);
            PushTo(agent, campaign);
        }

        if (state == CampaignState.Started)
        {
            // Callbacks that fell due while no campaign of their list was started. The timer does not look at them again.
            DeliverDue();
        }
    }

    /// <summary>Takes a record away from its agent; false when no agent holds it.</summary>
    public bool Withdraw(long handle)
    {
        var record = _server.FindRecord(handle.ToString(CultureInfo.InvariantCulture));
        if (record is not { IsOpen: true, Chain: { Holder: string holder, Campaign: Campaign campaign } })
        {
            return false;
        }

        _server.Note(record, "Withdrawn", holder, null, null);
        _server.Messages.Notify(_findAgent(holder)!, campaign, record, "RecordCancel");
        if (_server.Release(record.Chain))
        {
            PushToIdle(record.Chain.List, except: holder);
        }

        return true;
    }

    private bool TryCampaign(OutboundRequest request, out Campaign campaign)
    {
        var found = _server.FindCampaign(request.CampaignName);
        var error = found is null || !found.Concerns(request.Agent.UserName) ? OutboundErrors.CampaignUnknown
            : found.ApplicationId != request.ApplicationId ? OutboundErrors.WrongApplication
            : found.State == CampaignState.Unloaded ? OutboundErrors.CampaignNotLoaded
            : found.State != CampaignState.Started ? OutboundErrors.CampaignNotStarted
            : null;
        campaign = found!;
        if (error is not null)
        {
            _server.Messages.SendError(request, error, null, null);
        }

        return error is null;
    }
}
