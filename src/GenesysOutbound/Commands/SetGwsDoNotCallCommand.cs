using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>
/// Marks a record Do Not Call: pending until Complete-GwsRecord, or at once with -Immediate. A phone number is always marked at
/// once.
/// </summary>
[Cmdlet(VerbsCommon.Set, "GwsDoNotCall", SupportsShouldProcess = true, DefaultParameterSetName = RecordSet)]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class SetGwsDoNotCallCommand : GwsRecordCmdlet
{
    private const string RecordSet = "Record";
    private const string NumberSet = "PhoneNumber";

    /// <summary>The handle of the record, or the record itself.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = RecordSet)]
    [Alias("Handle", "GSW_RECORD_HANDLE")]
    [RecordHandleListTransformation]
    [ArgumentCompleter(typeof(RecordHandleCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] RecordHandle { get; set; } = [];

    /// <summary>A phone number to mark, without a record. It takes a campaign.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NumberSet)]
    [ValidateNotNullOrEmpty]
    public string[] PhoneNumber { get; set; } = [];

    /// <summary>Every record of the chain, or this record alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConvertibleTextTransformation(typeof(GwsChainScope))]
    public GwsChainScope Scope { get; set; } = GwsChainScope.AllChain;

    /// <summary>Sends the mark at once. This finishes the record.</summary>
    [Parameter(ParameterSetName = RecordSet)]
    public SwitchParameter Immediate { get; set; }

    /// <summary>Marks the record although nobody dialled it; the server decides.</summary>
    [Parameter(ParameterSetName = RecordSet)]
    public SwitchParameter Force { get; set; }

    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        ParameterSetName == RecordSet
        ? base.ProcessRecordAsync(pipeline, token)
        : ForEachAsync(PhoneNumber, pipeline, number => MarkNumberAsync(number, pipeline, token), TargetOf);

    private protected override async Task ProcessAsync(GwsRecordIdentity record, AsyncPipeline pipeline, CancellationToken token)
    {
        RefuseOwnValue(nameof(Scope), "-Scope RecordOnly");
        if (!Immediate)
        {
            await ChangePendingAsync(
                record, $"Mark Do Not Call ({Scope})", pipeline, outbound =>
                    outbound.SetDoNotCall(record, Scope, Force)).ConfigureAwait(false);
        }
        else if (await pipeline.ShouldProcessAsync(Describe(record), $"Send Do Not Call ({Scope})").ConfigureAwait(false))
        {
            GwsOperationResult answer = await CurrentSession.Outbound
                .SendDoNotCallAsync(record, Scope, null, ReadOptions(Force), token).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WithInput(answer)).ConfigureAwait(false);
        }
    }

    private async Task MarkNumberAsync(string number, AsyncPipeline pipeline, CancellationToken token)
    {
        string campaignName = Given(CampaignName)
            ?? throw new GwsException(GwsErrorIds.MissingIdentity,
                "A phone number is marked in a campaign. Specify -CampaignName.");
        if (await pipeline.ShouldProcessAsync($"number {number} of campaign '{campaignName}'", $"Send Do Not Call ({Scope})")
            .ConfigureAwait(false))
        {
            GwsOperationResult answer = await CurrentSession.Outbound
                .SendDoNotCallNumberAsync(Identify(campaignName), number, Given(CallingList), Scope, ReadOptions(), token)
                    .ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WithInput(answer)).ConfigureAwait(false);
        }
    }
}
