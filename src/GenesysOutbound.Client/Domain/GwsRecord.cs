using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>
/// Immutable snapshot of a record of a calling list, as the session knows it. The session's records have the current state.
/// </summary>
public sealed record GwsRecord
{
    /// <summary>The record's handle, as text: a number in most installations.</summary>
    public string RecordHandle { get; init; } = string.Empty;

    /// <summary>The campaign's name, or null when unknown.</summary>
    public string? CampaignName { get; init; }

    /// <summary>The calling list's name, or null when unknown.</summary>
    public string? CallingList { get; init; }

    /// <summary>The outbound server's application id, or null when unknown.</summary>
    public long? ApplicationId { get; init; }

    /// <summary>The voice device that works the record, as <c>/devices/&lt;id&gt;</c>.</summary>
    public string? DevicePath { get; init; }

    /// <summary>The key of the record's chain, or null when unknown.</summary>
    public long? ChainId { get; init; }

    /// <summary>The phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The kind of the phone number, or null when unknown.</summary>
    public GwsPhoneType? PhoneType { get; init; }

    /// <summary>The call result: what was set here and is pending, else what the record carries.</summary>
    public GwsCallResult? CallResult { get; init; }

    /// <summary>The attempts made before, or null when unknown.</summary>
    public long? Attempts { get; init; }

    /// <summary>The name of the record's time zone. Not an IANA name; compute with <see cref="TimeZoneOffset"/>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The record's offset from UTC, daylight saving included, or null when unknown.</summary>
    public TimeSpan? TimeZoneOffset { get; init; }

    /// <summary>The start of the hours in which the record may be called, from midnight in the record's zone.</summary>
    public TimeSpan? From { get; init; }

    /// <summary>The end of the hours in which the record may be called, from midnight in the record's zone.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>Where the record is on its way.</summary>
    public GwsRecordState State { get; init; }

    /// <summary>True when the record is done and nothing can follow.</summary>
    public bool IsDone => State >= GwsRecordState.Completed;

    /// <summary>The interaction: the call's id once there is a call; before that the handle.</summary>
    public string InteractionId { get; init; } = string.Empty;

    /// <summary>The id of the record's latest call, or null.</summary>
    public string? CallId { get; init; }

    /// <summary>The state of the record's latest call, or null.</summary>
    public string? CallState { get; init; }

    /// <summary>What was set and not yet sent.</summary>
    public GwsPendingChanges Pending { get; init; } = GwsPendingChanges.None;

    /// <summary>Requests about the record whose answer never came. Known only to a session with a journal.</summary>
    public IReadOnlyList<GwsUnansweredRequest> Unanswered { get; init; } = [];

    /// <summary>
    /// True when an earlier session left the record in the journal, and the server has not delivered it to this one.
    /// </summary>
    public bool IsRestored { get; init; }

    /// <summary>When the first event or reply about the record came.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Every key that came with the record, under its own name.</summary>
    public GwsData UserData { get; init; } = GwsData.Empty;

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(RecordHandle + " " + Phone + " (" + CampaignName + ", " + State + ")");
}
