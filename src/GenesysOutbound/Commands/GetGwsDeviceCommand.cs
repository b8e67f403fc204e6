using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Lists the voice devices of the user, as the server's events describe them.</summary>
[Cmdlet(VerbsCommon.Get, "GwsDevice")]
[OutputType(typeof(GwsDevice))]
public sealed class GetGwsDeviceCommand : GwsSessionCmdlet
{
    /// <summary>Asks the server again.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Writes the devices.</summary>
    protected override void ProcessRecord()
    {
        if (Refresh)
        {
            base.ProcessRecord();
        }
        else
        {
            WriteObject(CurrentSession.Devices, enumerateCollection: true);
        }
    }

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        await pipeline.WriteObjectAsync(
            await CurrentSession.Agent.RefreshDevicesAsync(token).ConfigureAwait(false), enumerateCollection: true)
                .ConfigureAwait(false);
}
