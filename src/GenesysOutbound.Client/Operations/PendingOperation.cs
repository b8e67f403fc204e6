using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GenesysOutbound.Client.Http;

namespace GenesysOutbound.Client.Operations;

/// <summary>What an event means to an operation that waits.</summary>
internal enum MatchResult
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A part of the answer; more is to come.</summary>
    Part,

    /// <summary>It happened.</summary>
    Acknowledged,

    /// <summary>It did not happen.</summary>
    Refused,
}

/// <summary>An operation that waits for its event, for as long as it may.</summary>
internal sealed class PendingOperation : Deadline
{
    private readonly Func<GwsEvent, ParsedNotification, MatchResult>? _matcher;
    private readonly NotificationKind _acknowledgement;
    private readonly NotificationKind? _part;
    private readonly object _gate = new();
    private List<GwsEvent>? _parts;

    /// <summary>An operation whose answer is told by a function.</summary>
    public PendingOperation(string? referenceId, Func<GwsEvent, ParsedNotification, MatchResult> matcher)
    {
        ReferenceId = referenceId;
        _matcher = matcher;
    }

    /// <summary>An operation whose answer is a kind of event; another kind may bring parts of it.</summary>
    public PendingOperation(string referenceId, NotificationKind acknowledgement, NotificationKind? part = null)
    {
        ReferenceId = referenceId;
        _acknowledgement = acknowledgement;
        _part = part;
    }

    public string? ReferenceId { get; }

    /// <summary>What was asked for, once it is being sent: an error must name the step of a sequence that it is about.</summary>
    public string? Operation { get; set; }

    /// <summary>Under what the journal keeps it, or null.</summary>
    public string? JournalKey { get; set; }

    /// <summary>Whether it asks for a record: only then is "no records" an answer to it.</summary>
    public bool AsksForRecord => _matcher is null && _acknowledgement == NotificationKind.RecordOffered;

    /// <summary>The record it is for; tells an error without a reference id.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>
    /// Whether no other such request for the record may leave beside it: they end the record, or dial it, and the second one
    /// would be about what the first one has done.
    /// </summary>
    public bool IsExclusive { get; init; }

    /// <summary>The campaign it is for; tells an error without a reference id.</summary>
    public string? CampaignName { get; init; }

    /// <summary>
    /// Whether a call answers it; null for an operation that no call answers. Without a reference id it is the only sign, also
    /// for an answer that comes when nobody waits any more.
    /// </summary>
    public Func<GwsCall, bool>? IsAnsweredBy { get; init; }

    /// <summary>
    /// Ends with the event that answers, or with <see cref="MatchResult.None"/> and no event when the time is up or the caller
    /// has stopped the wait. Its continuations do not run on the thread that brings events.
    /// </summary>
    public TaskCompletionSource<(GwsEvent? Event, MatchResult MatchResult)> Answer { get;
        } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// The error of a reply that does not say whether the request was carried out: it is thrown if no event says it either.
    /// </summary>
    public GwsException? Broken { get; set; }

    /// <summary>The parts of the answer, in order.</summary>
    public IReadOnlyList<GwsEvent> Parts
    {
        get
        {
            lock (_gate)
            {
                return _parts is null ? [] : _parts.ToArray();
            }
        }
    }

    public void TryComplete(GwsEvent gwsEvent, ParsedNotification parsed)
    {
        var result = _matcher is not null ? _matcher(gwsEvent, parsed) : Classify(parsed.Kind);
        if (result == MatchResult.Part)
        {
            lock (_gate)
            {
                (_parts ??= []).Add(gwsEvent);
            }
        }
        else if (result != MatchResult.None)
        {
            Answer.TrySetResult((gwsEvent, result));
        }
    }

    /// <summary>How to find the answer in the log later; null when the reference id tells it.</summary>
    /// <param name="sequence">The last event of the log before the request.</param>
    public AnswerRule? RuleAfter(long sequence) =>
        ReferenceId is null && _matcher is not null ? new AnswerRule(sequence, _matcher) : null;

    /// <summary>Refuses on account of an event that another sign than the reference id ties to this operation.</summary>
    public void Refuse(GwsEvent gwsEvent) => Answer.TrySetResult((gwsEvent, MatchResult.Refused));

    /// <summary>Ends the wait without an event.</summary>
    public override void Expire() => Answer.TrySetResult((null, MatchResult.None));

    private MatchResult Classify(NotificationKind kind) =>
        kind == _part ? MatchResult.Part
        : kind == _acknowledgement ? MatchResult.Acknowledged
        : kind is NotificationKind.OutboundError or NotificationKind.NoRecords ? MatchResult.Refused
        : MatchResult.None;
}
