using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>What a message means to the books, in the domain's terms. The wire's names for it are the binding's business.</summary>
internal enum NotificationKind
{
    /// <summary>Nothing that the books follow.</summary>
    Other,

    /// <summary>A record for preview, asked for or pushed.</summary>
    RecordOffered,

    /// <summary>A record whose callback is due.</summary>
    RecordScheduled,

    /// <summary>A member of a chain.</summary>
    RecordChained,

    /// <summary>The end of a chain's list.</summary>
    ChainEnd,

    /// <summary>News of a record without a change of its state.</summary>
    RecordChanged,
    RecordUpdated,
    RecordRescheduled,
    RecordCompleted,
    RecordDoNotCall,
    RecordRejected,
    RecordCancelled,
    RecordWithdrawn,
    RecordAdded,

    /// <summary>There is no record to be had.</summary>
    NoRecords,

    /// <summary>A request about a record or campaign failed.</summary>
    OutboundError,

    /// <summary>News of a campaign.</summary>
    CampaignChanged,
    PreviewSessionStarted,
    PreviewSessionEnded,

    /// <summary>News of a call, an e-mail, devices.</summary>
    CallChanged,
    EmailChanged,
    DeviceChanged,

    /// <summary>The telephony server's raw twin of an outbound message.</summary>
    RawUserEvent,
}

/// <summary>What a message or the caller says about a record. Null means: says nothing.</summary>
internal sealed class RecordUpdate
{
    public string? Handle { get; init; }

    /// <summary>Another name of the record, which later messages may use in place of the handle.</summary>
    public string? Alias { get; init; }

    public string? CampaignName { get; init; }

    public string? CallingList { get; init; }

    public long? ApplicationId { get; init; }

    public string? DevicePath { get; init; }

    public long? ChainId { get; init; }

    public string? Phone { get; init; }

    public int? PhoneType { get; init; }

    public int? CallResult { get; init; }

    public long? Attempts { get; init; }

    public string? TimeZone { get; init; }

    public long? TimeZoneOffsetSeconds { get; init; }

    public long? FromSeconds { get; init; }

    public long? UntilSeconds { get; init; }

    public GwsData UserData { get; init; } = GwsData.Empty;
}

/// <summary>What a message says about a campaign. Null means: says nothing.</summary>
internal sealed class CampaignUpdate
{
    public string Name { get; init; } = string.Empty;

    public string? Description { get; init; }

    public string? DialingMode { get; init; }

    public string? GroupName { get; init; }

    public string? State { get; init; }

    public long? ApplicationId { get; init; }

    public string? DevicePath { get; init; }

    public GwsData Data { get; init; } = GwsData.Empty;
}

/// <summary>A message, understood.</summary>
internal sealed class ParsedNotification
{
    public NotificationKind Kind { get; init; }

    public RecordUpdate? Record { get; init; }

    public CampaignUpdate? Campaign { get; init; }

    public GwsCall? Call { get; init; }

    public GwsEmail? Email { get; init; }

    public IReadOnlyList<GwsDevice> Devices { get; init; } = [];
}
