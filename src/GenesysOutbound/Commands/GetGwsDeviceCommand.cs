using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Lists the voice devices of the user, as the server's events describe them.</summary>
[Cmdlet(VerbsCommon.Get, "GwsDevice")]
[OutputType(typeof(GwsDevice))]
public sealed class GetGwsDeviceCommand : GwsSessionCmdlet
{
    /// <summary>Asks the server anew.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Writes the devices.</summary>
    protected override void ProcessRecord()
    {
        GwsSession session = CurrentSession;
        if (!Refresh)
        {
            WriteObject(session.Devices, enumerateCollection: true);
            return;
        }

        Submit(session, async (pipeline, token) =>
        {
            foreach (GwsDevice device in await session.Agent.RefreshDevicesAsync(token).ConfigureAwait(false))
            {
                await pipeline.WriteObjectAsync(device).ConfigureAwait(false);
            }
        });
    }
}
