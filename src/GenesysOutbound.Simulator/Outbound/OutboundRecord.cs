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
    private RecordStatus _status = RecordStatus.Ready;

    public long Handle { get; set; }

    public RecordChain Chain { get; set; } = null!;

    public int ChainNumber { get; set; }

    public string Phone { get; set; } = string.Empty;

    public int PhoneType { get; set; }

    public RecordStatus Status
    {
        get => _status;
        set
        {
            // A record that is in a list counts there, so that a campaign's progress is known without a walk over its records.
            Chain?.List.StatusChanged(_status, value);
            _status = value;
        }
    }

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

    /// <summary>
    /// The id of servers that know records by GUID; made from the handle, so that it is the same after a restart.
    /// </summary>
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
