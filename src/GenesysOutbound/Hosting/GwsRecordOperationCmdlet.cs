using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Hosting;

/// <summary>The base of every command that sends an operation on a record and waits for the event that answers it.</summary>
public abstract class GwsRecordOperationCmdlet : GwsRecordCmdlet
{
    /// <summary>
    /// <para type="description">How many seconds to wait for the server's answer. When none came in time the outcome is unknown; the
    /// operation is not sent again. Without it the session's own limit holds.</para>
    /// </summary>
    [Parameter]
    [ValidateRange(1, OperationParameters.LongestTimeoutSec)]
    public int TimeoutSec { get; set; }

    /// <summary>
    /// <para type="description">Returns a ticket as soon as the server has accepted the request. Pipe it to Wait-GwsEvent for the answer.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>
    /// <para type="description">The reference id to send with the request, by which its answer is known. Without it a new one is made.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReferenceId { get; set; }

    // The engine finds parameters on a command's own classes only, so these three stand in GwsOperationCmdlet as well: a class has one base,
    // and a pending change on a record has nothing to wait for.

    /// <summary>A snapshot of how the operation is to be done: the next input may change the parameters while this one is under way.</summary>
    private protected GwsOperationOptions ReadOptions(bool force = false) => OperationParameters.Read(ReferenceId, TimeoutSec, NoWait, force);
}
