using System;

namespace GenesysOutbound.CometD.Protocol;

/// <summary>
/// The floor that keeps anything from making the client spin: a poll that was to be held but came back at once with nothing is followed by a
/// pause that doubles from <see cref="BayeuxClientOptions.MinimumPollSpacing"/> up to a second. Polls that bring events are never slowed.
/// </summary>
internal sealed class PollPacing
{
    private const long Highest = 1000;
    private readonly BayeuxClientOptions _options;
    private int _emptyInARow;

    public PollPacing(BayeuxClientOptions options) => _options = options;

    /// <summary>How long to wait before the next poll, given how the last one went.</summary>
    public long AfterSuccess(bool quick, bool hadEvents, long elapsed)
    {
        long least = (long)_options.MinimumPollSpacing.TotalMilliseconds;
        if (hadEvents || (!quick && elapsed >= least))
        {
            _emptyInARow = 0;
            return 0;
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
