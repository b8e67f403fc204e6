using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Hosting;

/// <summary>
/// One piece of asynchronous work of a command, and the pipeline as that work sees it. What it writes is queued here; the pump takes
/// the queues of its runs in input order.
/// </summary>
internal sealed class CommandRun : ICommandPipeline
{
    /// <summary>How many writes a run may hold back, unawaited, while an earlier run still has the pipeline.</summary>
    internal const int HeldBackLimit = 64;

    private readonly CommandPump _pump;
    private readonly Func<ICommandPipeline, CancellationToken, Task> _work;

    public CommandRun(CommandPump pump, Func<ICommandPipeline, CancellationToken, Task> work)
    {
        _pump = pump;
        _work = work;
    }

    /// <summary>Guarded by the pump's gate.</summary>
    internal Queue<PipelineItem> Items { get; } = new();

    /// <summary>The work has ended, well or not. Guarded by the pump's gate.</summary>
    internal bool Finished { get; private set; }

    /// <summary>The work gave its turn to the next before it ended. Guarded by the pump's gate.</summary>
    internal bool Yielded { get; set; }

    /// <summary>What ended the work, when it ended badly.</summary>
    internal Exception? Fault { get; private set; }

    /// <summary>Runs the work to its end on the thread pool. Never throws, so that no task is left with an unobserved exception.</summary>
    internal async Task ExecuteAsync()
    {
        Exception? fault = null;
        try
        {
            await _work(this, _pump.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            fault = e;
        }

        _pump.OnFinished(this, () =>
        {
            Fault = fault;
            Finished = true;
        });
    }

    public Task WriteObjectAsync(object? value, bool enumerate = false) => Write(sink => sink.WriteObject(value, enumerate), awaited: true);

    public Task WriteErrorAsync(CommandError error) => Write(sink => sink.WriteError(error), awaited: true);

    public void WriteWarning(string text) => Write(sink => sink.WriteWarning(text), awaited: false);

    public void WriteVerbose(string text) => Write(sink => sink.WriteVerbose(text), awaited: false);

    public void WriteDebug(string text) => Write(sink => sink.WriteDebug(text), awaited: false);

    public void WriteProgress(CommandProgress progress) => Write(sink => sink.WriteProgress(progress), awaited: false);

    public Task<bool> ShouldProcessAsync(string target, string action) =>
        Ask(new QuestionItem<bool>(sink => sink.ShouldProcess(target, action), failureIsAuthors: false));

    public Task<bool> ShouldContinueAsync(string query, string caption) =>
        Ask(new QuestionItem<bool>(sink => _pump.AskToContinue(query, caption), failureIsAuthors: false));

    public void YieldTurn() => _pump.OnYield(this);

    public Task<T> InvokeOnPipelineAsync<T>(Func<T> function) =>
        Ask(new QuestionItem<T>(_ => function(), failureIsAuthors: true));

    private Task Write(Action<ICommandSink> write, bool awaited)
    {
        lock (_pump.Gate)
        {
            if (Finished || _pump.Disposed)
            {
                // A worker that outlived its command: nobody is there to read it.
                return Task.CompletedTask;
            }

            if (_pump.Aborted)
            {
                return awaited ? Task.FromCanceled(CommandPump.Cancelled) : Task.CompletedTask;
            }

            bool heldBack = !_pump.HasPipeline(this) && Items.Count < HeldBackLimit;
            var item = new WriteItem(write, awaited && !heldBack);
            _pump.Enqueue(this, item);
            return item.Delivered;
        }
    }

    private Task<T> Ask<T>(QuestionItem<T> question)
    {
        lock (_pump.Gate)
        {
            if (Finished || _pump.Disposed)
            {
                throw new InvalidOperationException("The command has ended; it cannot ask any more.");
            }

            if (_pump.Aborted)
            {
                return Task.FromCanceled<T>(CommandPump.Cancelled);
            }

            _pump.Enqueue(this, question);
            return question.Answer;
        }
    }
}
