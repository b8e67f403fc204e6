using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Facts;
using static GenesysOutbound.Client.Facts.FactNeed;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>The chain of a record, and giving it back.</summary>
internal static class RecordFacts
{
    private static readonly string[] Identity = ["devicePath", "callingList", "applicationId", "recordHandle", "campaignName"];

    private static readonly string[] RawPairs =
        ["GSW_APPLICATION_ID", "GSW_RECORD_HANDLE", "GSW_USER_EVENT", "GSW_CALLING_LIST", "GSW_CAMPAIGN_NAME"];

    public static IReadOnlyList<FactProbe> Probes { get; } =
    [
        new("outbound.chain.end", Record, "doc", "GetChainedRecord is answered by ChainedRecordsDataEnd.",
            "OutboundRecordMessage with notificationType ChainedRecordsDataEnd", "Get-GwsChainedRecord waits in vain.", End),
        new("outbound.chain.id", Record, "doc", "The raw event of the end mark has the number of the chain.", "GSW_CHAIN_ID",
            "None: the records themselves carry it too.", Id),
        new("outbound.chain.records", Record, "inferred", "The other records of a chain come before the end mark.",
            "ChainedRecord with the reference id, before ChainedRecordsDataEnd", "Get-GwsChainedRecord misses records.", Records),
        new("outbound.reject.message", Record, "doc", "RejectRecord is answered by RecordRejectAcknowledge.",
            "record with devicePath, callingList, applicationId, recordHandle, campaignName",
            "Invoke-GwsRejectRecord ends with an unknown outcome.", Rejected),
        new("outbound.reject.raw", Record, "doc", "The acknowledgement has a raw twin.",
            "GSW_APPLICATION_ID, GSW_RECORD_HANDLE, GSW_USER_EVENT, GSW_CALLING_LIST, GSW_CAMPAIGN_NAME",
            "None: the other message is enough.", RejectedRaw),
    ];

    private static Finding? End(ServerEvidence evidence)
    {
        if (OutboundMessage.Of(evidence, NotificationTypes.ChainedRecordsDataEnd).Any())
        {
            return Finding.Confirmed($"ChainedRecordsDataEnd");
        }

        return evidence.Step("GetChainedRecord") is null ? null
            : Finding.Differs($"no such message among {OutboundMessage.Answers(evidence, "GetChainedRecord").Count} answers");
    }

    private static Finding? Id(ServerEvidence evidence)
    {
        var raw = OutboundMessage.RawOf(evidence, NotificationTypes.ChainedRecordsDataEnd).FirstOrDefault();
        return raw?.Data.Object("userData") is { } pairs
            ? Finding.Of(pairs.ContainsKey("GSW_CHAIN_ID"), $"{WireValue.Names(pairs.Keys)}") : null;
    }

    private static Finding? Records(ServerEvidence evidence)
    {
        var events = evidence.Of(V2Constants.OutboundRecordMessage).ToList();
        var end = events.FindIndex(message => OutboundMessage.EventOf(message) == NotificationTypes.ChainedRecordsDataEnd);
        var records = events.Where(message => OutboundMessage.EventOf(message) == NotificationTypes.ChainedRecord).ToList();
        if (records.Count == 0 || end < 0)
        {
            return null;
        }

        var reference = events[end].Data.Text("referenceId");
        var inOrder = events.IndexOf(records[0]) < end;
        var answered = records.Count(record => record.Data.Text("referenceId") == reference);
        return Finding.Of(inOrder && reference is not null && records[0].Data.Text("referenceId") == reference,
            $"{records.Count} records, {answered} with the reference id, {(inOrder ? "before" : "after")} the end mark");
    }

    private static Finding? Rejected(ServerEvidence evidence)
    {
        if (OutboundMessage.Of(evidence, NotificationTypes.RecordRejectAcknowledge).FirstOrDefault() is { } message)
        {
            var record = message.Data.Object("record");
            return Finding.Of(record is not null && Identity.All(record.ContainsKey),
                $"record with {WireValue.Names(record?.Keys ?? [])}");
        }

        return evidence.Step("RejectRecord") is null ? null
            : Finding.Differs($"no such message among {OutboundMessage.Answers(evidence, "RejectRecord").Count} answers");
    }

    private static Finding? RejectedRaw(ServerEvidence evidence)
    {
        var raw = OutboundMessage.RawOf(evidence, NotificationTypes.RecordRejectAcknowledge).FirstOrDefault();
        return raw?.Data.Object("userData") is { } pairs
            ? Finding.Of(RawPairs.All(pairs.ContainsKey), $"{WireValue.Names(pairs.Keys)}")
            : OutboundMessage.Of(evidence, NotificationTypes.RecordRejectAcknowledge).Any()
                ? Finding.Differs($"no raw event came") : null;
    }
}
