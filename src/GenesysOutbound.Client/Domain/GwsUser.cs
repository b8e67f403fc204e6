using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>Immutable snapshot of the user of a session, as the server last described it.</summary>
public sealed record GwsUser
{
    /// <summary>The user's id.</summary>
    public string? UserId { get; init; }

    /// <summary>The login name.</summary>
    public string? UserName { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>Whether the user is enabled, or null when the server does not say.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The ids of the features, for example <c>api-voice-outbound</c>.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>The settings: sections of keys and values.</summary>
    public GwsData Settings { get; init; } = GwsData.Empty;

    /// <summary>The voice devices.</summary>
    public IReadOnlyList<GwsDevice> Devices { get; init; } = [];

    /// <summary>The whole user resource as it came.</summary>
    public GwsData Data { get; init; } = GwsData.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(UserName ?? UserId ?? string.Empty);
}
