using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>The base of the outbound commands: what identifies a campaign to the server beside its name.</summary>
public abstract class GwsCampaignCmdlet : GwsOperationCmdlet
{
    /// <summary>The DBID of the Outbound Contact Server application, where the session does not know it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_APPLICATION_ID")]
    [WholeNumberTransformation]
    [AllowNull]
    public long? ApplicationId { get; set; }

    /// <summary>The relative path of the voice device that sends the request, /devices/ID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? DevicePath { get; set; }

    /// <summary>The identity of a campaign for the client.</summary>
    private protected GwsCampaignIdentity Identify(string campaignName) => new(campaignName)
    {
        ApplicationId = Given(ApplicationId),
        DevicePath = Given(DevicePath),
    };
}
