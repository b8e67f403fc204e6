using System;

namespace GenesysOutbound.Simulator;

/// <summary>One thing that was done with a record.</summary>
public sealed record SimulatedRecordEvent
{
    internal SimulatedRecordEvent(DateTimeOffset at, string what, string? agent, string? detail, string? referenceId)
    {
        At = at;
        What = what;
        Agent = agent;
        Detail = detail;
        ReferenceId = referenceId;
    }

    /// <summary>When, on the simulated clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What: the operation (RejectRecord, CompleteRecord ...), or Delivered, Dialed, Due, Withdrawn.</summary>
    public string What { get; }

    /// <summary>The agent who did it or got the record; null for the server.</summary>
    public string? Agent { get; }

    /// <summary>More about it, such as the call result; null when there is nothing to say.</summary>
    public string? Detail { get; }

    /// <summary>The reference id of the request; null without one.</summary>
    public string? ReferenceId { get; }

    /// <summary>The operation, the agent and the detail.</summary>
    /// <returns>A short text for people.</returns>
    public override string ToString() => string.Concat(
        What, Agent is null ? string.Empty : $" by {Agent}", Detail is null ? string.Empty : $" ({Detail})");
}
