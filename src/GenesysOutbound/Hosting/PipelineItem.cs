using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Hosting;

/// <summary>One thing to do on the pipeline thread, and the promise that its author may be waiting on.</summary>
internal abstract class PipelineItem
{
    /// <summary>Does it. An exception that belongs to the author of the item goes to the author; any other leaves this method.</summary>
    public abstract void Execute(ICommandSink sink);

    /// <summary>The pipeline will never do it: wakes the author with a cancellation.</summary>
    public abstract void Abandon(CancellationToken token);
}

/// <summary>A write. <see cref="Delivered"/> is null for those nobody waits for.</summary>
internal sealed class WriteItem : PipelineItem
{
    private readonly Action<ICommandSink> _write;
    private readonly TaskCompletionSource<bool>? _delivered;

    public WriteItem(Action<ICommandSink> write, bool awaited)
    {
        _write = write;
        _delivered = awaited ? new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    public Task Delivered => _delivered?.Task ?? Task.CompletedTask;

    public override void Execute(ICommandSink sink)
    {
        _write(sink);
        _ = _delivered?.TrySetResult(true);
    }

    public override void Abandon(CancellationToken token) => _delivered?.TrySetCanceled(token);
}

/// <summary>A question: something with an answer.</summary>
internal sealed class QuestionItem<T> : PipelineItem
{
    private readonly Func<ICommandSink, T> _ask;
    private readonly bool _failureIsAuthors;
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes a question.</summary>
    /// <param name="ask">What to do on the pipeline thread.</param>
    /// <param name="failureIsAuthors">
    /// True: an exception is the author's own (a script block that fails); false: it is the engine's and ends the command.
    /// </param>
    public QuestionItem(Func<ICommandSink, T> ask, bool failureIsAuthors)
    {
        _ask = ask;
        _failureIsAuthors = failureIsAuthors;
    }

    public Task<T> Answer => _answer.Task;

    public override void Execute(ICommandSink sink)
    {
        T answer;
        try
        {
            answer = _ask(sink);
        }
        catch (Exception e) when (_failureIsAuthors && e is not PipelineStoppedException)
        {
            _ = _answer.TrySetException(e);
            return;
        }

        _ = _answer.TrySetResult(answer);
    }

    public override void Abandon(CancellationToken token) => _answer.TrySetCanceled(token);
}
