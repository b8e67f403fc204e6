using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>The operations on a list as such: AddRecord, and DoNotCallRecord by phone number.</summary>
internal sealed class ListOperations
{
    private readonly OutboundContactServer _server;
    private readonly PreviewOperations _preview;

    public ListOperations(OutboundContactServer server, PreviewOperations preview)
    {
        _server = server;
        _preview = preview;
    }

    public static void MarkDoNotCall(OutboundRecord record)
    {
        record.Status = RecordStatus.Updated;
        record.Type = RecordType.NoCall;
        record.CallResult = CallResults.DoNotCall;
    }

    public void Add(OutboundRequest request)
    {
        if (!TryList(request, request.Text("callingList"), out var list))
        {
            return;
        }

        var chainId = request.Has("chainId") ? (long)request.Body["chainId"]! : list.NextChainId;
        var chain = list.GetOrAddChain(chainId);
        var record = new OutboundRecord
        {
            ChainNumber = chain.Records.Count == 0 ? 0 : chain.Records.Max(r => r.ChainNumber) + 1,
            Phone = request.Text("phoneNumber")!,
            PhoneType = PhoneTypes.Parse(request.Text("phoneType"))!.Value,
            TimeZone = request.Text("timeZone")!,
            From = (int)request.Body["from"]!,
            Until = (int)request.Body["until"]!,
            Fields = request.Body["otherFields"] is JObject fields ? (JObject)fields.DeepClone() : [],
            Status = chain.Holder is null ? RecordStatus.Ready : RecordStatus.Retrieved,
        };
        _server.Register(record, chain);
        var waits = chain.Holder is null && chain.Schedule is null;
        if (waits)
        {
            list.AddWaiting(chain);
        }

        _server.Note(record, request.Operation, request.Agent.UserName, null, request.ReferenceText);
        _server.Messages.Acknowledge(request, "AddRecordAcknowledge", record, list.Name, withChain: true);
        if (waits)
        {
            _preview.PushToIdle(list);
        }
    }

    /// <summary>Marks every open record with the number, in one list or in all of the campaign's, that no agent holds.</summary>
    public void DoNotCallByNumber(OutboundRequest request)
    {
        var listName = request.Text("callingList");
        CallingList? only = null;
        if (listName is not null && !TryList(request, listName, out only))
        {
            return;
        }

        if (!TryCampaign(request, listName, out var campaign))
        {
            return;
        }

        var allChain = string.Equals(request.Text("chainAttribute"), "AllChain", StringComparison.OrdinalIgnoreCase);
        var phone = request.Text("phoneNumber");
        var returned = new HashSet<CallingList>();
        foreach (var list in campaign.Lists.Where(l => only is null || ReferenceEquals(l, only)))
        {
            var chains = list.Chains
                .Where(c => c.Holder is null && c.Records.Exists(r => r.IsOpen && r.Phone == phone)).ToArray();
            foreach (var chain in chains)
            {
                list.RemoveWaiting(chain);
                foreach (var record in chain.Records.Where(r => r.IsOpen && (allChain || r.Phone == phone)).ToArray())
                {
                    MarkDoNotCall(record);
                    _server.Note(record, request.Operation, request.Agent.UserName, "by number", request.ReferenceText);
                }

                if (_server.Release(chain))
                {
                    returned.Add(list);
                }
            }
        }

        _server.Messages.Acknowledge(request, "DoNotCallAcknowledge", null, listName);
        foreach (var list in returned)
        {
            // The rest of a chain whose callback has ended waits for an agent now.
            _preview.PushToIdle(list);
        }
    }

    private bool TryList(OutboundRequest request, string? name, out CallingList list)
    {
        list = _server.FindList(name)!;
        if (!TryCampaign(request, name, out var campaign))
        {
            return false;
        }

        if (list is not null && campaign.Lists.Contains(list))
        {
            return true;
        }

        _server.Messages.SendError(request, OutboundErrors.WrongList, null, name);
        return false;
    }

    private bool TryCampaign(OutboundRequest request, string? listName, out Campaign campaign)
    {
        var found = _server.FindCampaign(request.CampaignName);
        var error = found is null ? OutboundErrors.CampaignUnknown
            : found.ApplicationId != request.ApplicationId ? OutboundErrors.WrongApplication
            : null;
        campaign = found!;
        if (error is not null)
        {
            _server.Messages.SendError(request, error, null, listName);
        }

        return error is null;
    }
}
