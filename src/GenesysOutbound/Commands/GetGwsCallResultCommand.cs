using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Shows the call result of a record (the pending one if there is one), or the table of call results.</summary>
[Cmdlet(VerbsCommon.Get, "GwsCallResult", DefaultParameterSetName = ListSet)]
[OutputType(typeof(GwsCallResult))]
public sealed class GetGwsCallResultCommand : GwsCmdlet
{
    private const string RecordSet = "Record";
    private const string ListSet = "List";

    /// <summary>The handle of the record, or the record itself.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = RecordSet)]
    [Alias("Handle", "GSW_RECORD_HANDLE")]
    [RecordHandleListTransformation]
    [ArgumentCompleter(typeof(RecordHandleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] RecordHandle { get; set; } = [];

    /// <summary>The session: object, name or id. Without it the current one.</summary>
    [Parameter(ParameterSetName = RecordSet)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public GwsSession? Session { get; set; }

    /// <summary>Lists the results that a desktop offers. This is the default without a record; it needs no session.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter ListAvailable { get; set; }

    /// <summary>Lists all known results, also those that only switches set.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Writes the results.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            WriteObject(GwsCallResult.Known.Where(result => All || result.IsOffered), enumerateCollection: true);
            return;
        }

        GwsSession? session = Session ?? RunspaceSessions.ForCurrentRunspace.Current;
        if (session is null)
        {
            ThrowTerminatingError(GwsErrorIds.NoSession, "There is no current session. Open one with Connect-Gws.", target: null);
        }

        foreach (string handle in RecordHandle)
        {
            if (session!.Records.Find(handle) is not { } record)
            {
                WriteError(GwsErrorIds.RecordNotHeld, $"The session does not hold the record '{handle}'.", handle);
            }
            else if ((record.Pending.CallResult ?? record.CallResult) is { } result)
            {
                WriteObject(result);
            }
        }
    }
}
