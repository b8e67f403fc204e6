using System;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// How the outbound operations look on the wire. The operations and the domain know only this; another version of the API is another
/// implementation, with a reader of its own that speaks <see cref="NotificationKind"/>.
/// </summary>
internal interface IOutboundWire
{
    WireRequest StartPreviewSession(CampaignTarget campaign, string referenceId);

    WireRequest EndPreviewSession(CampaignTarget campaign, string referenceId);

    WireRequest GetPreviewRecord(CampaignTarget campaign, string referenceId);

    WireRequest RejectRecord(RecordTarget record, string referenceId);

    WireRequest CancelRecord(RecordTarget record, GwsChainScope? scope, string referenceId);

    WireRequest GetChainedRecord(RecordTarget record, string referenceId);

    WireRequest CompleteRecord(RecordTarget record, GwsCallResult? callResult, string? phoneNumber, string referenceId);

    WireRequest UpdateRecord(RecordTarget record, GwsData fields, string referenceId);

    WireRequest RescheduleRecord(RecordTarget record, DateTimeOffset at, GwsCallbackType callbackType, string referenceId);

    WireRequest DoNotCallRecord(RecordTarget record, GwsChainScope? scope, string? phoneNumber, string referenceId);

    WireRequest DoNotCallNumber(CampaignTarget campaign, string phoneNumber, string? callingList, GwsChainScope? scope, string referenceId);

    WireRequest AddRecord(CampaignTarget campaign, GwsNewRecord record, string referenceId);
}
