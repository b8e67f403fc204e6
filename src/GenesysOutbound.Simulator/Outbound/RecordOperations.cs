using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>The operations on a record that an agent holds.</summary>
internal sealed class RecordOperations
{
    private readonly OutboundContactServer _server;
    private readonly PreviewOperations _preview;

    public RecordOperations(OutboundContactServer server, PreviewOperations preview)
    {
        _server = server;
        _preview = preview;
    }

    /// <summary>Back to the pool: the chain waits for another agent.</summary>
    public void Reject(OutboundRequest request)
    {
        if (TryHeld(request, out var record))
        {
            record.Chain.RejectedBy.Add(request.Agent.UserName);
            Finish(request, record, "RecordRejectAcknowledge", null);
        }
    }

    /// <summary>Not processed any more in this campaign: the record, or its whole chain.</summary>
    public void Cancel(OutboundRequest request)
    {
        if (TryHeld(request, out var record))
        {
            foreach (var affected in Scope(request, record))
            {
                affected.Status = RecordStatus.Cancelled;
                affected.CallResult = CallResults.Cancelled;
                NoteOther(request, record, affected);
            }

            Finish(request, record, "RecordCancelAcknowledge", request.Text("chainAttribute"));
        }
    }

    /// <summary>
    /// Done: the record is closed with its result, the rest of the chain with it. A record with a callback, this one or another
    /// of the chain, waits for that.
    /// </summary>
    public void Complete(OutboundRequest request)
    {
        if (!TryHeld(request, out var record))
        {
            return;
        }

        record.CallResult = CallResults.Parse(request.Body["callResult"]) ?? record.CallResult;
        var calledBack = record.Chain.Schedule?.Record;
        if (!ReferenceEquals(calledBack, record))
        {
            // The callback was acknowledged: it must not end with another record of the chain.
            foreach (var affected in record.Chain.Records.Where(r => r.IsOpen && !ReferenceEquals(r, calledBack)))
            {
                affected.Status = ReferenceEquals(affected, record) ? RecordStatus.Updated : RecordStatus.ChainUpdated;
                NoteOther(request, record, affected);
            }
        }

        Finish(request, record, "RecordProcessedAcknowledge", FormattableString.Invariant($"callResult {record.CallResult}"));
    }

    /// <summary>Never to be called again: it finishes the record.</summary>
    public void DoNotCall(OutboundRequest request)
    {
        if (TryHeld(request, out var record))
        {
            foreach (var affected in Scope(request, record))
            {
                ListOperations.MarkDoNotCall(affected);
                NoteOther(request, record, affected);
            }

            Finish(request, record, "DoNotCallAcknowledge", request.Text("chainAttribute"));
        }
    }

    /// <summary>Changes the fields of the record; the agent keeps it.</summary>
    public void Update(OutboundRequest request)
    {
        if (!TryHeld(request, out var record))
        {
            return;
        }

        var changed = new List<string>();
        Change(request, changed, "phoneNumber", v => record.Phone = (string)v!);
        Change(request, changed, "phoneType", v => record.PhoneType = PhoneTypes.Parse((string?)v)!.Value);
        Change(request, changed, "timeZone", v => record.TimeZone = (string)v!);
        Change(request, changed, "from", v => record.From = (int)v);
        Change(request, changed, "until", v => record.Until = (int)v);
        Change(request, changed, "callResult", v => record.CallResult = CallResults.Parse(v)!.Value);
        if (request.Body["otherFields"] is JObject fields)
        {
            foreach (var field in fields.Properties())
            {
                record.Fields[field.Name] = field.Value.DeepClone();
                changed.Add(field.Name);
            }
        }

        _server.Note(record, request.Operation, request.Agent.UserName, string.Join(", ", changed), request.ReferenceText);
        _server.Messages.Acknowledge(request, "UpdateCallCompletionStatsAcknowledge", record, record.Chain.List.Name);
    }

