using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// The account that an agent keeps of the run: every request, and nothing that was not sent. It goes into the run's notes.
/// </summary>
internal sealed class OperationLog(string agent, SoakContext context)
{
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);

    public string Agent { get; } = agent;

    /// <summary>Whether the part without faults has begun.</summary>
    public bool IsLate { get; set; }

    /// <summary>Runs an operation and notes what the client says of it: each step of a result, or the error.</summary>
    public async Task<(GwsOperationResult? Result, GwsException? Error)> NoteAsync(
        string operation, Func<Task<GwsOperationResult>> run, Func<Entry, Entry>? asked = null)
    {
        asked ??= static entry => entry;
        try
        {
            var result = await run();
            context.Elapsed.Add(result.Elapsed);
            foreach (var step in result.Steps.Count > 0 ? result.Steps : [result])
            {
                Add(asked(new Entry(Agent, step.Operation, step.Outcome == GwsOutcome.Acknowledged
                    ? ReportedOutcome.Done : ReportedOutcome.Unknown)
                {
                    ReferenceId = step.ReferenceId.Length > 0 ? step.ReferenceId : null,
                    Handle = step.RecordHandle,
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

    public void Add(Entry entry)
    {
        if (entry.ReferenceId is not null)
        {
            lock (_references)
            {
                _references.Add(entry.ReferenceId);
            }
        }

        context.Said.AddOrUpdate((entry.Operation, entry.ReportedOutcome, entry.ErrorId), 1, static (_, count) => count + 1);
        context.Notes.Add(entry with { Late = IsLate });
    }

    /// <summary>The agent sets the desktop's rules aside for a record.</summary>
    public void Force(string handle) => context.Notes.AddForced(Agent, handle);

    /// <summary>A new session begins: what went before is in the notes, and need not be remembered.</summary>
    public void BeginSession()
    {
        lock (_references)
        {
            _references.Clear();
            _references.TrimExcess();
        }
    }

    /// <summary>Whether a request of this session is in the account.</summary>
    public bool Knows(string referenceId)
    {
        lock (_references)
        {
            return _references.Contains(referenceId);
        }
    }

    public static ReportedOutcome VerdictOf(GwsException error) =>
        error.ErrorId is GwsErrorIds.OutcomeUnknown or GwsErrorIds.AcknowledgementTimeout
            ? ReportedOutcome.Unknown : ReportedOutcome.NotDone;

    /// <summary>As the account holds fields.</summary>
    public static IReadOnlyDictionary<string, object?> Plain(GwsData? data) =>
        data?.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [];

    // What the client refuses by itself never left it: then the error says so, and there is nothing to account for. A request
    // that the server turned away before the session was closed has a reference id: it was sent, and not carried out.
    private static bool WasSent(GwsException error) => error.ErrorId is not (
        GwsErrorIds.RecordDone or GwsErrorIds.RecordBusy or GwsErrorIds.RecordNotHeld or GwsErrorIds.RecordNotCalled
            or GwsErrorIds.DoNotCallSet
        or GwsErrorIds.CallStillActive or GwsErrorIds.CallNotActive or GwsErrorIds.CallNotRinging or GwsErrorIds.CallUnknown
        or GwsErrorIds.EmailUnknown or GwsErrorIds.EmailNotInvited or GwsErrorIds.ScheduleInPast or GwsErrorIds.FieldInvalid
        or GwsErrorIds.CampaignUnknown or GwsErrorIds.MissingIdentity)
        && (error.ReferenceId is not null || error.ErrorId is not (GwsErrorIds.SessionClosed or GwsErrorIds.SessionLost));
}
