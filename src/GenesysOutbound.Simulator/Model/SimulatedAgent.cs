using System.Collections.Generic;

namespace GenesysOutbound.Simulator;

/// <summary>An agent of the simulated contact center, at the time of the query.</summary>
public sealed record SimulatedAgent
{
    internal SimulatedAgent(string userName, string password, string devicePath)
    {
        UserName = userName;
        Password = password;
        DevicePath = devicePath;
    }

    /// <summary>The name to authenticate with.</summary>
    public string UserName { get; }

    /// <summary>The password to authenticate with. It protects only this simulator.</summary>
    public string Password { get; }

    /// <summary>The relative path of the agent's voice device, <c>/devices/GUID</c>.</summary>
    public string DevicePath { get; }

    /// <summary>The agent's own number.</summary>
    public string PhoneNumber { get; internal init; } = string.Empty;

    /// <summary>The agent's login code, <c>GSW_AGENT_ID</c> on the wire.</summary>
    public string LoginCode { get; internal init; } = string.Empty;

    /// <summary>The ids of the agent's features, such as <c>api-voice-outbound</c>.</summary>
    public IReadOnlyList<string> Features { get; internal init; } = [];

    /// <summary>Whether a contact-center session is open.</summary>
    public bool LoggedIn { get; internal init; }

    /// <summary>The agent's voice state: Ready, NotReady, AuxWork, AfterCallWork or LoggedOut.</summary>
    public string State { get; internal init; } = "LoggedOut";

    /// <summary>The Bayeux sessions that the agent has now.</summary>
    public int BayeuxSessions { get; internal init; }

    /// <summary>How many of them have a poll held now.</summary>
    public int HeldPolls { get; internal init; }

    /// <summary>Names the agent, without the password.</summary>
    /// <returns>The user name.</returns>
    public override string ToString() => UserName;
}
