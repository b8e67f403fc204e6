using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Day.Tests;

/// <summary>What an agent was told of an operation.</summary>
internal enum Verdict
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>It did not happen.</summary>
    NotDone,

    /// <summary>The client cannot say. It happened once, or it did not happen.</summary>
    Unknown,
}

/// <summary>One request of an agent, with what it asked for and what the client said became of it.</summary>
internal sealed record Entry(string Agent, string Operation, Verdict Verdict)
{
    public string? ReferenceId { get; init; }

    public string? Handle { get; init; }

    /// <summary>The call or the e-mail.</summary>
    public string? Interaction { get; init; }

    public string? ErrorId { get; init; }

    public GwsData Fields { get; init; } = GwsData.Empty;

    public int? CallResult { get; init; }

    public DateTimeOffset? At { get; init; }

    public override string ToString() => $"{Agent} {Operation} {Handle ?? Interaction} ref {ReferenceId}: {Verdict} {ErrorId}";
}

/// <summary>The account that an agent keeps of the day: every request, and nothing that was not sent.</summary>
internal sealed class Account(string agent)
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public string Agent { get; } = agent;

    public IReadOnlyCollection<Entry> Entries => _entries;

    /// <summary>Runs an operation and notes what the client says of it: each step of a result, or the error.</summary>
    public async Task<(GwsOperationResult? Result, GwsException? Error)> NoteAsync(
        string operation, Func<Task<GwsOperationResult>> run, Func<Entry, Entry>? asked = null)
    {
        asked ??= static entry => entry;
        try
        {
            var result = await run();
            foreach (var step in result.Steps.Count > 0 ? result.Steps : [result])
            {
                Add(asked(new Entry(Agent, step.Operation, step.Outcome == GwsOutcome.Acknowledged ? Verdict.Done : Verdict.Unknown)
                {
                    ReferenceId = step.ReferenceId.Length > 0 ? step.ReferenceId : null,
                    Handle = step.RecordHandle?.ToString(),
                    Interaction = step.CallId ?? step.EmailId,
                }));
            }

            return (result, null);
        }
        catch (GwsException error)
        {
            Note(operation, error, asked);
            return (null, error);
        }
    }

    public void Note(string operation, GwsException error, Func<Entry, Entry> asked)
    {
        if (WasSent(error))
        {
            Add(asked(new Entry(Agent, error.Operation ?? operation, VerdictOf(error))
            {
                ReferenceId = error.ReferenceId,
                Handle = error.RecordHandle,
                ErrorId = error.ErrorId,
            }));
        }
    }

    public void Add(Entry entry) => _entries.Enqueue(entry);

    /// <summary>The records whose rules the agent has set aside: only those may be done and yet have changes, which came too late.</summary>
    public ConcurrentDictionary<string, bool> Forced { get; } = new(StringComparer.Ordinal);

    public bool Knows(string referenceId) => _entries.Any(entry => entry.ReferenceId == referenceId);

    public static Verdict VerdictOf(GwsException error) =>
        error.ErrorId is GwsErrorIds.OutcomeUnknown or GwsErrorIds.AcknowledgementTimeout ? Verdict.Unknown : Verdict.NotDone;

    // What the client refuses by itself never left it: then the error says so, and there is nothing to account for.
    private static bool WasSent(GwsException error) => error.ErrorId is not (
        GwsErrorIds.RecordDone or GwsErrorIds.RecordBusy or GwsErrorIds.RecordNotHeld or GwsErrorIds.RecordNotCalled or GwsErrorIds.DoNotCallSet
        or GwsErrorIds.CallStillActive or GwsErrorIds.CallNotActive or GwsErrorIds.CallNotRinging or GwsErrorIds.CallUnknown
        or GwsErrorIds.EmailUnknown or GwsErrorIds.EmailNotInvited or GwsErrorIds.ScheduleInPast or GwsErrorIds.FieldInvalid
        or GwsErrorIds.CampaignUnknown or GwsErrorIds.MissingIdentity or GwsErrorIds.SessionClosed or GwsErrorIds.SessionLost);
}
