using System;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>
/// How soon the next poll follows. A poll that was to be held but came back at once with nothing is followed by a pause that doubles from
/// <see cref="BayeuxClientOptions.MinimumPollSpacing"/> up to a second: nothing makes the client spin. A poll that brought a crowd of events at
/// once is followed by <see cref="BayeuxClientOptions.BusyPollSpacing"/>: more of them travel together. Any other follows at once.
/// </summary>
internal sealed class PollPacing
{
    /// <summary>So many events in a reply that came so soon mean that more are on their way.</summary>
    private const int Crowd = 32;

    private const long Soon = 5;
    private const long Highest = 1000;
    private readonly BayeuxClientOptions _options;
    private int _emptyInARow;

    public PollPacing(BayeuxClientOptions options) => _options = options;

    /// <summary>How long to wait before the next poll, given how the last one went, in milliseconds.</summary>
    public long AfterSuccess(bool quick, int events, long elapsed)
    {
        long least = (long)_options.MinimumPollSpacing.TotalMilliseconds;
        if (events > 0 || (!quick && elapsed >= least))
        {
            _emptyInARow = 0;
            return events >= Crowd && elapsed <= Soon ? (long)_options.BusyPollSpacing.TotalMilliseconds : 0;
        }

        if (quick)
        {
            return 0;
        }

        long spacing = Math.Min(least << Math.Min(_emptyInARow, 10), Math.Max(least, Highest));
        _emptyInARow++;
        return Math.Max(0, spacing - elapsed);
    }
}
