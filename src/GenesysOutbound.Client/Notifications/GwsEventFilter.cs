using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>Chooses events. Everything that is set must fit; names are compared without regard to case, ids exactly.</summary>
public sealed record GwsEventFilter
{
    /// <summary>The reference id, or null for any.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Notification types, one of which must fit; empty for any.</summary>
    public IReadOnlyCollection<string> NotificationTypes { get; init; } = [];

    /// <summary>Message types, one of which must fit; empty for any.</summary>
    public IReadOnlyCollection<string> MessageTypes { get; init; } = [];

    /// <summary>Channels, one of which must fit; empty for any.</summary>
    public IReadOnlyCollection<string> Channels { get; init; } = [];

    /// <summary>The record's handle, or null for any.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The campaign's name, or null for any.</summary>
    public string? CampaignName { get; init; }

    /// <summary>The call's id, or null for any.</summary>
    public string? CallId { get; init; }

    /// <summary>The e-mail's id, or null for any.</summary>
    public string? EmailId { get; init; }

    /// <summary>Only events after this sequence number.</summary>
    public long After { get; init; }

    /// <summary>Whether gaps are wanted too. They never fit a filter that names anything.</summary>
    public bool IncludeGaps { get; init; } = true;

    /// <summary>A last condition of the caller's own, or null. It runs outside every lock.</summary>
    public Func<GwsEvent, bool>? Condition { get; init; }

    /// <summary>Says whether an event fits.</summary>
    /// <param name="gwsEvent">The event.</param>
    /// <returns>True when everything that is set fits.</returns>
    public bool Matches(GwsEvent gwsEvent)
    {
        if (gwsEvent is null)
        {
            throw new ArgumentNullException(nameof(gwsEvent));
        }

        return gwsEvent.Sequence > After
            && (IncludeGaps || !gwsEvent.IsGap)
            && (ReferenceId is null || string.Equals(ReferenceId, gwsEvent.ReferenceId, StringComparison.Ordinal))
            && FitsOne(NotificationTypes, gwsEvent.NotificationType)
            && FitsOne(MessageTypes, gwsEvent.MessageType)
            && FitsOne(Channels, gwsEvent.Channel)
            && (RecordHandle is null || string.Equals(RecordHandle, gwsEvent.RecordHandle, StringComparison.Ordinal))
            && (CampaignName is null || string.Equals(CampaignName, gwsEvent.CampaignName, StringComparison.OrdinalIgnoreCase))
            && (CallId is null || string.Equals(CallId, gwsEvent.CallId, StringComparison.Ordinal))
            && (EmailId is null || string.Equals(EmailId, gwsEvent.EmailId, StringComparison.Ordinal))
            && (Condition is null || Condition(gwsEvent));
    }

    private static bool FitsOne(IReadOnlyCollection<string> wanted, string? value)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        foreach (var name in wanted)
        {
            if (string.Equals(name, value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => "event filter";
}
