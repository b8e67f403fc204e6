using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Common;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The campaigns, lists and records, and the agents who hold them. Used under the contact center's lock. The operations of agents
/// are
/// apart: <see cref="PreviewOperations"/>,
/// <see cref="RecordOperations"/>, <see cref="ListOperations"/>.
/// </summary>
internal sealed class OutboundContactServer
{
    private readonly Dictionary<string, Campaign> _campaigns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallingList> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<long, OutboundRecord> _records = [];
    private readonly Dictionary<string, OutboundRecord> _recordsByGuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<RecordChain>> _held = new(StringComparer.Ordinal);
    private long _lastHandle;
    private long _lastAttempt;
    private long _lastSchedule;

    public OutboundContactServer(OutboundMessages messages, SimulatedClock clock)
    {
        Messages = messages;
        Clock = clock;
    }

    public OutboundMessages Messages { get; }

    public SimulatedClock Clock { get; }

    /// <summary>Whether GetPreviewRecord requires StartPreviewSession first.</summary>
    public bool RequiresPreviewSession { get; set; }

    /// <summary>Whether records are delivered only within their daily window.</summary>
    public bool EnforcesCallingHours { get; set; }

    /// <summary>
    /// Whether <c>GET /me/outbound-campaigns</c> is answered. No document has that resource, so the default is no.
    /// </summary>
    public bool OffersCampaignCollection { get; set; }

    /// <summary>The most chains an agent may hold at once; 0 means any number.</summary>
    public int MaxHeldRecords { get; set; }

    public IEnumerable<Campaign> Campaigns => _campaigns.Values;

    public IEnumerable<CallingList> Lists => _lists.Values;

    public IEnumerable<OutboundRecord> Records => _records.Values;

    /// <summary>Counts the changes of records, for those who show them.</summary>
    public long RecordVersion { get; private set; }

    /// <summary>The callbacks of chains that no agent holds.</summary>
    public CallbackQueue Callbacks { get; private set; } = new();

    /// <summary>Forgets everything, as before a scenario is loaded.</summary>
    public void Clear()
    {
        _campaigns.Clear();
        _lists.Clear();
        _records.Clear();
        _recordsByGuid.Clear();
        _held.Clear();
        Callbacks = new CallbackQueue();
        _lastHandle = 0;
        _lastAttempt = 0;
        _lastSchedule = 0;
        RecordVersion++;
    }

    public void Add(Campaign campaign) => _campaigns.Add(campaign.Name, campaign);

    public void Add(CallingList list) => _lists.Add(list.Name, list);

    public Campaign? FindCampaign(string? name)
        => name is not null && _campaigns.TryGetValue(name, out var campaign) ? campaign : null;

    public CallingList? FindList(string? name) => name is not null && _lists.TryGetValue(name, out var list) ? list : null;

