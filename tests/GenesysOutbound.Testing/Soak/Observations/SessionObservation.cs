using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>A record as a session knew it.</summary>
internal sealed record ObservedRecord(string Handle, GwsRecordState State, bool IsDone, string Pending, string Text)
{
    public static ObservedRecord Of(GwsRecord record) => new(
        record.RecordHandle, record.State, record.IsDone, record.Pending.ToString(), record.ToString()!);

    public override string ToString() => Text;
}

/// <summary>What an agent's session knew when it ended, and what it had seen.</summary>
internal sealed record SessionObservation(string Agent, bool Late)
{
    /// <summary>The handles of the records that were delivered, as the session's events told.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Events and answers that belong to another agent.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>Events that the log dropped before the monitor could see them.</summary>
    public long Overlooked { get; init; }

    public IReadOnlyList<ObservedRecord> Records { get; init; } = [];

    public IReadOnlyList<ObservedRecord> Held { get; init; } = [];

    /// <summary>When the work was over and the agent began to leave, by the simulated clock.</summary>
    public DateTimeOffset LeftAt { get; init; }

    public long Gaps { get; init; }

    /// <summary>Whether the session was lost, and did not end by itself.</summary>
    public bool Lost { get; init; }

    /// <summary>Whether the client was ended in the middle, without a disconnect.</summary>
    public bool Vanished { get; init; }

    public static IReadOnlyList<ObservedRecord> Of(IEnumerable<GwsRecord> records) => [.. records.Select(ObservedRecord.Of)];
}
