using System;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>
/// How soon the next poll follows. A poll that was to be held but came back at once with nothing is followed by a pause that
/// doubles from 100 milliseconds up to a second: nothing makes the client spin. A poll that brought a crowd of events at once is
/// followed by a pause of a millisecond (the system's timer may make it 16 on Windows): under such a load every poll costs client
/// and server more than the events in it, and more of them travel together. Any other follows at once.
/// </summary>
internal sealed class PollPacing
{
    /// <summary>So many events in a reply that came so soon (in milliseconds) mean that more are on their way.</summary>
    private const int Crowd = 32;

    private const long Soon = 5;
    private const long CrowdPause = 1;
    private const long Least = 100;
    private const long Highest = 1000;
    private int _emptyInARow;

    /// <summary>How long to wait before the next poll, given how the last one went, in milliseconds.</summary>
    public long AfterSuccess(bool quick, int events, long elapsed)
    {
        if (events > 0 || (!quick && elapsed >= Least))
        {
            _emptyInARow = 0;
            return events >= Crowd && elapsed <= Soon ? CrowdPause : 0;
        }

        if (quick)
        {
            return 0;
        }

        long spacing = Math.Min(Least << Math.Min(_emptyInARow, 10), Highest);
        _emptyInARow++;
        return Math.Max(0, spacing - elapsed);
    }
}
