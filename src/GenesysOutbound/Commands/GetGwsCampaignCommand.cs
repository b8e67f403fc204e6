using System.Linq;
using System.Management.Automation;
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
            // A name with brackets is a name before it is a pattern.
            GwsCampaign[] found = CurrentSession.Campaigns.Find(name) is { } literal ? [literal] : Matching(name);
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(GwsErrorIds.CampaignUnknown, $"No campaign '{name}' has been announced for this agent.", name);
            }

            WriteObject(found, enumerateCollection: true);
        }
    }

    private GwsCampaign[] Matching(string name)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        return [.. CurrentSession.Campaigns.Snapshot().Where(campaign => pattern.IsMatch(campaign.CampaignName))];
    }
}
