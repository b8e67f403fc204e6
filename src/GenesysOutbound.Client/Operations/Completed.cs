using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Operations;

/// <summary>What came of an operation that did not fail.</summary>
internal sealed record Completed
{
    public string Operation { get; init; } = string.Empty;

    public string? ReferenceId { get; init; }

    /// <summary>The event that answered; null when nobody waited for it.</summary>
    public GwsEvent? Event { get; init; }

    public IReadOnlyList<GwsEvent> Parts { get; init; } = [];

    public DateTimeOffset SentAt { get; init; }

    /// <summary>How to find the answer when nobody waited for it and there is no reference id; else null.</summary>
    public AnswerRule? Rule { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>The result as far as every operation has it; the operation adds what it is about.</summary>
    public GwsOperationResult ToResult() => ToResult(null, null);

    /// <summary>The result of an operation on a record.</summary>
    /// <param name="target">The record as it was named in the request.</param>
    /// <param name="record">The record as it is now, or null.</param>
    public GwsOperationResult ToResult(ResolvedRecord? target, GwsRecord? record) => new()
    {
        Operation = Operation,
        ReferenceId = ReferenceId ?? string.Empty,
        Outcome = Event is null ? GwsOutcome.Pending : GwsOutcome.Acknowledged,
        Answer = Event?.NotificationType,
        Event = Event,
        SentAt = SentAt,
        Elapsed = Elapsed,
        Rule = Rule,
        RecordHandle = target?.Handle,
        CampaignName = target?.CampaignName,
        CallingList = target?.CallingList,
        ApplicationId = target?.ApplicationId,
        DevicePath = target?.DevicePath,
        Record = record,
    };
}
