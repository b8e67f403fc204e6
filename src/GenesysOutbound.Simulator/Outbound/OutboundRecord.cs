using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Outbound;

/// <summary>The record statuses that the simulator uses; the names are the vendor's.</summary>
internal enum RecordStatus
{
    Ready = 1,
    Retrieved = 2,
    Updated = 3,
    Cancelled = 5,
    ChainUpdated = 7,
}

/// <summary>The record types that the simulator uses; the names are the vendor's.</summary>
internal enum RecordType
{
    General = 2,
    CampaignRescheduled = 3,
    PersonalRescheduled = 4,
    NoCall = 7,
}

/// <summary>A record: one number of one contact.</summary>
internal sealed class OutboundRecord
{
    public long Handle { get; set; }

    public RecordChain Chain { get; set; } = null!;

    public int ChainNumber { get; set; }

    public string Phone { get; set; } = string.Empty;

    public int PhoneType { get; set; }

    public RecordStatus Status { get; set; } = RecordStatus.Ready;

    public RecordType Type { get; set; } = RecordType.General;

    public int CallResult { get; set; } = CallResults.Unknown;

    public int Attempts { get; set; }

    public int From { get; set; }

    public int Until { get; set; } = 86399;

    public string TimeZone { get; set; } = "GMT";

    public int TimeZoneOffset { get; set; }

    public JObject Fields { get; set; } = [];

    public List<SimulatedRecordEvent> History { get; } = [];

    public bool IsOpen => Status is RecordStatus.Ready or RecordStatus.Retrieved;

    /// <summary>The id of servers that know records by GUID; made from the handle, so that it says the same after a restart.</summary>
    public string Guid => new Guid((int)Handle, 0x5f, 0x43, [0x94, 0x39, 0x84, 0x64, 0x6d, 0x5e, 0x55, 0x06]).ToString();

    public SimulatedRecord ToPublic() => new()
    {
        RecordHandle = Handle,
        CallingList = Chain.List.Name,
        ChainId = Chain.Id,
        ChainNumber = ChainNumber,
        Phone = Phone,
        PhoneType = PhoneType,
        Status = Status.ToString(),
        RecordType = Type.ToString(),
        CallResult = CallResult,
        Attempts = Attempts,
        Agent = IsOpen ? Chain.Holder : null,
        ScheduledFor = ReferenceEquals(Chain.Schedule?.Record, this) ? Chain.Schedule.At : null,
        From = From,
        Until = Until,
        TimeZone = TimeZone,
        TimeZoneOffset = TimeZoneOffset,
        Fields = Fields.Properties().ToDictionary(p => p.Name, p => (p.Value as JValue)?.Value),
        History = History.ToArray(),
    };
}

/// <summary>A callback that waits for its time.</summary>
internal sealed class RecordSchedule
{
    public RecordSchedule(OutboundRecord record, DateTimeOffset at, string? agent)
    {
        Record = record;
        At = at;
        Agent = agent;
    }

    public OutboundRecord Record { get; }

    public DateTimeOffset At { get; }

    /// <summary>Whose callback it is; null for anyone's of the campaign.</summary>
    public string? Agent { get; }
}

/// <summary>The records of one contact. A chain is handed out, given back and finished as a whole.</summary>
internal sealed class RecordChain
{
    public RecordChain(CallingList list, long id, long order)
    {
        List = list;
        Id = id;
        Order = order;
    }

    public CallingList List { get; }

    public long Id { get; }

    /// <summary>The place in the list.</summary>
    public long Order { get; }

    public List<OutboundRecord> Records { get; } = [];

    /// <summary>The agent who has the chain; null when it is in the pool or finished.</summary>
    public string? Holder { get; set; }

    /// <summary>The campaign that handed it out.</summary>
    public Campaign? Campaign { get; set; }

    /// <summary>The record that was handed out; the others are asked for.</summary>
    public OutboundRecord? Offered { get; set; }

    /// <summary>Who rejected it, in alphabetical order: it goes to others.</summary>
    public SortedSet<string> RejectedBy { get; } = new(StringComparer.Ordinal);

    public RecordSchedule? Schedule { get; set; }

    public string AttemptGuid { get; set; } = string.Empty;

    public OutboundRecord? FirstOpen => Records.FirstOrDefault(r => r.IsOpen);
}
