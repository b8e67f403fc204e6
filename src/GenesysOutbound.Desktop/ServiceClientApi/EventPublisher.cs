using System.Collections.Generic;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// Turns what happens in the session into events of the Service Client API. The names of the campaign events and the last event
/// of an interaction are the vendor's; the other event types are the states in upper case.
/// </summary>
internal sealed class EventPublisher(GwsSession session, InteractionRegistry interactions)
{
    private static readonly HashSet<string> CampaignEvents =
        ["CampaignLoaded", "CampaignUnloaded", "CampaignStarted", "CampaignStopped", "CampaignModeChanged"];

    private string? _agentState;

    /// <summary>Publishes what happened since the last time.</summary>
    /// <param name="newEvents">The new events of the session's log.</param>
    /// <param name="connections">The browser pages.</param>
    public void Publish(IReadOnlyList<GwsEvent> newEvents, IReadOnlyList<ClientConnection> connections)
    {
        // Without a connection there is nothing to keep; events from before a connection are not new to it.
        interactions.KeepsChanges = connections.Count > 0;
        if (connections.Count == 0)
        {
            _agentState = null;
            return;
        }

        foreach (var gwsEvent in newEvents)
        {
            if (gwsEvent.CampaignName is { } campaign && gwsEvent.NotificationType is { } type && CampaignEvents.Contains(type))
            {
                Send(connections, "outbound", OfCampaign(type, campaign, gwsEvent.Campaign?.DialingMode));
            }
        }

        foreach (var change in interactions.TakeChanges())
        {
            Send(connections, "interaction", new JObject { ["eventType"] = change.EventType, ["interaction"] = change.Shape });
            if (change.EventType == InteractionChange.MarkDone)
            {
                Send(connections, "markdone", new JObject { ["interactionId"] = change.Interaction.Id,
                    ["interaction"] = change.Shape });
            }
        }

        var state = DesktopMethods.AgentState(session);
        var line = Json.ToLine(state);
        if (_agentState is not null && _agentState != line)
        {
            Send(connections, "agent", new JObject { ["eventType"] = "STATE_CHANGED", ["state"] = state });
        }

        _agentState = line;
    }

    private static JObject OfCampaign(string type, string campaign, string? mode)
    {
        var data = new JObject { ["eventType"] = type, ["campaign"] = campaign };
        if (type is "CampaignStarted" or "CampaignModeChanged")
        {
            data["mode"] = mode;
        }

        return data;
    }

    private static void Send(IReadOnlyList<ClientConnection> connections, string name, JObject data)
    {
        foreach (var connection in connections)
        {
            connection.Publish(name, data);
        }
    }
}
