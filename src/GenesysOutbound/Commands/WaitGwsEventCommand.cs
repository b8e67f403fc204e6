using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>
/// Waits for events. It returns the oldest one that fits and that no earlier wait of this session and runspace returned, so nothing slips
/// between two waits and nothing comes twice. With a reference id the whole log counts.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "GwsEvent")]
[OutputType(typeof(GwsEvent))]
public sealed class WaitGwsEventCommand : GwsEventCmdlet
{
    /// <summary>24 days, beyond which the timers of the platform do not count.</summary>
    private const double LongestTimeoutSec = 24 * 86400;

    /// <summary>Only events for which this script block is true; it sees the event as $_.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Filter { get; set; }

    /// <summary>How many events to wait for; each is written as it comes.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>How many seconds to wait, for all of them together. When the time is up an error is written. Without it there is no limit.</summary>
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

    /// <summary>Waits.</summary>
    protected override void ProcessRecord()
    {
        GwsSession session = CurrentSession;
        GwsEventReader reader = RunspaceSessions.ForCurrentRunspace.Reader(session);
        bool anew = Given(ReferenceId) is not null || MyInvocation.BoundParameters.ContainsKey(nameof(After));
        long after = Math.Max(After, FromNow ? session.Events.LastSequence : 0);
        TimeSpan limit = TimeoutSec < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(TimeoutSec);
        int count = Count;
        object target = (object?)Given(ReferenceId) ?? session;

        Submit(target, async (pipeline, token) =>
        {
            Func<GwsEvent, bool>? condition = Filter is { } script ? Ask(pipeline, script) : null;
            var waited = Stopwatch.StartNew();
            for (int found = 0; found < count; found++)
            {
                TimeSpan left = limit == Timeout.InfiniteTimeSpan ? limit : Max(limit - waited.Elapsed, TimeSpan.Zero);
                GwsEvent? next = await reader.TakeAsync(ReadFilter(after, condition), left, anew, token).ConfigureAwait(false);
                if (next is null)
                {
                    session.EnsureOpen();
                    throw new GwsException(GwsErrorIds.WaitTimeout, string.Format(
                        CultureInfo.InvariantCulture, "No {0}event came within {1} seconds.", found == 0 ? "such " : "further such ", TimeoutSec));
                }

                after = anew ? next.Sequence : after;
                await pipeline.WriteObjectAsync(next).ConfigureAwait(false);
            }
        });
    }

    /// <summary>
    /// A script block runs on the pipeline thread, the log is read on another: the one waits for the other. The pool thread is blocked for the
    /// time of one script call only.
    /// </summary>
    private static Func<GwsEvent, bool> Ask(ICommandPipeline pipeline, ScriptBlock script) =>
        candidate => pipeline.InvokeOnPipelineAsync(() => Passes(script, candidate)).GetAwaiter().GetResult();

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
