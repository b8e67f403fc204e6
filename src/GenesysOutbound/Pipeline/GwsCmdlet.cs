using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Formatting;

namespace GenesysOutbound.Pipeline;

/// <summary>
/// The base of every command. A command that talks to the server overrides <see cref="ProcessRecordAsync"/>; one that does not
/// overrides ProcessRecord. Ctrl+C reaches the asynchronous method as its token, and a failure becomes one written error.
/// </summary>
public abstract class GwsCmdlet : PSCmdlet, IDisposable
{
    private bool? _isVerbose;

    /// <summary>The life of the asynchronous work of this command.</summary>
    internal CommandLifetime Lifetime { get; private protected set; } = new();

    /// <summary>Whether the command's verbose stream is shown or recorded.</summary>
    internal bool IsVerbose => _isVerbose ??= ReadIsVerbose();

    /// <summary>The input that an error belongs to when the asynchronous method itself fails.</summary>
    private protected virtual object? ErrorTarget => null;

    /// <summary>Ends what is still running; the engine calls it in every case, also where EndProcessing never came.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the asynchronous method for one input, and waits for it.</summary>
    protected override void ProcessRecord() => AsyncPipeline.Run(this, ProcessRecordAsync);

    /// <summary>Cancels what is running. The engine calls it on another thread when the user stops the command.</summary>
    protected override void StopProcessing() => Lifetime.Stop();

    /// <summary>Ends what is still running.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Lifetime.Dispose();
        }
    }

    /// <summary>
    /// What the command does with one input. It runs on the thread pool and reaches the engine through the pipeline only.
    /// </summary>
    /// <param name="pipeline">Writes, asks and runs script blocks on the pipeline thread.</param>
    /// <param name="token">Cancelled when the command is stopped or the pipeline ends.</param>
    private protected virtual Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) => Task.CompletedTask;

    /// <summary>
    /// Does something for each item. The failure of one is written as an error with that item as target, and the others follow.
    /// </summary>
    private protected async Task ForEachAsync<T>(
        IEnumerable<T> items, AsyncPipeline pipeline, Func<T, Task> action, Func<T, object?>? targetOf = null)
    {
        foreach (T item in items)
        {
            ErrorRecord error;
            try
            {
                await action(item).ConfigureAwait(false);
                continue;
            }
            catch (Exception e) when (ErrorRecords.IsReportable(e, Lifetime.Token))
            {
                error = ErrorRecords.From(e, targetOf is null ? item : targetOf(item));
            }

            await pipeline.WriteErrorAsync(error).ConfigureAwait(false);
        }
    }

    /// <summary>Does something on the pipeline thread; its failure becomes one written error.</summary>
    private protected void Attempt(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (ErrorRecords.IsReportable(e, Lifetime.Token))
        {
            WriteError(ErrorRecords.From(e, target));
        }
    }

    /// <summary>
    /// Writes an error when a value of the piped object was meant for a parameter and the engine could not convert it. The
    /// command must then do nothing with that input.
    /// </summary>
    private protected bool HasDroppedValue(PSObject? input)
    {
        if (PipedValues.FindDropped(GetType(), MyInvocation.BoundParameters, input) is not { } problem)
        {
            return false;
        }

        WriteError(GwsErrorIds.InvalidParameter, problem + " Nothing was done with this input.", input);
        return true;
    }

    /// <summary>
    /// The full path of a file, as .NET takes it: relative to PowerShell's location, which is not the process's. A path of
    /// another provider (<c>env:x</c>) would become the name of a file that nobody meant.
    /// </summary>
    /// <param name="parameterName">The parameter that carries the path, for the message.</param>
    /// <param name="path">The path, or null.</param>
    /// <exception cref="GwsException">The path is not one of the file system.</exception>
    private protected string? GetFilePath(string parameterName, string? path)
    {
        if (path is null)
        {
            return null;
        }

        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem"
            ? file
            : throw new GwsException(
                GwsErrorIds.InvalidParameter,
                $"-{parameterName} '{path}' is a path of the provider {provider.Name}. Give the path of a file.");
    }

    /// <summary>Writes a warning. The text may quote a server, so it is made safe to show.</summary>
    /// <param name="text">The warning.</param>
    public new void WriteWarning(string text) => base.WriteWarning(DisplayText.Clean(text));

    /// <inheritdoc cref="WriteWarning"/>
    public new void WriteVerbose(string text) => base.WriteVerbose(DisplayText.Clean(text));

    /// <inheritdoc cref="WriteWarning"/>
    public new void WriteDebug(string text) => base.WriteDebug(DisplayText.Clean(text));

    /// <summary>Shows a state of the progress bar. Its texts may quote a server, so they are made safe to show.</summary>
    /// <param name="progress">The state.</param>
    public new void WriteProgress(ProgressRecord progress)
    {
        progress.Activity = DisplayText.Clean(progress.Activity);
        progress.StatusDescription = DisplayText.Clean(progress.StatusDescription);
        base.WriteProgress(progress);
    }

    /// <summary>Writes an error of the table.</summary>
    private protected void WriteError(string errorId, string message, object? target) =>
        WriteError(ErrorRecords.From(new GwsException(errorId, message), target));

    /// <summary>Ends the command with an error of the table. Does not return.</summary>
    private protected void ThrowTerminatingError(string errorId, string message, object? target) =>
        ThrowTerminatingError(ErrorRecords.From(new GwsException(errorId, message), target));

    /// <summary>Asks as -WhatIf and -Confirm demand. The texts may quote a server, so they are made safe to show.</summary>
    internal bool AskShouldProcess(string target, string action) =>
        ShouldProcess(DisplayText.Clean(target), DisplayText.Clean(action));

    /// <summary>The error of a failure of the asynchronous method itself.</summary>
    internal ErrorRecord ErrorOf(Exception exception) => ErrorRecords.From(exception, ErrorTarget);

    private bool ReadIsVerbose()
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
}
