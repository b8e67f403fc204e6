using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Makes a record in a calling list.</summary>
[Cmdlet(VerbsCommon.New, "GwsRecord", SupportsShouldProcess = true)]
[OutputType(typeof(GwsOperationResult))]
public sealed class NewGwsRecordCommand : GwsCampaignCmdlet
{
    /// <summary>The campaign.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [ValidateNotNullOrEmpty]
    public string CampaignName { get; set; } = string.Empty;

    /// <summary>The calling list.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallingListCompleter))]
    [ValidateNotNullOrEmpty]
    public string CallingList { get; set; } = string.Empty;

    /// <summary>The phone number.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Phone")]
    [ValidateNotNullOrEmpty]
    public string PhoneNumber { get; set; } = string.Empty;

    /// <summary>The kind of the number: a name (Mobile), number (4) or label.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PhoneTypeTransformation]
    [ArgumentCompleter(typeof(PhoneTypeCompleter))]
    [AllowNull]
    public GwsPhoneType? PhoneType { get; set; }

    /// <summary>The name of the record's time zone, as the outbound server knows it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string TimeZone { get; set; } = string.Empty;

    /// <summary>The time of day from which the record may be called, in its zone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TimeOfDayTransformation]
    public TimeSpan From { get; set; } = TimeSpan.Zero;

    /// <summary>The time of day until which the record may be called, in its zone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TimeOfDayTransformation]
    public TimeSpan Until { get; set; } = new(23, 59, 59);

    /// <summary>The chain to add the record to. Without it a new one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumberTransformation]
    [AllowNull]
    public long? ChainId { get; set; }

    /// <summary>Other fields: a table of names and values.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TableTransformation(nameof(OtherFields))]
    [AllowNull]
    public IDictionary? OtherFields { get; set; }

    private protected override object ErrorTarget => TargetOf(PhoneNumber);

    /// <summary>An empty column is "not given"; an empty argument is a mistake.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (PhoneType is null && MyInvocation.BoundParameters.ContainsKey(nameof(PhoneType)))
        {
            ThrowTerminatingError(GwsErrorIds.PhoneTypeInvalid,
                "-PhoneType is empty. Give a number from 0 to 11 or a name, for example Mobile.", target: null);
        }
    }

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        string target = $"calling list '{CallingList}' of campaign '{CampaignName}'";
        if (await pipeline.ShouldProcessAsync(target, $"Add {PhoneNumber}").ConfigureAwait(false))
        {
            GwsOperationResult answer =
                await CurrentSession.Outbound.AddRecordAsync(ReadRecord(), ReadOptions(), token).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WithInput(answer)).ConfigureAwait(false);
        }
    }

    private GwsNewRecord ReadRecord() => new()
    {
        CampaignName = CampaignName,
        CallingList = CallingList,
        PhoneNumber = PhoneNumber,
        PhoneType = PhoneType ?? GwsPhoneType.FromInt32(1),
        TimeZone = TimeZone,
        From = SecondOfDay(From, nameof(From)),
        Until = SecondOfDay(Until, nameof(Until)),
        ChainId = Given(ChainId),
        OtherFields = OtherFields as GwsData ?? GwsData.Empty,
        ApplicationId = Given(ApplicationId),
        DevicePath = Given(DevicePath),
    };

    private static int SecondOfDay(TimeSpan time, string parameter) => time >= TimeSpan.Zero && time < TimeSpan.FromDays(1)
        ? (int)time.TotalSeconds
        : throw new GwsException(GwsErrorIds.InvalidParameter, string.Format(
            CultureInfo.InvariantCulture, "-{0} must be a time of day, 00:00:00 to 23:59:59, not {1}.", parameter, time));
}
