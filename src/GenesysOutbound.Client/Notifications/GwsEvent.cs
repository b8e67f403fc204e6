using System;
using System.Collections.Generic;
using System.Text;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>
/// One event of the session's log: a notification of the server, or a gap in which notifications may have been lost.
/// </summary>
public sealed class GwsEvent
{
    /// <summary>The notification type of the last event of a session that was lost. <see cref="Error"/> says why.</summary>
    public const string SessionLostType = "SessionLost";

    /// <summary>
    /// The notification type of the event that says that a store is full and forgets its oldest items. <see cref="Error"/> says
    /// which.
    /// </summary>
    public const string StoreLimitType = "StoreLimit";

    private GwsData? _data;

    /// <summary>The place in the session's log, from 1. Without holes.</summary>
    public long Sequence { get; internal set; }

    /// <summary>When the event reached this machine.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The channel, for example <c>/v2/me/outbound</c>; empty for a gap.</summary>
    public string Channel { get; init; } = string.Empty;

    /// <summary>The category of the message, for example <c>OutboundRecordMessage</c>.</summary>
    public string? MessageType { get; init; }

    /// <summary>What happened, for example <c>RecordRejectAcknowledge</c>.</summary>
    public string? NotificationType { get; init; }

    /// <summary>The reference id as text, also where the wire carries a number; null when the message has none.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The handle of the record that the event is about, as text, or null.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The campaign that the event is about, or null.</summary>
    public string? CampaignName { get; init; }

    /// <summary>The call that the event is about, or null.</summary>
    public string? CallId { get; init; }

    /// <summary>The e-mail that the event is about, or null.</summary>
    public string? EmailId { get; init; }

    /// <summary>The device that the event is about, or null.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The text of an error (<c>GSW_ERROR</c>, or the message's own error text), or null.</summary>
    public string? Error { get; internal set; }

    /// <summary>True when the event reports a failure.</summary>
    public bool IsError { get; init; }

    /// <summary>
    /// The message's data: every member, unknown ones too. Read when it is first asked for.
    /// </summary>
    public GwsData Data
    {
        get => _data ??= Reader?.ReadData(Utf8) ?? GwsData.Empty;
        init => _data = value;
    }

    /// <summary>The record after the event, when the event is about one.</summary>
    public GwsRecord? Record { get; internal set; }

    /// <summary>The call after the event, when the event is about one.</summary>
    public GwsCall? Call { get; internal set; }

    /// <summary>The e-mail after the event, when the event is about one.</summary>
    public GwsEmail? Email { get; internal set; }

    /// <summary>The campaign after the event, when the event is about one.</summary>
    public GwsCampaign? Campaign { get; internal set; }

    /// <summary>The devices, when the event is about devices.</summary>
    public IReadOnlyList<GwsDevice> Devices { get; internal set; } = [];

    /// <summary>True for a gap: events between <see cref="GapFrom"/> and <see cref="GapUntil"/> may have been lost.</summary>
    public bool IsGap { get; init; }

    /// <summary>The start of a gap.</summary>
    public DateTimeOffset? GapFrom { get; init; }

    /// <summary>The end of a gap.</summary>
    public DateTimeOffset? GapUntil { get; init; }

    /// <summary>Why there is a gap.</summary>
    public string? GapReason { get; init; }

    /// <summary>The whole message as it came, JSON.</summary>
    public string Json => Utf8.Count == 0 ? string.Empty : Encoding.UTF8.GetString(Utf8.Array!, Utf8.Offset, Utf8.Count);

    internal ArraySegment<byte> Utf8 { get; init; }

    /// <summary>Reads <see cref="Data"/> from the text when it is first asked for.</summary>
    internal INotificationReader? Reader { get; init; }

    internal NotificationKind Kind { get; init; }

    /// <summary>About how many bytes the log keeps because of it; 0 for an event that was not read from a log.</summary>
    internal int Size { get; set; }

    /// <summary>Makes an event of a message. The stores add what they know after it.</summary>
    internal static GwsEvent Of(string channel, ArraySegment<byte> utf8, DateTimeOffset at, ParsedNotification parsed,
        INotificationReader reader) => new()
    {
        ReceivedAt = at,
        Channel = channel,
        MessageType = parsed.MessageType,
        NotificationType = parsed.NotificationType,
        ReferenceId = parsed.ReferenceId,
        RecordHandle = parsed.RecordHandle,
        CampaignName = parsed.CampaignName,
        CallId = parsed.CallId,
        EmailId = parsed.EmailId,
        DeviceId = parsed.DeviceId,
        Error = parsed.Error,
        IsError = parsed.IsError,
        Devices = parsed.Devices,
        Utf8 = utf8,
        Reader = reader,
        Kind = parsed.Kind,
    };

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(IsGap
        ? "#" + Sequence + " gap: " + GapReason
        : "#" + Sequence + " " + (NotificationType ?? MessageType ?? "message") + " on " + Channel);
}
