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

    public TimeSpan Elapsed { get; init; }

    /// <summary>The result as far as every operation has it; the operation adds what it is about.</summary>
    public GwsOperationResult ToResult() => new()
    {
        Operation = Operation,
        ReferenceId = ReferenceId ?? string.Empty,
        Outcome = Event is null ? GwsOutcome.Pending : GwsOutcome.Acknowledged,
        Answer = Event?.NotificationType,
        Event = Event,
        SentAt = SentAt,
        Elapsed = Elapsed,
    };
}
