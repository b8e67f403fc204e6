using System;
using System.Collections.Generic;
using System.Threading.Tasks;

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

/// <summary>An operation that waits for its event.</summary>
internal sealed class PendingOperation
{
    private readonly Func<GwsEvent, ParsedNotification, MatchResult> _matcher;
    private readonly List<GwsEvent> _parts = [];

    public PendingOperation(string? referenceId, Func<GwsEvent, ParsedNotification, MatchResult> matcher)
    {
        ReferenceId = referenceId;
        _matcher = matcher;
    }

    public string? ReferenceId { get; }

    /// <summary>What was asked for, once it is being sent: an error must name the step of a sequence that it is about.</summary>
    public string? Operation { get; set; }

    /// <summary>Under what the journal keeps it, or null.</summary>
    public string? JournalKey { get; set; }

    /// <summary>The record it is for; tells an error without a reference id.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The campaign it is for; tells an error without a reference id.</summary>
    public string? CampaignName { get; init; }

    /// <summary>Ends with the event that answers. Its continuations do not run on the thread that brings events.</summary>
    public TaskCompletionSource<(GwsEvent Event, MatchResult MatchResult)> Answer { get;
        } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The parts of the answer, in order.</summary>
    public IReadOnlyList<GwsEvent> Parts
    {
        get
        {
            lock (_parts)
            {
                return _parts.ToArray();
            }
        }
    }

    public void TryComplete(GwsEvent gwsEvent, ParsedNotification facts)
    {
        var verdict = _matcher(gwsEvent, facts);
        if (verdict == MatchResult.Part)
        {
            lock (_parts)
            {
                _parts.Add(gwsEvent);
            }
        }
        else if (verdict != MatchResult.None)
        {
            Answer.TrySetResult((gwsEvent, verdict));
        }
    }

    /// <summary>Refuses on account of an event that another sign than the reference id ties to this operation.</summary>
    public void Refuse(GwsEvent gwsEvent) => Answer.TrySetResult((gwsEvent, MatchResult.Refused));
}
