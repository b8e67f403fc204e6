using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Pipeline;

/// <summary>
/// The bridge between the asynchronous method of a command and the pipeline. The method runs on the thread pool; what it wants of
/// the engine is queued here and carried out on the pipeline thread, which waits for it. Safe to call from any thread.
/// </summary>
/// <remarks>
/// What is awaited has been done on the pipeline thread when the task completes. That is the back-pressure: a method that awaits
/// its writes never runs ahead of a slow downstream command.
/// </remarks>
internal sealed class AsyncPipeline
{
    private readonly GwsCmdlet _cmdlet;
    private readonly CommandLifetime _lifetime;
    private readonly Queue<PipelineRequest> _requests = new();
    private bool _isFinished;
    private bool _isClosed;
    private Exception? _fault;

    private AsyncPipeline(GwsCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        _lifetime = cmdlet.Lifetime;
    }

    /// <summary>Nothing is carried out any more. Read under the gate.</summary>
    private bool IsEnding => _isClosed || _lifetime.IsAborted || _lifetime.IsStopping;

    /// <summary>
    /// Runs an asynchronous method to its end, carrying out its requests on the calling thread, which must be the pipeline
    /// thread. A failure of the method becomes one written error.
    /// </summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="method">The method. It starts on the thread pool, without a synchronization context or task scheduler of the
    /// host.</param>
    /// <exception cref="PipelineStoppedException">The user stopped the command, or the pipeline ended.</exception>
    public static void Run(GwsCmdlet cmdlet, Func<AsyncPipeline, CancellationToken, Task> method)
    {
        var pipeline = new AsyncPipeline(cmdlet);
        lock (pipeline._lifetime.Gate)
        {
            if (!pipeline._lifetime.IsStopping && !pipeline._lifetime.IsAborted)
            {
                pipeline._lifetime.WorkStarted();
                Task.Run(() => pipeline.ExecuteAsync(method), CancellationToken.None);
            }
        }

        pipeline.CarryOutRequests();
    }

    /// <summary>Writes an object.</summary>
    public Task WriteObjectAsync(object? value, bool enumerateCollection = false) =>
        Write(() => _cmdlet.WriteObject(value, enumerateCollection), isAwaited: true);

    /// <summary>Writes an error that does not end the command.</summary>
    public Task WriteErrorAsync(ErrorRecord error) => Write(() => _cmdlet.WriteError(error), isAwaited: true);

    /// <summary>Writes a warning, in order with everything else, without waiting for it.</summary>
    public void WriteWarning(string text) => Write(() => _cmdlet.WriteWarning(text), isAwaited: false);

    /// <summary>Writes several warnings. Does not wait.</summary>
    public void WriteWarnings(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            WriteWarning(text);
        }
    }

    /// <inheritdoc cref="WriteWarning"/>
    public void WriteVerbose(string text) => Write(() => _cmdlet.WriteVerbose(text), isAwaited: false);

    /// <summary>Shows a state of the progress bar, in order with everything else, without waiting for it.</summary>
    public void WriteProgress(ProgressRecord progress) => Write(() => _cmdlet.WriteProgress(progress), isAwaited: false);

    /// <summary>Asks as -WhatIf and -Confirm demand.</summary>
    /// <param name="target">What a person calls the target.</param>
    /// <param name="action">What is to be done with it.</param>
    /// <returns>Whether to go on.</returns>
    /// <exception cref="InvalidOperationException">The method has ended already.</exception>
    public Task<bool> ShouldProcessAsync(string target, string action) =>
        Ask(new QuestionRequest<bool>(() => _cmdlet.AskShouldProcess(target, action), failureIsAuthors: false));

    /// <summary>
    /// Runs a function on the pipeline thread: a script block, a prompt for credentials, anything that belongs to the runspace.
    /// </summary>
    /// <exception cref="InvalidOperationException">The method has ended already.</exception>
    public Task<T> InvokeAsync<T>(Func<T> function) => Ask(new QuestionRequest<T>(function, failureIsAuthors: true));

    /// <summary>Runs the method on the thread pool. Never throws, so that no task is left with an unobserved exception.</summary>
    private async Task ExecuteAsync(Func<AsyncPipeline, CancellationToken, Task> method)
    {
        Exception? fault = null;
        try
        {
            ErrorRecord error;
            using IDisposable? trace = _cmdlet.IsVerbose ? VerboseTraceScope.Begin(WriteVerbose) : null;
            try
            {
                await method(this, _lifetime.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (ErrorRecords.IsReportable(e, _lifetime.Token))
            {
                error = _cmdlet.ErrorOf(e);
            }

            await WriteErrorAsync(error).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            fault = e;
        }
        finally
        {
            lock (_lifetime.Gate)
            {
                _fault = fault;
                _isFinished = true;
                _lifetime.WorkFinished(wake: true);
            }
        }
    }

    /// <summary>The pipeline thread's loop: does what is asked for, in order, until the method has ended.</summary>
    private void CarryOutRequests()
    {
        while (NextRequest() is { } request)
        {
            try
            {
                request.Execute();
            }
            catch
            {
                // Downstream has had enough (Select-Object -First, -ErrorAction Stop, a broken host): the original leaves, after
                // the work.
                request.Abandon();
                Abort();
                throw;
            }
        }
    }

    /// <summary>
    /// The next thing to do; null when the method has ended and everything has been done. Throws what ends the command.
    /// </summary>
    private PipelineRequest? NextRequest()
    {
        Exception fault;
        lock (_lifetime.Gate)
        {
            while (true)
            {
                if (_lifetime.IsStopping || _lifetime.IsAborted)
                {
                    fault = new PipelineStoppedException();
                    break;
                }

                if (_requests.Count > 0)
                {
                    return _requests.Dequeue();
                }

                if (_isFinished)
                {
                    if (_fault is null)
                    {
                        return null;
                    }

                    fault = _fault;
                    break;
                }

                Monitor.Wait(_lifetime.Gate);
            }
        }

        Abort();
        ExceptionDispatchInfo.Capture(fault).Throw();
        return null;
    }

    private void Abort()
    {
        PipelineRequest[] abandoned;
        lock (_lifetime.Gate)
        {
            _isClosed = true;
            abandoned = _requests.ToArray();
            _requests.Clear();
        }

        foreach (PipelineRequest request in abandoned)
        {
            request.Abandon();
        }

        _lifetime.Abort(_cmdlet.WriteWarning);
    }

    private Task Write(Action write, bool isAwaited)
    {
        lock (_lifetime.Gate)
        {
            if (_isFinished || _lifetime.IsDisposed)
            {
                // Work that outlived its command: there is nobody to read it.
                return Task.CompletedTask;
            }

            if (IsEnding)
            {
                return isAwaited ? Task.FromCanceled(CommandLifetime.Cancelled) : Task.CompletedTask;
            }

            var request = new WriteRequest(write, isAwaited);
            Enqueue(request);
            return request.Written;
        }
    }

    private Task<T> Ask<T>(QuestionRequest<T> question)
    {
        lock (_lifetime.Gate)
        {
            if (_isFinished || _lifetime.IsDisposed)
            {
                throw new InvalidOperationException("The command has ended; it cannot ask any more.");
            }

            if (IsEnding)
            {
                return Task.FromCanceled<T>(CommandLifetime.Cancelled);
            }

            Enqueue(question);
            return question.Answer;
        }
    }

    private void Enqueue(PipelineRequest request)
    {
        _requests.Enqueue(request);
        Monitor.PulseAll(_lifetime.Gate);
    }
}
