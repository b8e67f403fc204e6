namespace GenesysOutbound.Client;

/// <summary>
/// What a message means to the stores, in the domain's terms. The wire's names for it are the binding's business.
/// </summary>
internal enum NotificationKind
{
    /// <summary>Nothing that the stores follow.</summary>
    Other,

    /// <summary>A record for preview, asked for or pushed.</summary>
    RecordOffered,

    /// <summary>A record whose callback is due.</summary>
    RecordScheduled,

    /// <summary>A member of a chain.</summary>
    RecordChained,

    /// <summary>The end of a chain's list.</summary>
    ChainEnd,

    /// <summary>A record changed, its state did not.</summary>
    RecordChanged,
    RecordUpdated,
    RecordRescheduled,
    RecordCompleted,
    RecordDoNotCall,
    RecordRejected,
    RecordCancelled,
    RecordWithdrawn,
    RecordAdded,

    /// <summary>No record is available.</summary>
    NoRecords,

    /// <summary>A request about a record or campaign failed.</summary>
    OutboundError,

    /// <summary>A campaign changed.</summary>
    CampaignChanged,
    PreviewSessionStarted,
    PreviewSessionEnded,

    /// <summary>A call, an e-mail or the devices changed.</summary>
    CallChanged,
    EmailChanged,
    DeviceChanged,

    /// <summary>The telephony server's raw duplicate of an outbound message.</summary>
    RawUserEvent,
}
