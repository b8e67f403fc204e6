using System;
using System.Collections.Generic;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Media;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator;

/// <content>What the environment does: calls, e-mails, records, campaigns.</content>
public sealed partial class GwsSimulator
{
    /// <summary>Rings a call at an agent's device.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="fromQueue">Whether a queue delivered it: only such a call can be rejected.</param>
    /// <param name="from">The calling number; null for 5005.</param>
    /// <param name="userData">Attached data; texts, numbers, booleans or null.</param>
    /// <returns>The call's id.</returns>
    /// <exception cref="ArgumentException">There is no such agent.</exception>
    public string RingCall(
        string agent, bool fromQueue = true, string? from = null, IReadOnlyDictionary<string, object?>? userData = null)
        => _center.Run(() => _center.Calls.Ring(FindAgent(agent), fromQueue, from ?? "5005", ToJson(userData)).Id);

    /// <summary>Lets the other party answer a call that is being dialled.</summary>
    /// <param name="callId">The call.</param>
    /// <exception cref="ArgumentException">There is no such call, or it is not being dialled.</exception>
    public void AnswerCall(string callId) => _center.Run(() => _center.Calls.Remote(FindCall(callId, "Dialing"), "Established"));

    /// <summary>Lets the other party hang up, or give up.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="reason">Why, such as <c>busy</c>; for the call's history only. Null says nothing.</param>
    /// <exception cref="ArgumentException">There is no such call, or it is over.</exception>
    public void EndCall(string callId, string? reason = null)
        => _center.Run(() => _center.Calls.Remote(FindCall(callId, null), "Released", reason));

    /// <summary>Replaces the attached data of a call or an e-mail; its agent is notified.</summary>
    /// <param name="interactionId">The call or the e-mail.</param>
    /// <param name="userData">All the pairs that it has then; texts, numbers, booleans or null.</param>
    /// <exception cref="ArgumentException">There is no such interaction, or it is over.</exception>
    public void SetUserData(string interactionId, IReadOnlyDictionary<string, object?> userData) => _center.Run(() =>
    {
        if (_center.Emails.Find(interactionId) is { State: not "Completed" } email)
        {
            _center.Emails.SetUserData(email, ToJson(userData));
        }
        else
        {
            _center.Calls.SetUserData(FindCall(interactionId, null), ToJson(userData));
        }
    });

    /// <summary>Offers an e-mail to an agent. Rejected, it is offered to the next agent who is logged in.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="subject">The subject; null for that of the documents' sample.</param>
    /// <param name="from">The sender's address; null for that of the documents' sample.</param>
    /// <returns>The e-mail's id.</returns>
    /// <exception cref="ArgumentException">There is no such agent.</exception>
    public string OfferEmail(string agent, string? subject = null, string? from = null)
        => _center.Run(() => _center.Emails.Offer(FindAgent(agent), EmailSample.UserData(subject, from)).Id);

    /// <summary>Delivers a record to an agent without a request, as a push preview campaign does.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="campaign">The campaign.</param>
    /// <returns>The record's handle; null when the campaign has no record left.</returns>
    /// <exception cref="ArgumentException">There is no such agent or campaign.</exception>
    public long? PushRecord(string agent, string campaign)
        => _center.Run(() => _center.Preview.Push(FindAgent(agent), FindCampaign(campaign)));

