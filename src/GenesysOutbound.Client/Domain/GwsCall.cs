using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>Immutable snapshot of a call, as the session knows it.</summary>
public sealed record GwsCall
{
    /// <summary>The call's id. Opaque.</summary>
    public string CallId { get; init; } = string.Empty;

    /// <summary>The state: <c>Ringing</c>, <c>Dialing</c>, <c>Established</c>, <c>Held</c>, <c>Released</c>.</summary>
    public string? State { get; init; }

    /// <summary><c>Inbound</c>, <c>Outbound</c>, <c>Internal</c> or <c>Consult</c>.</summary>
    public string? CallType { get; init; }

    /// <summary>The agent's own number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The number that was dialled; of a call from a queue, the queue.</summary>
    public string? Dnis { get; init; }

    /// <summary>The caller's number, of an inbound call.</summary>
    public string? Ani { get; init; }

    /// <summary>The other parties' numbers.</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>What the server offers to do with the call. Test for membership; the order means nothing.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>How long the call has lasted, or null when the server does not say.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The telephony server's connection id.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The device, as <c>/devices/&lt;id&gt;</c>.</summary>
    public string? DevicePath { get; init; }

    /// <summary>The handle of the record that the call is for; null for a call without a record.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The campaign, of a call for a record.</summary>
    public string? CampaignName { get; init; }

    /// <summary>The calling list, of a call for a record.</summary>
    public string? CallingList { get; init; }

    /// <summary>The outbound server's application id, of a call for a record.</summary>
    public long? ApplicationId { get; init; }

    /// <summary>True while the call has not been released.</summary>
    public bool IsActive => State is not null && !string.Equals(State, "Released", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(State, "Completed", StringComparison.OrdinalIgnoreCase);

    /// <summary>When the last event or reply about the call came.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The user data, under its own names.</summary>
    public GwsData UserData { get; init; } = GwsData.Empty;

    /// <summary>The whole call resource as it came.</summary>
    public GwsData Data { get; init; } = GwsData.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(CallId + " (" + State + ")");
}
