using System;

namespace GenesysOutbound.Client.Operations;

/// <summary>
/// How the answer to a request without a reference id is found in the log by somebody who begins to wait after it was sent.
/// </summary>
/// <param name="After">The last event of the log before the request: the answer comes later.</param>
/// <param name="Classify">What an event means to the operation.</param>
internal sealed record AnswerRule(long After, Func<GwsEvent, ParsedNotification, MatchResult> Classify)
{
    /// <summary>Whether an event of the log is the answer, good or bad.</summary>
    public bool IsAnswer(GwsEvent gwsEvent)
    {
        if (gwsEvent.Reader is not { } reader)
        {
            return false;
        }

        var parsed = new EventFactory(reader).Read(gwsEvent.Channel, gwsEvent.Utf8, gwsEvent.ReceivedAt);
        return Classify(gwsEvent, parsed) is MatchResult.Acknowledged or MatchResult.Refused;
    }

    /// <inheritdoc/>
    public override string ToString() => "answer after #" + After;
}
