using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>Immutable snapshot of a voice device of the user, as the server last described it.</summary>
public sealed record GwsDevice
{
    /// <summary>The device's id.</summary>
    public string DeviceId { get; init; } = string.Empty;

    /// <summary>The device's path, as <c>/devices/&lt;id&gt;</c>: what outbound operations take.</summary>
    public string DevicePath { get; init; } = string.Empty;

    /// <summary>The number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary><c>Active</c> or <c>Inactive</c>.</summary>
    public string? DeviceState { get; init; }

    /// <summary>The agent's state on the device, for example <c>Ready</c> or <c>NotReady</c>.</summary>
    public string? UserState { get; init; }

    /// <summary>The agent's state for people, for example <c>Not Ready</c>.</summary>
    public string? UserStateName { get; init; }

    /// <summary>The work mode, for example <c>AuxWork</c>, or null.</summary>
    public string? WorkMode { get; init; }

    /// <summary><c>On</c> or <c>Off</c>.</summary>
    public string? DoNotDisturb { get; init; }

    /// <summary>The number that calls are forwarded to, or null.</summary>
    public string? ForwardTo { get; init; }

    /// <summary>What the server offers to do with the device.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>The whole device resource as it came.</summary>
    public GwsData Data { get; init; } = GwsData.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(DevicePath + " (" + PhoneNumber + ", " + UserState + ")");
}
