using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Common;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>An outbound operation as an agent asked for it; what every operation must have is checked already.</summary>
internal sealed class OutboundRequest
{
    public OutboundRequest(Agent agent, JObject body)
    {
        Agent = agent;
        Body = body;
    }

    public Agent Agent { get; }

    public JObject Body { get; }

    public string Operation => (string)Body["operationName"]!;

    /// <summary>The reference id as it was sent; null when none was.</summary>
    public JToken? ReferenceId => Body["referenceId"] is { Type: not JTokenType.Null } id ? id : null;

    /// <summary>The reference id as text; null when none was sent.</summary>
    public string? ReferenceText => Json.TextOf(ReferenceId);

    public long ApplicationId { get; set; }

    public string? CampaignName { get; set; }

    /// <summary>The handle or GUID of the URL; empty for the collection.</summary>
    public string RecordId { get; set; } = string.Empty;

    public string? Text(string name) => Body[name] is JValue { Type: JTokenType.String } value ? (string?)value : null;

    public bool Has(string name) => Body[name] is { Type: not JTokenType.Null };
}
