using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Hosting;

/// <summary>
/// The base of every command: hands asynchronous work to the pump, Ctrl+C to the work, and failures to the error table. A command above
/// it binds parameters and says what to do; it owns no thread and no token.
/// </summary>
public abstract class GwsCmdlet : PSCmdlet, IDisposable
{
    private readonly object _gate = new();
    private CommandPump? _pump;
    private bool _stopped;

    /// <summary>How many pieces of work may be under way at once.</summary>
    private protected virtual int ConcurrentRuns => 1;

    private protected CommandPump Pump
    {
        get
        {
            // StopProcessing comes from another thread, also before the first work does.
            lock (_gate)
            {
                if (_pump is null)
                {
                    _pump = new CommandPump(new CmdletSink(this), ConcurrentRuns);
                    if (_stopped)
                    {
                        _pump.Stop();
                    }
                }

                return _pump;
            }
        }
    }

    /// <summary>Cancels what the command has under way. The engine calls it on another thread when the user stops the command.</summary>
    protected override void StopProcessing()
    {
        lock (_gate)
        {
            _stopped = true;
            _pump?.Stop();
        }
    }

    /// <summary>Waits for all work and writes what it answered.</summary>
    protected override void EndProcessing() => _pump?.Complete();

    /// <summary>Ends what is still under way; the engine calls it in every case, also where EndProcessing never came.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still under way.</summary>
    /// <param name="disposing">True: called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pump?.Dispose();
        }
    }

    /// <summary>
    /// Starts a piece of work. Its failure becomes one written error with the input as target; the other pieces go on. With one run at a
    /// time the work is done when this returns.
    /// </summary>
    private protected void Submit(object? target, Func<ICommandPipeline, CancellationToken, Task> work)
    {
        bool isVerbose = IsVerbose();
        Pump.Add((pipeline, token) => ReportFailureAsync(target, work, isVerbose, pipeline, token));
        if (ConcurrentRuns == 1)
        {
            Pump.Complete();
        }
    }

    /// <summary>Starts a piece of work whose answer is one object.</summary>
    private protected void Submit<T>(object? target, Func<CancellationToken, Task<T>> work) =>
        Submit(target, async (pipeline, token) =>
        {
            T answer = await work(token).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(RecordMembers.Decorate(answer)).ConfigureAwait(false);
        });

    /// <summary>Does something on the pipeline thread at once; its failure becomes one written error.</summary>
    private protected void Attempt(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (CommandErrors.IsReportable(e, Pump.Token))
        {
            WriteError(CommandErrors.From(e, target).ToErrorRecord());
        }
    }

    private bool IsVerbose()
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue("Verbose", out object? given)
            ? given
            : SessionState.PSVariable.GetValue("VerbosePreference");
        return preference switch
        {
            SwitchParameter shown => shown,
            null => false,
            _ => !LanguagePrimitives.TryConvertTo(preference, out ActionPreference chosen)
                || chosen is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore),
        };
    }

    private static async Task ReportFailureAsync(
        object? target, Func<ICommandPipeline, CancellationToken, Task> work, bool isVerbose, ICommandPipeline pipeline, CancellationToken token)
    {
        CommandError error;
        using IDisposable trace = VerboseTraceScope.To(pipeline, isVerbose);
        try
        {
            await work(pipeline, token).ConfigureAwait(false);
            return;
        }
        catch (Exception e) when (CommandErrors.IsReportable(e, token))
        {
            error = CommandErrors.From(e, target);
        }

        await pipeline.WriteErrorAsync(error).ConfigureAwait(false);
    }
}
