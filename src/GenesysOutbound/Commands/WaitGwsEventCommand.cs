using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>
/// Waits for events. It returns the oldest one that fits and that no earlier wait of this session and runspace returned, so
/// nothing slips between two waits and nothing comes twice. With a reference id the whole log counts.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "GwsEvent")]
[OutputType(typeof(GwsEvent))]
public sealed class WaitGwsEventCommand : GwsEventCmdlet
{
    /// <summary>24 days, beyond which the timers of the platform do not count.</summary>
    private const double LongestTimeoutSec = 24 * 86400;

    private GwsEventReader? _reader;

    /// <summary>Only events for which this script block is true; it sees the event as $_.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Filter { get; set; }

    /// <summary>How many events to wait for; each is written as it comes.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>
    /// How many seconds to wait, for all of them together. When the time is up an error is written. Without it there is no limit.
    /// </summary>
    [Parameter]
    [ValidateRange(0d, LongestTimeoutSec)]
    public double TimeoutSec { get; set; } = -1;

    /// <summary>Skips what is in the log already.</summary>
    [Parameter]
    public SwitchParameter FromNow { get; set; }

    /// <summary>Only events after this sequence number, also those that were returned before.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long After { get; set; }

    private protected override object? ErrorTarget => InputObject.OrGiven(WantedReferenceId ?? base.ErrorTarget);

    /// <summary>Finds where the waits of this runspace stand, then waits.</summary>
    protected override void ProcessRecord()
    {
        _reader = RunspaceSessions.ForCurrentRunspace.Reader(CurrentSession);
        base.ProcessRecord();
    }

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        bool isWholeLog = WantedReferenceId is not null || TicketFilter is not null
            || MyInvocation.BoundParameters.ContainsKey(nameof(After));
        long after = Math.Max(After, FromNow ? CurrentSession.Events.LastSequence : 0);
        TimeSpan limit = TimeoutSec < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(TimeoutSec);
        Func<GwsEvent, bool>? condition = Filter is { } script ? Ask(pipeline, script) : null;
        var waited = Stopwatch.StartNew();
        for (int found = 0; found < Count; found++)
        {
            TimeSpan left = limit == Timeout.InfiniteTimeSpan ? limit : Max(limit - waited.Elapsed, TimeSpan.Zero);
            GwsEvent? next = await _reader!.TakeAsync(ReadFilter(after, condition), left, isWholeLog, token)
                .ConfigureAwait(false);
            if (next is null)
            {
                CurrentSession.EnsureOpen();
                throw new GwsException(GwsErrorIds.WaitTimeout, string.Format(
                    CultureInfo.InvariantCulture, "No {0}event came within {1} seconds.", found == 0
                        ? "such " : "further such ", TimeoutSec));
            }

            after = isWholeLog ? next.Sequence : after;
            await pipeline.WriteObjectAsync(next).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A script block runs on the pipeline thread, the log is read on another: the one waits for the other. The pool thread is
    /// blocked for the time of one script call only.
    /// </summary>
    private static Func<GwsEvent, bool> Ask(AsyncPipeline pipeline, ScriptBlock script) =>
        candidate => pipeline.InvokeAsync(() => Passes(script, candidate)).GetAwaiter().GetResult();

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
