using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>
/// Reads a session's log once, from one place on and in order, and counts what the log dropped before it was read. For one
/// caller at a time.
/// </summary>
public sealed class GwsEventCursor
{
    private readonly GwsEventLog _log;
    private readonly GwsEventFilter _filter;
    private readonly EntryFilter _entryFilter;
    private long _seen;
    private long _missed;

    internal GwsEventCursor(GwsEventLog log, GwsEventFilter filter)
    {
        _log = log;
        _filter = filter;
        _entryFilter = new EntryFilter(filter);
        _seen = Math.Min(filter.After, log.LastSequence);
    }

    /// <summary>
    /// How many events the log dropped before they were read. Whether the filter would have taken them is not known any more.
    /// </summary>
    public long MissedCount => _missed;

    /// <summary>
    /// About how many bytes the event that was read last takes in memory: its text, and what the log keeps with it.
    /// </summary>
    public int LastSize { get; private set; }

    /// <summary>Reads the next event that fits, and waits for it if need be.</summary>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>The event, or null when the session is over and no event can come any more.</returns>
    /// <exception cref="OperationCanceledException">The wait was stopped.</exception>
    public async Task<GwsEvent?> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            while (_log.Next(ref _seen, ref _missed, _entryFilter) is { } gwsEvent)
            {
                if (_filter.Matches(gwsEvent))
                {
                    LastSize = gwsEvent.Size;
                    return gwsEvent;
                }
            }

            if (!await _log.WaitForMoreAsync(_seen, Timeout.InfiniteTimeSpan, orEnd: true, cancellationToken)
                .ConfigureAwait(false))
            {
                return null;
            }
        }
    }
}