    /// <summary>Sets a callback; it counts from the moment when the agent is done with the record.</summary>
    public void Reschedule(OutboundRequest request)
    {
        if (!TryHeld(request, out var record))
        {
            return;
        }

        var at = DateTimeOffset.FromUnixTimeSeconds((long)request.Body["timestamp"]!);
        if (at <= _server.Clock.Now)
        {
            _server.Messages.SendError(request, OutboundErrors.InThePast, record, record.Chain.List.Name);
            return;
        }

        var personal = string.Equals(request.Text("callbackType"), "Personal", StringComparison.OrdinalIgnoreCase);
        record.Type = personal ? RecordType.PersonalRescheduled : RecordType.CampaignRescheduled;
        _server.Schedule(record, at, personal ? request.Agent.UserName : null);
        _server.Note(record, request.Operation, request.Agent.UserName,
            FormattableString.Invariant($"{request.Text("callbackType")} {at:u}"), request.ReferenceText);
        _server.Messages.Acknowledge(request, "ScheduledRecordRescheduleAcknowledge", record, record.Chain.List.Name);
    }

    /// <summary>The other records of the chain, one message each, then the end mark.</summary>
    public void GetChained(OutboundRequest request)
    {
        if (!TryHeld(request, out var record))
        {
            return;
        }

        foreach (var other in record.Chain.Records.Where(r => r.IsOpen && !ReferenceEquals(r, record)))
        {
            _server.Messages.SendRecord(request.Agent, record.Chain.Campaign!, other, "ChainedRecord", request.ReferenceId);
        }

        _server.Note(record, request.Operation, request.Agent.UserName, null, request.ReferenceText);
        _server.Messages.Acknowledge(request, "ChainedRecordsDataEnd", record, record.Chain.List.Name, withChain: true);
    }

    private static void Change(OutboundRequest request, List<string> changed, string name, Action<JToken> apply)
    {
        if (request.Has(name))
        {
            apply(request.Body[name]!);
            changed.Add(name);
        }
    }

    private static OutboundRecord[] Scope(OutboundRequest request, OutboundRecord record)
        => string.Equals(request.Text("chainAttribute"), "AllChain", StringComparison.OrdinalIgnoreCase)
            ? record.Chain.Records.Where(r => r.IsOpen).ToArray()
            : [record];

    private void NoteOther(OutboundRequest request, OutboundRecord record, OutboundRecord other)
    {
        if (!ReferenceEquals(record, other))
        {
            _server.Note(other, request.Operation, request.Agent.UserName,
                FormattableString.Invariant($"with #{record.Handle}"), request.ReferenceText);
        }
    }

    private void Finish(OutboundRequest request, OutboundRecord record, string notification, string? detail)
    {
        var campaign = record.Chain.Campaign!;
        _server.Note(record, request.Operation, request.Agent.UserName, detail, request.ReferenceText);
        _server.Messages.Acknowledge(request, notification, record, record.Chain.List.Name);
        if (_server.Release(record.Chain))
        {
            // Agents without a record come before the one who gave this one back.
            _preview.PushToIdle(record.Chain.List, except: request.Agent.UserName);
        }

        _preview.PushTo(request.Agent, campaign);
    }

    private bool TryHeld(OutboundRequest request, out OutboundRecord record)
    {
        var found = _server.FindRecord(request.RecordId);
        var error = FindError(request, found);
        record = found!;
        if (error is not null)
        {
            _server.Messages.SendError(request, error, found, found?.Chain.List.Name ?? request.Text("callingList"));
        }

        return error is null;
    }

    private string? FindError(OutboundRequest request, OutboundRecord? record)
    {
        var campaign = _server.FindCampaign(request.CampaignName);
        return campaign is null ? OutboundErrors.CampaignUnknown
            : campaign.ApplicationId != request.ApplicationId ? OutboundErrors.WrongApplication
            : record is null ? OutboundErrors.HandleUnknown
            : !record.IsOpen ? OutboundErrors.RecordDone
            : record.Chain.Holder is null ? OutboundErrors.NotHeld
            : record.Chain.Holder != request.Agent.UserName ? OutboundErrors.ForeignRecord
            : !ReferenceEquals(record.Chain.Campaign, campaign) ? OutboundErrors.WrongCampaign
            : request.Text("callingList") is string list && list != record.Chain.List.Name ? OutboundErrors.WrongList
            : null;
    }
}
