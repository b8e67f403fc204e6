using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Simulator.World;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>
/// The campaigns, lists and records, and who holds what. Used under the contact center's lock. The operations of agents are apart: <see cref="PreviewOperations"/>,
/// <see cref="RecordOperations"/>, <see cref="ListOperations"/>.
/// </summary>
internal sealed class OutboundContactServer
{
    private readonly Dictionary<string, Campaign> _campaigns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallingList> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<long, OutboundRecord> _records = [];
    private readonly Dictionary<string, OutboundRecord> _recordsByGuid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<RecordChain>> _held = new(StringComparer.Ordinal);
    private readonly List<RecordChain> _scheduled = [];
    private long _lastHandle;
    private long _lastAttempt;

    public OutboundContactServer(OutboundMessages messages, SimulatedClock clock)
    {
        Messages = messages;
        Clock = clock;
    }

    public OutboundMessages Messages { get; }

    public SimulatedClock Clock { get; }

    /// <summary>Whether GetPreviewRecord wants StartPreviewSession first.</summary>
    public bool RequiresPreviewSession { get; set; }

    /// <summary>Whether records are handed out only within their daily window.</summary>
    public bool EnforcesCallingHours { get; set; }

    /// <summary>The most chains an agent may hold at once; 0 means any number.</summary>
    public int MaxHeldRecords { get; set; }

    public IEnumerable<Campaign> Campaigns => _campaigns.Values;

    public IEnumerable<OutboundRecord> Records => _records.Values;

    public IReadOnlyList<RecordChain> Scheduled => _scheduled;

    /// <summary>Whether the time of the next callback may have changed; who looks after it takes the word back.</summary>
    public bool ScheduleChanged { get; set; }

    public void Add(Campaign campaign) => _campaigns.Add(campaign.Name, campaign);

    public void Add(CallingList list) => _lists.Add(list.Name, list);

    public Campaign? FindCampaign(string? name) => name is not null && _campaigns.TryGetValue(name, out var campaign) ? campaign : null;

    public CallingList? FindList(string? name) => name is not null && _lists.TryGetValue(name, out var list) ? list : null;

