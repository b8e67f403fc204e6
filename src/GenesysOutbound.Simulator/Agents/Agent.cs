using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Agents;

/// <summary>An agent and the agent's voice device.</summary>
internal sealed class Agent
{
    public string UserName { get; set; } = string.Empty;

    public string Password { get; set; } = "secret";

    public string FirstName { get; set; } = string.Empty;

    public string LastName { get; set; } = string.Empty;

    public string LoginCode { get; set; } = string.Empty;

    public string PhoneNumber { get; set; } = string.Empty;

    public string Place { get; set; } = string.Empty;

    public string DeviceId { get; set; } = string.Empty;

    public HashSet<string> Features { get; } = new(StringComparer.Ordinal);

    public bool LoggedIn { get; set; }

    /// <summary>Ready or NotReady; what it means only while logged in.</summary>
    public string State { get; set; } = "LoggedOut";

    public string? WorkMode { get; set; }

    public string DevicePath => $"/devices/{DeviceId}";

    public bool Has(string feature) => Features.Contains(feature);
}
