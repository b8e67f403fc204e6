using System.Collections.Generic;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Scenario;

/// <summary>
/// A scenario file as it is written; docs/simulator.md describes each member. What is left out has the default that is said
/// there.
/// </summary>
internal sealed record ScenarioFile
{
    public ScenarioSettings Settings { get; init; } = new();

    public List<ScenarioAgent> Agents { get; init; } = [];

    public List<ScenarioCallingList> CallingLists { get; init; } = [];

    public List<ScenarioCampaign> Campaigns { get; init; } = [];

    public List<ScenarioDialOutcome> DialOutcomes { get; init; } = [];
}

internal sealed record ScenarioSettings
{
    public bool RequirePreviewSession { get; init; }

    public bool EnforceCallingHours { get; init; }

    public int MaxHeldRecords { get; init; }

    public bool RejectedRecordReturnsToSameAgent { get; init; }

    public bool OfferCampaignCollection { get; init; }
}

internal sealed record ScenarioAgent
{
    [JsonProperty(Required = Required.Always)]
    public string UserName { get; init; } = string.Empty;

    public string Password { get; init; } = "secret";

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? LoginCode { get; init; }

    public string? PhoneNumber { get; init; }

    public string? Place { get; init; }

    public string? DeviceId { get; init; }

    public List<string>? Features { get; init; }
}

internal sealed record ScenarioCallingList
{
    [JsonProperty(Required = Required.Always)]
    public string Name { get; init; } = string.Empty;

    public long? Dbid { get; init; }

    public string? Csv { get; init; }

    /// <summary>The records as objects: a member that is not a known column is a custom field, so these stay JSON.</summary>
    public List<JObject> Records { get; init; } = [];
}

internal sealed record ScenarioCampaign
{
    [JsonProperty(Required = Required.Always)]
    public string Name { get; init; } = string.Empty;

    public string Description { get; init; } = string.Empty;

    public string? DialingMode { get; init; }

    public string? GroupName { get; init; }

    public long? GroupDbid { get; init; }

    public long? ApplicationId { get; init; }

    public CampaignState State { get; init; } = CampaignState.Started;

    public List<string>? Agents { get; init; }

    public List<string> CallingLists { get; init; } = [];
}

internal sealed record ScenarioDialOutcome
{
    [JsonProperty(Required = Required.Always)]
    public string Phone { get; init; } = string.Empty;

    [JsonProperty(Required = Required.Always)]
    public DialOutcome Outcome { get; init; }
}
