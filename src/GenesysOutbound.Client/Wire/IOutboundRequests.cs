using System;

namespace GenesysOutbound.Client.Wire;

/// <summary>How the outbound operations look on the wire.</summary>
internal interface IOutboundRequests
{
    WireRequest StartPreviewSession(ResolvedCampaign campaign, string referenceId);

    WireRequest EndPreviewSession(ResolvedCampaign campaign, string referenceId);

    WireRequest GetPreviewRecord(ResolvedCampaign campaign, string referenceId);

    WireRequest RejectRecord(ResolvedRecord record, string referenceId);

    WireRequest CancelRecord(ResolvedRecord record, GwsChainScope? scope, string referenceId);

    WireRequest GetChainedRecord(ResolvedRecord record, string referenceId);

    WireRequest CompleteRecord(ResolvedRecord record, GwsCallResult? callResult, string? phoneNumber, string referenceId);

    WireRequest UpdateRecord(ResolvedRecord record, GwsData fields, string referenceId);

    WireRequest RescheduleRecord(ResolvedRecord record, DateTimeOffset at, GwsCallbackType callbackType, string referenceId);

    WireRequest DoNotCallRecord(ResolvedRecord record, GwsChainScope? scope, string? phoneNumber, string referenceId);

    WireRequest DoNotCallNumber(ResolvedCampaign campaign, string phoneNumber, string? callingList, GwsChainScope? scope,
        string referenceId);

    WireRequest AddRecord(ResolvedCampaign campaign, GwsNewRecord record, string referenceId);
}
