using System;
using System.Collections.Generic;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// The server's side of the run: what it was asked, what it did, and how everything stands. Plain data, so that it travels and
/// can be altered.
/// </summary>
internal sealed record Ledger
{
    /// <summary>The records as the run found them, by handle.</summary>
    public required IReadOnlyDictionary<long, LedgerRecord> Before { get; init; }

    public required IReadOnlyList<LedgerRecord> Records { get; init; }

    /// <summary>All requests but the polls, in the order in which they came.</summary>
    public required IReadOnlyList<LedgerRequest> Requests { get; init; }

    public required IReadOnlyList<LedgerInteraction> Interactions { get; init; }

    /// <summary>How many events of an agent a fault took away.</summary>
    public required IReadOnlyDictionary<string, int> EventsLost { get; init; }

    /// <summary>How often each kind of fault struck.</summary>
    public required IReadOnlyDictionary<string, int> Strikes { get; init; }

    /// <summary>How many polls were answered.</summary>
    public long Polls { get; init; }
}

/// <summary>A record of a calling list.</summary>
internal sealed record LedgerRecord(long Handle, string CallingList, long ChainId)
{
    public string Status { get; init; } = string.Empty;

    public int CallResult { get; init; }

    public int Attempts { get; init; }

    /// <summary>The agent who holds it; null when no agent does.</summary>
    public string? Agent { get; init; }

    public DateTimeOffset? ScheduledFor { get; init; }

    public int Until { get; init; }

    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyList<LedgerStep> History { get; init; } = [];

    public override string ToString() => $"{CallingList} #{Handle} {Status}";
}

/// <summary>What was done with a record.</summary>
internal sealed record LedgerStep(string What, string? Agent, string? Detail, string? ReferenceId)
{
    /// <summary>When, by the simulated clock.</summary>
    public DateTimeOffset At { get; init; }

    public override string ToString() =>
        $"{What}{(Agent is null ? "" : " by " + Agent)}{(Detail is null ? "" : " (" + Detail + ")")}";
}

/// <summary>A request that reached the server.</summary>
internal sealed record LedgerRequest(long Sequence, string Method, string Path, string? Operation, string? Agent, int StatusCode,
    bool Processed, string? ReferenceId)
{
    public override string ToString() => $"{Method} {Path} {Operation} -> {StatusCode}, processed: {Processed}";
}

/// <summary>A call or an e-mail, with what happened to it, each as <c>agent: state</c>.</summary>
internal sealed record LedgerInteraction(string Id, bool IsEmail, IReadOnlyList<string> History);
