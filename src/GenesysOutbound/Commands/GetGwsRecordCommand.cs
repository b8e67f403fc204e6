using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Formatting;

namespace GenesysOutbound.Commands;

/// <summary>Lists the records that the session holds, with what is pending on them. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsRecord")]
[OutputType(typeof(GwsRecord))]
public sealed class GetGwsRecordCommand : GwsSessionCmdlet
{
    private Predicate<string?>[]? _campaigns;

    /// <summary>The handles of the records, or the ids of their calls. Without it all that are held.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Handle", "GSW_RECORD_HANDLE")]
    [RecordHandleListTransformation]
    [ArgumentCompleter(typeof(RecordHandleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? RecordHandle { get; set; }

    /// <summary>Only records of these campaigns; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? CampaignName { get; set; }

    /// <summary>Only records in these states.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public GwsRecordState[]? State { get; set; }

    /// <summary>Also the records that are done, as far as the session remembers them.</summary>
    [Parameter]
    public SwitchParameter IncludeDone { get; set; }

    /// <summary>Writes the records.</summary>
    protected override void ProcessRecord()
    {
        if (RecordHandle is null)
        {
            bool done = IncludeDone || State is not null;
            Write(CurrentSession.Records.Snapshot().Where(record => done || !record.IsDone));
            return;
        }

        foreach (string handle in RecordHandle)
        {
            if (CurrentSession.Records.Find(handle) is { } record)
            {
                Write([record]);
            }
            else
            {
                WriteError(
                    GwsErrorIds.RecordNotHeld, $"The session does not hold the record '{handle}' and does not remember it.",
                        handle);
            }
        }
    }

    private void Write(IEnumerable<GwsRecord> records)
    {
        // What a campaign's name means is decided once, by all that the session holds, not by the records of one input.
        _campaigns ??= ReadCampaigns(CampaignName);
        foreach (GwsRecord record in records)
        {
            if ((CampaignName is null || Array.Exists(_campaigns, isMeant => isMeant(record.CampaignName)))
                && (State is null || State.Contains(record.State)))
            {
                WriteObject(RecordMembers.Decorate(record));
            }
        }
    }

    private Predicate<string?>[] ReadCampaigns(string[]? wanted)
    {
        if (wanted is null)
        {
            return [];
        }

        string?[] known = [.. CurrentSession.Records.Snapshot().Select(record => record.CampaignName)
            .Concat(CurrentSession.Campaigns.Snapshot().Select(campaign => campaign.CampaignName))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        return [.. wanted.Select(name => new NamePattern(name).Among(known))];
    }
}