    /// <summary>
    /// Delivers a certain record to an agent without a request, with the first started campaign of its calling list.
    /// </summary>
    /// <param name="agent">The user name.</param>
    /// <param name="recordHandle">The record.</param>
    /// <exception cref="ArgumentException">There is no such agent, or the record cannot be delivered; the message says
    /// why.</exception>
    public void PushRecord(string agent, long recordHandle) => _center.Run(() =>
    {
        if (_center.Preview.Push(FindAgent(agent), recordHandle) is string problem)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The record {recordHandle} cannot be delivered: {problem}."), nameof(recordHandle));
        }
    });

    /// <summary>Takes a record away from the agent who holds it (an unsolicited <c>RecordCancel</c>).</summary>
    /// <param name="recordHandle">The record.</param>
    /// <exception cref="ArgumentException">No agent holds the record.</exception>
    public void WithdrawRecord(long recordHandle)
    {
        if (!_center.Run(() => _center.Preview.Withdraw(recordHandle)))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"No agent holds the record {recordHandle}."), nameof(recordHandle));
        }
    }

    /// <summary>Loads a campaign: its agents get <c>CampaignLoaded</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void LoadCampaign(string campaign) => Change(campaign, CampaignState.Loaded, "CampaignLoaded");

    /// <summary>Starts a campaign: its agents get <c>CampaignStarted</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void StartCampaign(string campaign) => Change(campaign, CampaignState.Started, "CampaignStarted");

    /// <summary>Stops a campaign: its agents get <c>CampaignStopped</c>, its preview sessions end.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void StopCampaign(string campaign) => Change(campaign, CampaignState.Loaded, "CampaignStopped");

    /// <summary>Unloads a campaign: its agents get <c>CampaignUnloaded</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void UnloadCampaign(string campaign) => Change(campaign, CampaignState.Unloaded, "CampaignUnloaded");

    /// <summary>Changes the dialing mode: the campaign's agents get <c>CampaignModeChanged</c>.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="dialingMode">Preview or PushPreview.</param>
    /// <exception cref="ArgumentException">There is no such campaign.</exception>
    public void ChangeCampaignMode(string campaign, string dialingMode) => _center.Run(() =>
    {
        var found = FindCampaign(campaign);
        found.DialingMode = dialingMode;
        _center.Preview.ChangeState(found, found.State, "CampaignModeChanged", _center.Agents);
    });

    /// <summary>Sends an event of the caller's own making to an agent.</summary>
    /// <param name="agent">The user name.</param>
    /// <param name="channel">The channel, such as <c>/v2/me/calls</c>.</param>
    /// <param name="dataJson">The <c>data</c> member as JSON text.</param>
    /// <param name="toUnsubscribed">Whether sessions that did not subscribe to the channel get it too.</param>
    /// <exception cref="ArgumentException">There is no such agent, or the text is not a JSON object.</exception>
    public void Publish(string agent, string channel, string dataJson, bool toUnsubscribed = false)
    {
        JObject data;
        try
        {
            data = (JObject)Json.Parse(dataJson);
        }
        catch (Exception e) when (e is Newtonsoft.Json.JsonException or InvalidCastException)
        {
            throw new ArgumentException("The data is not a JSON object.", nameof(dataJson), e);
        }

        _center.Run(() => _center.Hub.Send(FindAgent(agent).UserName, channel, data, toUnsubscribed));
    }

    private static JObject ToJson(IReadOnlyDictionary<string, object?>? pairs)
    {
        var json = new JObject();
        foreach (var pair in pairs ?? new Dictionary<string, object?>())
        {
            json[pair.Key] = Json.FromValue(pair.Value);
        }

        return json;
    }

    private void Change(string campaign, CampaignState state, string notification)
        => _center.Run(() => _center.Preview.ChangeState(FindCampaign(campaign), state, notification, _center.Agents));

    private Agent FindAgent(string name)
        => _center.FindAgent(name) ?? throw new ArgumentException($"There is no agent {name}.", nameof(name));

    private Campaign FindCampaign(string name)
        => _center.Outbound.FindCampaign(name) ?? throw new ArgumentException($"There is no campaign {name}.", nameof(name));

    private Call FindCall(string id, string? state)
    {
        var call = _center.Calls.Find(id);
        return call is null || call.IsOver || (state is not null && call.State != state)
            ? throw new ArgumentException($"There is no call {id} in a state that allows this.", nameof(id))
            : call;
    }
}
