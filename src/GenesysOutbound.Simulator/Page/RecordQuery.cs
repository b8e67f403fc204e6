using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Page;

/// <summary>A page of chains, filtered and sorted here: a browser is not given 100,000 records.</summary>
internal sealed class RecordQuery
{
    private const int MaxPage = 200;

    private readonly ContactCenter _center;

    public RecordQuery(ContactCenter center) => _center = center;

    /// <exception cref="ArgumentException">A parameter has a value that is not allowed.</exception>
    public JObject Find(QueryString query)
    {
        var offset = query.Number("offset", 0, int.MaxValue - MaxPage);
        var limit = query.Number("limit", 50, MaxPage);
        var filter = Filter(query);
        var key = query.Text("sort") is string sort ? SortKey(sort) : null;
        var descending = query.Flag("descending");
        return _center.Read(() =>
        {
            var (total, page) = key is null && !descending
                ? InOrder(Chains(query), filter, offset, limit)
                : Sorted(Chains(query), filter, key ?? (chain => chain.Records[0].Handle), descending, offset, limit);
            return new JObject
            {
                ["total"] = total,
                ["offset"] = offset,
                ["version"] = _center.Outbound.RecordVersion,
                ["chains"] = new JArray(page.Select(ToJson)),
            };
        });
    }

    /// <summary>One record with its fields and its whole history; null when there is none.</summary>
    public JObject? Detail(string handle) => _center.Read(() =>
    {
        if (_center.Outbound.FindRecord(handle) is not OutboundRecord record)
        {
            return null;
        }

        var json = ToJson(record);
        json["callingList"] = record.Chain.List.Name;
        json["chainId"] = record.Chain.Id;
        json["from"] = record.From;
        json["until"] = record.Until;
        json["timeZone"] = record.TimeZone;
        json["timeZoneOffset"] = record.TimeZoneOffset;
        json["rejectedBy"] = new JArray(record.Chain.RejectedBy.Cast<object>().ToArray());
        json["fields"] = record.Fields.DeepClone();
        json["history"] = JsonSettings.Write(record.History);
        return json;
    });

    private static (int Total, List<RecordChain> Page) InOrder(
        IEnumerable<RecordChain> chains, Func<RecordChain, bool>? filter, int offset, int limit)
    {
        var page = new List<RecordChain>(limit);
        var total = 0;
        foreach (var chain in filter is null ? chains : chains.Where(filter))
        {
            if (total >= offset && page.Count < limit)
            {
                page.Add(chain);
            }

            total++;
        }

        return (total, page);
    }

    private static (int Total, List<RecordChain> Page) Sorted(
        IEnumerable<RecordChain> chains,
        Func<RecordChain, bool>? filter,
        Func<RecordChain, IComparable> key,
        bool descending,
        int offset,
        int limit)
    {
        // Only the chains up to the end of the page are kept in order: to sort all of them would hold the lock for too long.
        var first = new SortedSet<SortEntry>(descending ? SortEntry.Descending : SortEntry.Ascending);
        var last = default(SortEntry);
        var total = 0;
        foreach (var chain in filter is null ? chains : chains.Where(filter))
        {
            total++;
            var entry = new SortEntry(key(chain), chain);
            if (first.Count == offset + limit)
            {
                if (first.Count == 0 || first.Comparer.Compare(entry, last) >= 0)
                {
                    continue;
                }

                first.Remove(last);
            }

            first.Add(entry);
            last = first.Max;
        }

        return (total, first.Skip(offset).Select(e => e.Chain).ToList());
    }

    /// <exception cref="ArgumentException">There is no such column.</exception>
    private static Func<RecordChain, IComparable> SortKey(string sort) => sort switch
    {
        "handle" => chain => chain.Records[0].Handle,
        "chain" => chain => chain.Id,
        "phone" => chain => new OrdinalText(chain.Records[0].Phone),
        "status" => chain => (int)chain.Records[0].Status,
        "result" => chain => chain.Records[0].CallResult,
        "attempts" => chain => chain.Records.Max(r => r.Attempts),
        "agent" => chain => new OrdinalText(chain.Holder ?? "\uffff"),
        "callback" => chain => chain.Schedule?.At.UtcTicks ?? long.MaxValue,
        _ => throw new ArgumentException($"'sort' is '{sort}'; records cannot be sorted by that."),
    };

    private static Func<RecordChain, bool>? Filter(QueryString query)
    {
        var status = query.Text("status");
        var agent = query.Text("agent");
        var text = query.Text("search");
        var callback = query.Flag("callback");
        var touched = query.Flag("touched");
        if (status is null && agent is null && text is null && !callback && !touched)
        {
            return null;
        }

        var wanted = status is null ? (RecordStatus?)null
            : Enum.TryParse<RecordStatus>(status, out var known) ? known
            : throw new ArgumentException($"'status' is '{status}'; there is no such status.");
        return chain => (!callback || chain.Schedule is not null)
            && (agent is null || chain.Holder == agent)
            && (wanted is null || chain.Records.Exists(r => r.Status == wanted))
            && (!touched || chain.Records.Exists(r => r.History.Count > 0))
            && (text is null || chain.Records.Exists(r => Matches(r, text)));
    }

    private static bool Matches(OutboundRecord record, string text)
        => record.Phone.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0
            || record.Handle.ToString(CultureInfo.InvariantCulture) == text;

    private static JObject ToJson(RecordChain chain) => new()
    {
        ["callingList"] = chain.List.Name,
        ["chainId"] = chain.Id,
        ["agent"] = chain.Holder,
        ["callback"] = chain.Schedule?.At.ToUnixTimeMilliseconds(),
        ["callbackAgent"] = chain.Schedule?.Agent,
        ["records"] = new JArray(chain.Records.Select(ToJson)),
    };

    private static JObject ToJson(OutboundRecord record) => new()
    {
        ["handle"] = record.Handle,
        ["phone"] = record.Phone,
        ["phoneType"] = PhoneTypes.NameOf(record.PhoneType),
        ["status"] = record.Status.ToString(),
        ["recordType"] = record.Type.ToString(),
        ["result"] = CallResults.NameOf(record.CallResult),
        ["attempts"] = record.Attempts,
        ["agent"] = record.IsOpen ? record.Chain.Holder : null,
        ["offered"] = ReferenceEquals(record.Chain.Offered, record),
        ["callback"] = ReferenceEquals(record.Chain.Schedule?.Record, record)
            ? record.Chain.Schedule.At.ToUnixTimeMilliseconds()
            : null,
        ["events"] = record.History.Count,
    };

    private IEnumerable<RecordChain> Chains(QueryString query)
    {
        IEnumerable<CallingList> lists = query.Text("list") is string name
            ? _center.Outbound.Lists.Where(l => l.Name == name)
            : _center.Outbound.Lists;
        return lists.SelectMany(l => l.Chains).Where(c => c.Records.Count > 0);
    }
}