    public OutboundRecord? FindRecord(string id)
        => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var handle)
            ? _records.TryGetValue(handle, out var record) ? record : null
            : _recordsByGuid.TryGetValue(id, out var byGuid) ? byGuid : null;

    public IEnumerable<RecordChain> HeldChains(string agent) => _held.TryGetValue(agent, out var chains) ? chains : [];

    public int HeldBy(string agent) => _held.TryGetValue(agent, out var chains) ? chains.Count : 0;

    /// <summary>Adds a record to its chain and assigns its handle.</summary>
    public void Register(OutboundRecord record, RecordChain chain, long? handle = null)
    {
        RecordVersion++;
        var number = handle is long wanted && !_records.ContainsKey(wanted) ? wanted : _lastHandle + 1;
        _lastHandle = Math.Max(_lastHandle, number);
        record.Handle = number;
        record.Chain = chain;
        chain.List.RecordAdded(record.Status);
        chain.Records.Add(record);
        chain.Records.Sort((a, b) => a.ChainNumber.CompareTo(b.ChainNumber));
        _records.Add(number, record);
        _recordsByGuid[record.Guid] = record;
    }

    /// <summary>The next chain that an agent may have; null when there is none.</summary>
    public RecordChain? NextFor(Campaign campaign, string agent)
    {
        var now = Clock.Now;
        Callbacks.Advance(now);
        if (Callbacks.FirstDueOf(campaign.Lists) is RecordChain due)
        {
            return due;
        }

        foreach (var list in campaign.Lists)
        {
            var skipped = new List<RecordChain>();
            var next = list.Next(agent);
            while (next is not null && EnforcesCallingHours && !IsCallable(next.FirstOpen!, now))
            {
                list.RemoveWaiting(next);
                skipped.Add(next);
                next = list.Next(agent);
            }

            skipped.ForEach(list.AddWaiting);
            if (next is not null)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Assigns a chain to an agent and sends its first record.</summary>
    public OutboundRecord Deliver(
        RecordChain chain, Campaign campaign, Agent agent, string notification, JToken? referenceId,
            OutboundRecord? wanted = null)
    {
        chain.List.RemoveWaiting(chain);
        var record = wanted ?? chain.Schedule?.Record ?? chain.FirstOpen!;
        if (chain.Schedule is not null)
        {
            Callbacks.Remove(chain);
            chain.Schedule = null;
        }

        chain.Holder = agent.UserName;
        chain.Campaign = campaign;
        chain.Offered = record;
        chain.AttemptGuid = "01AJ7BMDBGANF1AABGHAHG5AES" + (++_lastAttempt).ToString("X6", CultureInfo.InvariantCulture);
        foreach (var open in chain.Records.Where(r => r.IsOpen))
        {
            open.Status = RecordStatus.Retrieved;
        }

        if (!_held.TryGetValue(agent.UserName, out var held))
        {
            _held.Add(agent.UserName, held = []);
        }

        held.Add(chain);
        Note(record, "Delivered", agent.UserName, notification, Json.TextOf(referenceId));
        Messages.SendRecord(agent, campaign, record, notification, referenceId);
        return record;
    }

    /// <summary>
    /// Takes a chain back from its agent. Its open records wait for the next agent or for their callback.
    /// </summary>
    /// <returns>Whether the chain waits for an agent: it has an open record and no callback.</returns>
    public bool Release(RecordChain chain)
    {
        // A chain that no agent holds may wait for its callback, which can end here (DoNotCallRecord by number).
        if (chain.Holder is null && chain.Schedule is not null)
        {
            Callbacks.Remove(chain);
        }

        if (chain.Holder is not null && _held.TryGetValue(chain.Holder, out var held))
        {
            held.Remove(chain);
        }

        chain.Holder = null;
        chain.Campaign = null;
        chain.Offered = null;
        var open = false;
        foreach (var record in chain.Records.Where(r => r.IsOpen))
        {
            record.Status = RecordStatus.Ready;
            open = true;
        }

        if (chain.Schedule is { Record.IsOpen: true })
        {
            Callbacks.Add(chain);
            return false;
        }

        chain.Schedule = null;
        if (open)
        {
            chain.List.AddWaiting(chain);
        }

        return open;
    }

    /// <summary>Sets a callback for a chain that an agent holds; it counts once the agent is done with the chain.</summary>
    public void Schedule(OutboundRecord record, DateTimeOffset at, string? agent)
        => record.Chain.Schedule = new RecordSchedule(record, at, agent, record.Chain.Campaign!, ++_lastSchedule);

    /// <summary>Returns the records that an agent holds, as the server does when the agent logs out.</summary>
    /// <returns>The lists with a chain that waits for another agent now.</returns>
    public IReadOnlyCollection<CallingList> ReleaseAll(string agent)
    {
        var lists = new HashSet<CallingList>();
        if (_held.TryGetValue(agent, out var chains))
        {
            foreach (var chain in chains.ToArray())
            {
                Note(chain.Offered!, "Returned", agent, "logged out", null);
                if (Release(chain))
                {
                    lists.Add(chain.List);
                }
            }
        }

        foreach (var campaign in _campaigns.Values)
        {
            campaign.PreviewSessions.Remove(agent);
        }

        return lists;
    }

    public void Note(OutboundRecord record, string what, string? agent, string? detail, string? referenceId)
    {
        RecordVersion++;
        record.History.Add(new SimulatedRecordEvent(Clock.Now, what, agent, detail, referenceId));
    }

    /// <summary>A call that an agent dials with the data of a record counts as an attempt on it.</summary>
    public void NoteDialed(Agent agent, JObject userData)
    {
        var record = userData["GSW_RECORD_HANDLE"] is JValue handle
            ? FindRecord(handle.ToString(CultureInfo.InvariantCulture))
            : null;
        if (record is not null && record.IsOpen && record.Chain.Holder == agent.UserName)
        {
            record.Attempts++;
            Note(record, "Dialed", agent.UserName, null, null);
        }
    }

    private static bool IsCallable(OutboundRecord record, DateTimeOffset now)
    {
        var second = (int)now.ToOffset(TimeSpan.Zero).AddSeconds(record.TimeZoneOffset).TimeOfDay.TotalSeconds;
        return record.From <= record.Until
            ? second >= record.From && second <= record.Until
            : second >= record.From || second <= record.Until;
    }
}
