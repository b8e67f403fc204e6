using System;
using System.Threading.Tasks;

namespace GenesysOutbound.Hosting;

/// <summary>
/// The pipeline as asynchronous work sees it. Safe from any thread. What is awaited is done on the pipeline thread before the task
/// completes, which is the back-pressure: work that awaits its writes never runs ahead of a slow downstream.
/// </summary>
internal interface ICommandPipeline
{
    /// <summary>Writes one object.</summary>
    Task WriteObjectAsync(object? value, bool enumerate = false);

    /// <summary>Writes an error that does not end the command.</summary>
    Task WriteErrorAsync(CommandError error);

    /// <summary>Fire and forget, in order with everything else.</summary>
    void WriteWarning(string text);

    /// <inheritdoc cref="WriteWarning"/>
    void WriteVerbose(string text);

    /// <inheritdoc cref="WriteWarning"/>
    void WriteDebug(string text);

    /// <inheritdoc cref="WriteWarning"/>
    void WriteProgress(CommandProgress progress);

    /// <summary>Asks as -WhatIf and -Confirm want it. Refused with an exception once the work has ended.</summary>
    Task<bool> ShouldProcessAsync(string target, string action);

    /// <summary>Asks the user; yes-to-all and no-to-all hold for the rest of the command.</summary>
    Task<bool> ShouldContinueAsync(string query, string caption);

    /// <summary>
    /// Lets the next run start although this one is not done: what is left of it is waiting. The runs held at once stay bounded. Does nothing
    /// where one run at a time is wanted, and nothing the second time.
    /// </summary>
    void YieldTurn();

    /// <summary>Runs a function on the pipeline thread: a script block, a prompt for credentials.</summary>
    Task<T> InvokeOnPipelineAsync<T>(Func<T> function);
}