    public OutboundRecord? FindRecord(string id)
        => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var handle)
            ? _records.TryGetValue(handle, out var record) ? record : null
            : _recordsByGuid.TryGetValue(id, out var byGuid) ? byGuid : null;

    public IEnumerable<RecordChain> HeldChains(string agent) => _held.TryGetValue(agent, out var chains) ? chains : [];

    public int HeldBy(string agent) => _held.TryGetValue(agent, out var chains) ? chains.Count : 0;

    /// <summary>Gives a record its handle and its place in its chain.</summary>
    public void Register(OutboundRecord record, RecordChain chain, long? handle = null)
    {
        var number = handle is long wanted && !_records.ContainsKey(wanted) ? wanted : _lastHandle + 1;
        _lastHandle = Math.Max(_lastHandle, number);
        record.Handle = number;
        record.Chain = chain;
        chain.Records.Add(record);
        chain.Records.Sort((a, b) => a.ChainNumber.CompareTo(b.ChainNumber));
        _records.Add(number, record);
        _recordsByGuid[record.Guid] = record;
    }

    /// <summary>Takes the next chain that an agent may have; null when there is none.</summary>
    public RecordChain? NextFor(Campaign campaign, string agent)
    {
        var now = Clock.Now;
        var due = _scheduled
            .Where(c => c.Schedule!.At <= now && c.Holder is null && c.Schedule.Agent is null && campaign.Lists.Contains(c.List))
            .OrderBy(c => c.Schedule!.At).FirstOrDefault();
        if (due is not null)
        {
            return due;
        }

        foreach (var list in campaign.Lists)
        {
            var skipped = new List<RecordChain>();
            var next = list.Next(agent);
            while (next is not null && EnforcesCallingHours && !IsCallable(next.FirstOpen!, now))
            {
                list.StopWaiting(next);
                skipped.Add(next);
                next = list.Next(agent);
            }

            skipped.ForEach(list.Wait);
            if (next is not null)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Hands a chain to an agent and sends its first record.</summary>
    public OutboundRecord HandOut(RecordChain chain, Campaign campaign, Agent agent, string notification, JToken? referenceId)
    {
        chain.List.StopWaiting(chain);
        var record = chain.Schedule?.Record ?? chain.FirstOpen!;
        if (chain.Schedule is not null)
        {
            _scheduled.Remove(chain);
            chain.Schedule = null;
            ScheduleChanged = true;
        }

        chain.Holder = agent.UserName;
        chain.Campaign = campaign;
        chain.Offered = record;
        chain.AttemptGuid = "01AJ7BMDBGANF1AABGHAHG5AES" + (++_lastAttempt).ToString("X6", CultureInfo.InvariantCulture);
        foreach (var one in chain.Records.Where(r => r.IsOpen))
        {
            one.Status = RecordStatus.Retrieved;
        }

        if (!_held.TryGetValue(agent.UserName, out var held))
        {
            _held.Add(agent.UserName, held = []);
        }

        held.Add(chain);
        Note(record, "Delivered", agent.UserName, notification, (string?)referenceId);
        Messages.SendRecord(agent, campaign, record, notification, referenceId);
        return record;
    }

    /// <summary>Takes a chain out of an agent's hands; what is open in it waits again, or for its callback, or is closed.</summary>
    public void Release(RecordChain chain)
    {
        if (chain.Holder is not null && _held.TryGetValue(chain.Holder, out var held))
        {
            held.Remove(chain);
        }

        chain.Holder = null;
        chain.Campaign = null;
        chain.Offered = null;
        ScheduleChanged |= chain.Schedule is not null;
        var open = false;
        foreach (var record in chain.Records.Where(r => r.IsOpen))
        {
            record.Status = RecordStatus.Ready;
            open = true;
        }

        if (chain.Schedule is not null && !chain.Schedule.Record.IsOpen)
        {
            _scheduled.Remove(chain);
            chain.Schedule = null;
        }

        if (open && chain.Schedule is null)
        {
            chain.List.Wait(chain);
        }
    }

    public void Schedule(RecordChain chain, RecordSchedule schedule)
    {
        if (chain.Schedule is null)
        {
            _scheduled.Add(chain);
        }

        chain.List.StopWaiting(chain);
        chain.Schedule = schedule;
        ScheduleChanged = true;
    }

    /// <summary>Gives back what an agent holds, as the server does when the agent logs out.</summary>
    public void ReleaseAll(string agent)
    {
        if (_held.TryGetValue(agent, out var chains))
        {
            foreach (var chain in chains.ToArray())
            {
                Note(chain.Offered!, "Returned", agent, "logged out", null);
                Release(chain);
            }
        }

        foreach (var campaign in _campaigns.Values)
        {
            campaign.PreviewSessions.Remove(agent);
        }
    }

    public void Note(OutboundRecord record, string what, string? agent, string? detail, string? referenceId)
        => record.History.Add(new SimulatedRecordEvent(Clock.Now, what, agent, detail, referenceId));

    /// <summary>An agent dialled with a record's data attached: that is an attempt.</summary>
    public void NoteDialed(Agent agent, JObject userData)
    {
        var record = userData["GSW_RECORD_HANDLE"] is JValue handle ? FindRecord(handle.ToString(CultureInfo.InvariantCulture)) : null;
        if (record is not null && record.IsOpen && record.Chain.Holder == agent.UserName)
        {
            record.Attempts++;
            Note(record, "Dialed", agent.UserName, null, null);
        }
    }

    private static bool IsCallable(OutboundRecord record, DateTimeOffset now)
    {
        var second = (int)now.ToOffset(TimeSpan.Zero).AddSeconds(record.TimeZoneOffset).TimeOfDay.TotalSeconds;
        return record.From <= record.Until ? second >= record.From && second <= record.Until : second >= record.From || second <= record.Until;
    }
}
