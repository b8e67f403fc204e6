using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>The base of every command that sends an operation and waits for the event that answers it.</summary>
public abstract class GwsOperationCmdlet : GwsSessionCmdlet
{
    /// <summary>A day. Catches callers who pass milliseconds.</summary>
    internal const int LongestTimeoutSec = 86400;

    /// <summary>
    /// How many seconds to wait for the server's answer. When none came in time the outcome is unknown; the operation is not sent
    /// again. Without it the session's own limit holds.
    /// </summary>
    [Parameter]
    [ValidateRange(1, LongestTimeoutSec)]
    public virtual int TimeoutSec { get; set; }

    /// <summary>
    /// Returns a ticket as soon as the server has accepted the request. Pipe it to Wait-GwsEvent for the answer.
    /// </summary>
    [Parameter]
    public virtual SwitchParameter NoWait { get; set; }

    /// <summary>The reference id to send with the request, by which its answer is known. Without it a new one is made.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? ReferenceId { get; set; }

    /// <summary>
    /// The object that came down the pipeline. Its properties bind by name; errors carry it as their target and answers as their
    /// InputObject, so that what failed can be piped in again.
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Works on one input, unless it has a value that was meant for a parameter and cannot be used.</summary>
    protected sealed override void ProcessRecord()
    {
        try
        {
            if (!HasDroppedValue(InputObject) && !RefusesInput())
            {
                ProcessInput();
            }
        }
        finally
        {
            ForgetPipedParameters();
        }
    }

    /// <summary>Writes an error when the command must do nothing with the input.</summary>
    private protected virtual bool RefusesInput() => false;

    /// <summary>Works on one input whose values could all be used.</summary>
    private protected virtual void ProcessInput() => base.ProcessRecord();

    /// <summary>
    /// Refuses a value that the piped record itself brought: <c>$record | Set-GwsCallResult</c> would set the result that the
    /// record has already. A row of a file may name it, because there it is what somebody wrote down.
    /// </summary>
    private protected void RefuseOwnValue(string parameterName, string example)
    {
        if (!IsTyped(parameterName) && MyInvocation.BoundParameters.ContainsKey(parameterName) && InputObject.IsRecord())
        {
            throw new GwsException(
                GwsErrorIds.InvalidParameter,
                $"-{parameterName} is required; the value on the piped record is not used. Give the value, as in {example}.");
        }
    }

    /// <inheritdoc cref="PSObjectExtensions.OrGiven"/>
    private protected object TargetOf(object given) => InputObject.OrGiven(given)!;

    /// <summary>An answer with the input that it belongs to.</summary>
    private protected GwsOperationResult WithInput(GwsOperationResult answer) =>
        InputObject is null ? answer : answer with { InputObject = InputObject };

    /// <summary>How the operation is to be carried out.</summary>
    private protected GwsOperationOptions ReadOptions(bool force = false, Action? accepted = null) => new()
    {
        ReferenceId = ReferenceId,
        Timeout = TimeoutSec > 0 ? TimeSpan.FromSeconds(TimeoutSec) : null,
        NoWait = NoWait,
        Force = force,
        Accepted = accepted,
    };

    /// <summary>Asks, sends an operation for each of the ids, and writes its answer.</summary>
    private protected Task OperateAsync(
        IEnumerable<string> ids,
        string noun,
        string action,
        AsyncPipeline pipeline,
        Func<string, GwsOperationOptions, CancellationToken, Task<GwsOperationResult>> operation) =>
        ForEachAsync(ids, pipeline, async id =>
        {
            if (await pipeline.ShouldProcessAsync($"{noun} '{id}'", action).ConfigureAwait(false))
            {
                GwsOperationResult answer = await operation(id, ReadOptions(), Lifetime.Token).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(WithInput(answer)).ConfigureAwait(false);
            }
        }, TargetOf);
}
