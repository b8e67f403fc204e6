using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Dials a preview record and returns the call.</summary>
[Cmdlet(VerbsLifecycle.Start, "GwsPreviewCall", SupportsShouldProcess = true)]
[OutputType(typeof(GwsCall), typeof(GwsOperationResult))]
public sealed class StartGwsPreviewCallCommand : GwsRecordCmdlet
{
    /// <summary>Another number to dial than that of the record.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PhoneNumber { get; set; }

    /// <summary>Dials although the desktop's rules say no; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Not a parameter of this command: dialling has no reference id on the wire.</summary>
    public override string? ReferenceId { get; set; }

    private protected override async Task ProcessAsync(GwsRecordIdentity record, AsyncPipeline pipeline, CancellationToken token)
    {
        if (!await pipeline.ShouldProcessAsync(Describe(record), "Dial").ConfigureAwait(false))
        {
            return;
        }

        GwsOutbound outbound = CurrentSession.Outbound;
        object answer = NoWait
            ? WithInput(await outbound.DialRecordAsync(record, PhoneNumber, ReadOptions(Force), token).ConfigureAwait(false))
            : await outbound.StartCallAsync(record, PhoneNumber, ReadOptions(Force), token).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(answer).ConfigureAwait(false);
    }
}
