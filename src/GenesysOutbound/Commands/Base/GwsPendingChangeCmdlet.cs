using System;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Formatting;

namespace GenesysOutbound.Commands;

/// <summary>
/// The base of commands that read or change only what the session holds of a record. They send nothing and wait for nothing.
/// </summary>
public abstract class GwsPendingChangeCmdlet : GwsRecordCmdlet
{
    // Properties without the Parameter attribute: there is no answer to wait for, so these commands do not have the parameters of
    // a request.

    /// <summary>Not a parameter of this command.</summary>
    public sealed override int TimeoutSec { get; set; }

    /// <summary>Not a parameter of this command.</summary>
    public sealed override SwitchParameter NoWait { get; set; }

    /// <summary>Not a parameter of this command.</summary>
    public sealed override string? ReferenceId { get; set; }

    /// <summary>Works on one record after the other, on the pipeline thread.</summary>
    private protected override void ProcessInput()
    {
        foreach (string handle in RecordHandle)
        {
            Attempt(TargetOf(handle), () => Process(IdentifyRecord(handle)));
        }
    }

    /// <summary>Works on one record.</summary>
    private protected abstract void Process(GwsRecordIdentity record);

    /// <summary>Asks, changes what is pending on a record, and writes the record as it then is.</summary>
    private protected void ChangePending(GwsRecordIdentity record, string action, Func<GwsOutbound, GwsRecord> change)
    {
        if (AskShouldProcess(Describe(record), action))
        {
            WriteObject(RecordMembers.Decorate(change(CurrentSession.Outbound)));
        }
    }
}
