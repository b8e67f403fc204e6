using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>
/// The base of commands that work on many records at once: answers in input order, one bad record apart from the rest, bounded
/// memory.
/// </summary>
public abstract class GwsBulkRecordCmdlet : GwsRecordCmdlet
{
    private OrderedWindow? _window;
    private BulkProgress? _progress;
    private BulkCount? _count;

    /// <summary>
    /// How many requests are under way at once; four times as many records, at least 64, may be waiting for their
    /// acknowledgement. Answers come out in input order whatever it is; 1 sends a record only when the one before it has been
    /// acknowledged.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>
    /// Writes one object at the end, with counts by outcome and the inputs that failed, in place of an answer for each record.
    /// Errors are written as always.
    /// </summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>What is done to one record, for -WhatIf.</summary>
    private protected abstract string Action { get; }

    /// <summary>What the progress bar says is being done.</summary>
    private protected abstract string Activity { get; }

    /// <summary>Asks, and sends the operation of each record as soon as there is room. What is ready is written.</summary>
    private protected override void ProcessInput()
    {
        _window ??= CreateWindow();
        foreach (string handle in RecordHandle)
        {
            GwsRecordIdentity record = IdentifyRecord(handle);
            if (AskShouldProcess(Describe(record), Action))
            {
                var item = new BulkItem(record, TargetOf(handle));
                item.Options = ReadOptions(IsForced, item.OnAccepted);
                _progress!.Add();
                _window.Add(item);
            }
        }
    }

    /// <summary>Waits for all answers, takes the progress bar away, and sums up when asked to.</summary>
    protected override void EndProcessing()
    {
        _window?.Complete();
        if (_progress?.End() is { } end)
        {
            WriteProgress(end);
        }

        if (Summary)
        {
            WriteObject((_count ?? new BulkCount()).ToSummary(Activity));
        }
    }

    /// <summary>Whether the rules of the desktop are left to the server.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>
    /// Carries out the operation of one record. It runs on the thread pool, several at a time, and must not use the engine.
    /// </summary>
    private protected abstract Task<GwsOperationResult> SendAsync(
        GwsRecordIdentity record, GwsOperationOptions options, CancellationToken token);

    private OrderedWindow CreateWindow()
    {
        _progress = new BulkProgress(Activity) { Total = MyInvocation.ExpectingInput ? 0 : RecordHandle.Length };
        _count = Summary ? new BulkCount() : null;
        return new OrderedWindow(
            this,
            new AdaptiveConcurrencyLimiter(ThrottleLimit),
            OrderedWindow.CapacityFor(ThrottleLimit),
            (item, token) => SendAsync(item.Record, item.Options!, token),
            Deliver);
    }

    private void Deliver(BulkItem item)
    {
        foreach (string message in item.Messages)
        {
            WriteVerbose(message);
        }

        if (item.Failure is { } failure)
        {
            _count?.Add(failure, item.Target);
            WriteError(ErrorRecords.From(failure, item.Target));
        }
        else if (_count is not null)
        {
            _count.Add(item.Result!.Outcome);
        }
        else
        {
            WriteObject(item.Result! with { InputObject = item.Target });
        }

        if (_progress!.Tick() is { } state)
        {
            WriteProgress(state);
        }
    }
}
