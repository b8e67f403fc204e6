using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>Immutable snapshot of an e-mail interaction, as the session knows it.</summary>
public sealed record GwsEmail
{
    /// <summary>The e-mail's id. Opaque.</summary>
    public string EmailId { get; init; } = string.Empty;

    /// <summary>The state, for example <c>Invited</c>, <c>Processing</c>, <c>Completed</c>.</summary>
    public string? State { get; init; }

    /// <summary>The subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    /// <summary>The addressees.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>When the e-mail came to the contact center, as the server writes it.</summary>
    public string? ReceivedDate { get; init; }

    /// <summary>What the server offers to do with the e-mail. Test for membership; the order means nothing.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>When the last event or reply about the e-mail came.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The user data, under its own names.</summary>
    public GwsData UserData { get; init; } = GwsData.Empty;

    /// <summary>The whole e-mail resource as it came.</summary>
    public GwsData Data { get; init; } = GwsData.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(EmailId + " (" + State + ")");
}
