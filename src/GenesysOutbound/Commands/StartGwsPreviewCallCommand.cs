using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Dials a preview record and returns the call.</summary>
[Cmdlet(VerbsLifecycle.Start, "GwsPreviewCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsCall), typeof(GwsOperationResult))]
public sealed class StartGwsPreviewCallCommand : GwsRecordOperationCmdlet
{
    /// <summary>Another number to dial than that of the record.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PhoneNumber { get; set; }

    /// <summary>Dials although the desktop's rules say no; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        if (!ShouldProcess(Describe(record), "Dial"))
        {
            return;
        }

        GwsSession session = CurrentSession;
        GwsOperationOptions options = ReadOptions(Force);
        string? phoneNumber = PhoneNumber;
        object target = Target(record.RecordHandle);
        if (NoWait)
        {
            Submit(target, token => session.Outbound.DialRecordAsync(record, phoneNumber, options, token));
        }
        else
        {
            Submit(target, token => session.Outbound.StartCallAsync(record, phoneNumber, options, token));
        }
    }
}
