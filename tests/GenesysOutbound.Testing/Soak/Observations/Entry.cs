using System;
using System.Collections.Generic;

namespace GenesysOutbound.Testing.Soak;

/// <summary>What an agent was told of an operation.</summary>
internal enum ReportedOutcome
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>It did not happen.</summary>
    NotDone,

    /// <summary>The client cannot say. It happened once, or it did not happen.</summary>
    Unknown,
}

/// <summary>One request of an agent, with what it asked for and what the client said became of it.</summary>
internal sealed record Entry(string Agent, string Operation, ReportedOutcome ReportedOutcome)
{
    public string? ReferenceId { get; init; }

    public string? Handle { get; init; }

    /// <summary>The call or the e-mail.</summary>
    public string? Interaction { get; init; }

    public string? ErrorId { get; init; }

    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();

    public int? CallResult { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>Whether it was in the part without faults, in which nothing goes wrong.</summary>
    public bool Late { get; init; }

    public override string ToString() =>
        $"{Agent} {Operation} {Handle ?? Interaction} ref {ReferenceId}: {ReportedOutcome} {ErrorId}";
}
