using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>Where a campaign stands.</summary>
internal enum CampaignState
{
    Unloaded,
    Loaded,
    Started,
}

/// <summary>A campaign: lists that agents work on.</summary>
internal sealed class Campaign
{
    public string Name { get; set; } = string.Empty;

    public string Description { get; set; } = string.Empty;

    public string GroupName { get; set; } = "AgentGroup1";

    public long GroupDbid { get; set; } = 42896;

    public long SwitchDbid { get; } = 101;

    public long ApplicationId { get; set; } = 134;

    public string DialingMode { get; set; } = "Preview";

    public CampaignState State { get; set; } = CampaignState.Started;

    public List<CallingList> Lists { get; } = [];

    /// <summary>The agents of the campaign's group; null means all.</summary>
    public HashSet<string>? Agents { get; set; }

    public HashSet<string> PreviewSessions { get; } = new(StringComparer.Ordinal);

    public string FullGroupName => $"{Name}@{GroupName}";

    public bool Pushes => DialingMode.StartsWith("Push", StringComparison.OrdinalIgnoreCase);

    public bool Concerns(string agent) => Agents is null || Agents.Contains(agent);

    public SimulatedCampaign ToPublic() => new(Name)
    {
        DialingMode = DialingMode,
        State = State.ToString(),
        ApplicationId = ApplicationId,
        CallingLists = Lists.Select(l => l.Name).ToArray(),
        PreviewSessions = PreviewSessions.OrderBy(a => a, StringComparer.Ordinal).ToArray(),
    };
}
