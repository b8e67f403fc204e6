using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Hosting;

/// <summary>The base of every command that sends an operation and waits for the event that answers it.</summary>
public abstract class GwsOperationCmdlet : GwsSessionCmdlet
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

    /// <summary>A snapshot of how the operation is to be done: the next input may change the parameters while this one is under way.</summary>
    private protected GwsOperationOptions ReadOptions(bool force = false) => OperationParameters.Read(ReferenceId, TimeoutSec, NoWait, force);

    /// <summary>Sends an operation for each of the ids, asking first, and writes its answer.</summary>
    private protected void SubmitEach(
        string[] ids, string noun, string action, Func<GwsSession, string, GwsOperationOptions, CancellationToken, Task<GwsOperationResult>> operation)
    {
        foreach (string id in ids)
        {
            if (ShouldProcess(noun + " " + id, action))
            {
                GwsSession session = CurrentSession;
                GwsOperationOptions options = ReadOptions();
                Submit(id, token => operation(session, id, options, token));
            }
        }
    }
}
