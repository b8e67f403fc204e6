using System;
using System.Management.Automation;
using System.Threading.Tasks;

namespace GenesysOutbound.Pipeline;

/// <summary>One thing to do on the pipeline thread, with the task that its author may be awaiting.</summary>
internal abstract class PipelineRequest
{
    /// <summary>
    /// Does it, on the pipeline thread. An exception that belongs to the author goes to the author; any other leaves this method
    /// and ends the command.
    /// </summary>
    public abstract void Execute();

    /// <summary>The pipeline will never do it: wakes the author with a cancellation.</summary>
    public abstract void Abandon();
}

/// <summary>A write.</summary>
internal sealed class WriteRequest(Action write, bool isAwaited) : PipelineRequest
{
    private readonly TaskCompletionSource<bool>? _written =
        isAwaited ? new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously) : null;

    /// <summary>Completes when the object has been written; already complete for a write that nobody awaits.</summary>
    public Task Written => _written?.Task ?? Task.CompletedTask;

    public override void Execute()
    {
        write();
        _written?.TrySetResult(true);
    }

    public override void Abandon() => _written?.TrySetCanceled(CommandLifetime.Cancelled);
}

/// <summary>A question: something with an answer.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="ask">What to do on the pipeline thread.</param>
/// <param name="failureIsAuthors">
/// True: an exception is the author's to handle (a script block that fails). False: it is the engine's, and ends the command.
/// </param>
internal sealed class QuestionRequest<T>(Func<T> ask, bool failureIsAuthors) : PipelineRequest
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override void Execute()
    {
        T answer;
        try
        {
            answer = ask();
        }
        catch (Exception e) when (failureIsAuthors && e is not PipelineStoppedException)
        {
            _answer.TrySetException(e);
            return;
        }

        _answer.TrySetResult(answer);
    }

    public override void Abandon() => _answer.TrySetCanceled(CommandLifetime.Cancelled);
}
