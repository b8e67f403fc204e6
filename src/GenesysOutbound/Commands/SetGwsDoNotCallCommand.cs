using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Marks a record Do Not Call: pending until Complete-GwsRecord, or at once with -Immediate. A phone number is always marked at once.</summary>
[Cmdlet(VerbsCommon.Set, "GwsDoNotCall", SupportsShouldProcess = true, DefaultParameterSetName = RecordSet)]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class SetGwsDoNotCallCommand : GwsRecordOperationCmdlet
{
    private const string RecordSet = "Record";
    private const string NumberSet = "PhoneNumber";

    /// <summary>The handle of the record, or the record itself.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = RecordSet)]
    [Alias("Handle", "GSW_RECORD_HANDLE")]
    [RecordHandleTransformation]
    [ArgumentCompleter(typeof(RecordHandleCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] RecordHandle { get; set; } = [];

    /// <summary>A phone number to mark, without a record. It takes a campaign.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NumberSet)]
    [ValidateNotNullOrEmpty]
    public string[] PhoneNumber { get; set; } = [];

    /// <summary>Every record of the chain, or this record alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public GwsChainScope Scope { get; set; } = GwsChainScope.AllChain;

    /// <summary>Sends the mark at once. This finishes the record.</summary>
    [Parameter(ParameterSetName = RecordSet)]
    public SwitchParameter Immediate { get; set; }

    /// <summary>Marks the record although nobody dialled it; the server decides.</summary>
    [Parameter(ParameterSetName = RecordSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Marks records, or numbers.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == RecordSet)
        {
            base.ProcessRecord();
            return;
        }

        foreach (string number in PhoneNumber)
        {
            Attempt(number, () => MarkNumber(number));
        }
    }

    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        RefuseOwnValue(nameof(Scope), "-Scope RecordOnly");
        GwsChainScope scope = Scope;
        if (!Immediate)
        {
            ChangePending(record, "Mark Do Not Call (" + scope + ")", outbound => outbound.SetDoNotCall(record, scope, Force));
        }
        else if (ShouldProcess(Describe(record), "Send Do Not Call (" + scope + ")"))
        {
            GwsSession session = CurrentSession;
            GwsOperationOptions options = ReadOptions(Force);
            Submit(Target(record.RecordHandle), token => session.Outbound.SendDoNotCallAsync(record, scope, null, options, token));
        }
    }

    private void MarkNumber(string number)
    {
        string campaignName = Given(CampaignName)
            ?? throw new GwsException(GwsErrorIds.MissingIdentity, "A phone number is marked in a campaign. Give -CampaignName.");
        if (ShouldProcess("number " + number + " of campaign '" + campaignName + "'", "Send Do Not Call (" + Scope + ")"))
        {
            var campaign = new GwsCampaignIdentity(campaignName) { ApplicationId = Given(ApplicationId), DevicePath = Given(DevicePath) };
            string? list = Given(CallingList);
            GwsSession session = CurrentSession;
            GwsChainScope scope = Scope;
            GwsOperationOptions options = ReadOptions();
            Submit(number, token => session.Outbound.SendDoNotCallNumberAsync(campaign, number, list, scope, options, token));
        }
    }
}
