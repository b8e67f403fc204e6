using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Hosting;

/// <summary>
/// The base of commands that work on many records at once: answers in input order, one bad record apart from the rest, bounded memory.
/// </summary>
public abstract class GwsBulkRecordCmdlet : GwsRecordOperationCmdlet
{
    private BulkProgress? _progress;
    private BulkCount? _count;
    private AdaptiveConcurrencyLimiter? _governor;

    /// <summary>
    /// <para type="description">How many requests are under way at once; four times as many records, at least 64, may be waiting for their
    /// acknowledgement. Answers come out in input order whatever it is; 1 sends a record only when the one before it has been acknowledged.</para>
    /// </summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>
    /// <para type="description">Writes one object at the end, with counts by outcome and the inputs that failed, in place of an answer for each
    /// record. Errors are written as always.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    private protected override int ConcurrentRuns => ThrottleLimit;

    /// <summary>What the progress bar says is being done.</summary>
    private protected abstract string Activity { get; }

    /// <summary>Sends an operation for a record, asking first, and writes its answer.</summary>
    private protected void SubmitOperation(
        GwsRecordIdentity record, string action, GwsOperationOptions options, Func<GwsSession, GwsOperationOptions, CancellationToken, Task<GwsOperationResult>> operation)
    {
        if (!ShouldProcess(Describe(record), action))
        {
            return;
        }

        GwsSession session = CurrentSession;
        BulkProgress progress = _progress ??= new BulkProgress(Activity) { Total = MyInvocation.ExpectingInput ? 0 : RecordHandle.Length };
        BulkCount? count = Summary ? _count ??= new BulkCount() : null;
        AdaptiveConcurrencyLimiter governor = _governor ??= new AdaptiveConcurrencyLimiter(ThrottleLimit);
        object target = Target(record.RecordHandle);
        progress.Add();
        Submit(target, async (pipeline, token) =>
        {
            try
            {
                GwsOperationResult answer = await governor.RunAsync(
                    (accepted, stop) => operation(session, options with { Accepted = () => { accepted(); pipeline.YieldTurn(); } }, stop),
                    pipeline.WriteVerbose,
                    token).ConfigureAwait(false);
                count?.Add(answer.Outcome);
                if (count is null)
                {
                    await pipeline.WriteObjectAsync(answer).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (count is not null && CommandErrors.IsReportable(e, token))
            {
                count.Add(e, target);
                throw;
            }
            finally
            {
                if (progress.Tick() is { } state)
                {
                    pipeline.WriteProgress(state);
                }
            }
        });
    }

    /// <summary>Waits for all answers, takes the progress bar away, and sums up when asked to.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_progress?.End() is { } end)
        {
            new CmdletSink(this).WriteProgress(end);
        }

        if (Summary)
        {
            WriteObject((_count ?? new BulkCount()).ToSummary(Activity));
        }
    }
}
