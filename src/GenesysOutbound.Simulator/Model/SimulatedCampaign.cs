using System.Collections.Generic;

namespace GenesysOutbound.Simulator;

/// <summary>A campaign of the simulated Outbound Contact Server, at the time of the query.</summary>
public sealed record SimulatedCampaign
{
    internal SimulatedCampaign(string name) => Name = name;

    /// <summary>The campaign's name.</summary>
    public string Name { get; }

    /// <summary>
    /// <c>Preview</c> (the agent asks) or <c>PushPreview</c> (records come by themselves once the preview session is started).
    /// </summary>
    public string DialingMode { get; internal init; } = "Preview";

    /// <summary>Unloaded, Loaded or Started.</summary>
    public string State { get; internal init; } = "Started";

    /// <summary>The DBID of the Outbound Contact Server application.</summary>
    public long ApplicationId { get; internal init; }

    /// <summary>The names of the campaign's calling lists.</summary>
    public IReadOnlyList<string> CallingLists { get; internal init; } = [];

    /// <summary>The agents who have a preview session.</summary>
    public IReadOnlyList<string> PreviewSessions { get; internal init; } = [];

    /// <summary>Names the campaign.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
