using System.Collections.Generic;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>Lists the campaigns that are loaded or active for the agent, as the server's events describe them.</summary>
[Cmdlet(VerbsCommon.Get, "GwsCampaign")]
[OutputType(typeof(GwsCampaign))]
public sealed class GetGwsCampaignCommand : GwsSessionCmdlet
{
    /// <summary>The names; wildcards are allowed. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] CampaignName { get; set; } = ["*"];

    /// <summary>Writes the campaigns.</summary>
    protected override void ProcessRecord()
    {
        foreach (string name in CampaignName)
        {
            var wanted = new NamePattern(name);
            IReadOnlyList<GwsCampaign> found = wanted.Choose(
                CurrentSession.Campaigns.Snapshot(), campaign => campaign.CampaignName);
            if (found.Count == 0 && !wanted.IsPattern)
            {
                WriteError(GwsErrorIds.CampaignUnknown, $"No campaign '{name}' has been announced for this agent.", name);
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
