using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Formatting;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>What a bulk command does with its inputs, as far as a test decides it.</summary>
internal sealed class WindowPlan
{
    /// <summary>The operation of one input: its number, and the item.</summary>
    public required Func<int, BulkItem, CancellationToken, Task> Send { get; init; }

    public int ThrottleLimit { get; init; } = 8;

    public int Capacity { get; init; } = 64;

    public Func<TimeSpan>? Clock { get; init; }

    public Func<TimeSpan, CancellationToken, Task>? Delay { get; init; }

    /// <summary>The limiter of the last run.</summary>
    public AdaptiveConcurrencyLimiter? Limiter { get; set; }

    /// <summary>Called on the pipeline thread when an input has been taken.</summary>
    public Action<int>? Taken { get; init; }

    /// <summary>Called on the pipeline thread when an input has been delivered.</summary>
    public Action<int>? Delivered { get; init; }
}

/// <summary>
/// A bulk command of the module's kind: each input is a number, and each answer carries it as its record handle.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "Window")]
internal sealed class InvokeWindowCommand : GwsCmdlet
{
    private OrderedWindow? _window;

    [Parameter(Mandatory = true, Position = 0)]
    public WindowPlan Plan { get; set; } = null!;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public int Number { get; set; }

    protected override void BeginProcessing()
    {
        Lifetime = new CommandLifetime(TimeSpan.FromSeconds(30));
        Plan.Limiter = new AdaptiveConcurrencyLimiter(Plan.ThrottleLimit, Plan.Clock);
        _window = new OrderedWindow(this, Plan.Limiter, Plan.Capacity, SendAsync, Deliver, Plan.Delay);
    }

    protected override void ProcessRecord()
    {
        _window!.Add(new BulkItem(new GwsRecordIdentity(Number.ToString(CultureInfo.InvariantCulture)), Number));
        Plan.Taken?.Invoke(Number);
    }

    protected override void EndProcessing() => _window!.Complete();

    private async Task<GwsOperationResult> SendAsync(BulkItem item, CancellationToken token)
    {
        await Plan.Send((int)item.Target, item, token).ConfigureAwait(false);
        return new GwsOperationResult { Operation = "Window", Outcome = GwsOutcome.Acknowledged };
    }

    private void Deliver(BulkItem item)
    {
        foreach (string message in item.Messages)
        {
            WriteVerbose(DisplayText.Clean(message));
        }

        if (item.Failure is { } failure)
        {
            WriteError(ErrorRecords.From(failure, item.Target));
        }
        else
        {
            WriteObject(item.Target);
        }

        Plan.Delivered?.Invoke((int)item.Target);
    }
}
