using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator;

/// <summary>A record of a calling list, at the time of the query, and everything that was done with it.</summary>
public sealed record SimulatedRecord
{
    /// <summary>The handle: <c>recordHandle</c> and <c>GSW_RECORD_HANDLE</c> on the wire.</summary>
    public long RecordHandle { get; internal init; }

    /// <summary>The calling list.</summary>
    public string CallingList { get; internal init; } = string.Empty;

    /// <summary>The chain; the records of one contact share it.</summary>
    public long ChainId { get; internal init; }

    /// <summary>The place in the chain, from 0.</summary>
    public int ChainNumber { get; internal init; }

    /// <summary>The phone number.</summary>
    public string Phone { get; internal init; } = string.Empty;

    /// <summary>The phone type, 0 to 11.</summary>
    public int PhoneType { get; internal init; }

    /// <summary>The record status by name: Ready, Retrieved, Updated, Cancelled, ChainUpdated ...</summary>
    public string Status { get; internal init; } = "Ready";

    /// <summary>
    /// The record type by name: General, CampaignRescheduled, PersonalRescheduled, PersonalCallBack, CampaignCallBack, NoCall.
    /// </summary>
    public string RecordType { get; internal init; } = "General";

    /// <summary>The call result by number; 28 (unknown) is that of an untouched record.</summary>
    public int CallResult { get; internal init; } = 28;

    /// <summary>How often the record was dialled.</summary>
    public int Attempts { get; internal init; }

    /// <summary>The agent who holds the record; null when no agent does.</summary>
    public string? Agent { get; internal init; }

    /// <summary>When the callback is due, on the simulated clock; null without one.</summary>
    public DateTimeOffset? ScheduledFor { get; internal init; }

    /// <summary>The daily window in seconds from midnight, in the record's zone: from.</summary>
    public int From { get; internal init; }

    /// <summary>The daily window in seconds from midnight, in the record's zone: until.</summary>
    public int Until { get; internal init; }

    /// <summary>The name of the time zone, as the list has it.</summary>
    public string TimeZone { get; internal init; } = string.Empty;

    /// <summary>The offset of the zone from UTC in seconds.</summary>
    public int TimeZoneOffset { get; internal init; }

    /// <summary>The custom fields: texts, whole numbers (long) and fractions (double).</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; internal init; } = new Dictionary<string, object?>();

    /// <summary>What was done with the record, oldest first.</summary>
    public IReadOnlyList<SimulatedRecordEvent> History { get; internal init; } = [];

    /// <summary>The calling list, the handle and the status.</summary>
    /// <returns>A short text for people.</returns>
    public override string ToString() => $"{CallingList} #{RecordHandle} {Status}";
}
