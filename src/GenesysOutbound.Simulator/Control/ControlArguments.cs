using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Control;

/// <summary>The body of an operation that takes no arguments.</summary>
internal sealed record NoArguments;

/// <summary>The agent that an operation concerns; null means all agents.</summary>
internal sealed record AgentArguments
{
    public string? Agent { get; init; }
}

internal sealed record RingCallArguments
{
    [JsonProperty(Required = Required.Always)]
    public string Agent { get; init; } = string.Empty;

    public bool FromQueue { get; init; } = true;

    public string? From { get; init; }

    public Dictionary<string, object?>? UserData { get; init; }
}

internal sealed record OfferEmailArguments
{
    [JsonProperty(Required = Required.Always)]
    public string Agent { get; init; } = string.Empty;

    public string? Subject { get; init; }

    public string? From { get; init; }
}

internal sealed record CallArguments
{
    [JsonProperty(Required = Required.Always)]
    public string CallId { get; init; } = string.Empty;
}

internal sealed record EndCallArguments
{
    [JsonProperty(Required = Required.Always)]
    public string CallId { get; init; } = string.Empty;

    /// <summary>Why the call ended, such as <c>busy</c>; for its history only.</summary>
    public string? Reason { get; init; }
}

internal sealed record UserDataArguments
{
    [JsonProperty(Required = Required.Always)]
    public string Id { get; init; } = string.Empty;

    /// <summary>All the pairs that the interaction has then.</summary>
    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, object?> UserData { get; init; } = [];
}

internal sealed record CampaignArguments
{
    [JsonProperty(Required = Required.Always)]
    public string Campaign { get; init; } = string.Empty;
}

internal sealed record CampaignModeArguments
{
    [JsonProperty(Required = Required.Always)]
    public string Campaign { get; init; } = string.Empty;

    [JsonProperty(Required = Required.Always)]
    public string DialingMode { get; init; } = string.Empty;
}

internal sealed record PushRecordArguments
{
    [JsonProperty(Required = Required.Always)]
    public string Agent { get; init; } = string.Empty;

    /// <summary>The campaign whose next record is delivered; not needed when a record is named.</summary>
    public string? Campaign { get; init; }

    /// <summary>The record to deliver; null for the next one of the campaign.</summary>
    public long? RecordHandle { get; init; }
}

internal sealed record RecordArguments
{
    [JsonProperty(Required = Required.Always)]
    public long RecordHandle { get; init; }
}

internal sealed record AdvanceClockArguments
{
    /// <summary>How far to move the clock, in seconds; fractions are allowed.</summary>
    [JsonProperty(Required = Required.Always)]
    public double Seconds { get; init; }
}

internal sealed record PublishArguments
{
    [JsonProperty(Required = Required.Always)]
    public string Agent { get; init; } = string.Empty;

    [JsonProperty(Required = Required.Always)]
    public string Channel { get; init; } = string.Empty;

    public JObject Data { get; init; } = [];

    public bool ToUnsubscribed { get; init; }
}
