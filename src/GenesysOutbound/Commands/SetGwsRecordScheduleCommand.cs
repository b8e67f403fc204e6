using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;

namespace GenesysOutbound.Commands;

/// <summary>Schedules a callback for a record: pending until Complete-GwsRecord, or at once with -Immediate.</summary>
[Cmdlet(VerbsCommon.Set, "GwsRecordSchedule", SupportsShouldProcess = true, DefaultParameterSetName = AtSet)]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class SetGwsRecordScheduleCommand : GwsRecordCmdlet
{
    private const string AtSet = "At";
    private const string RecordTimeSet = "RecordTime";

    /// <summary>The moment of the callback. A time without an offset is meant in the zone of this computer.</summary>
    // Not mandatory: the engine would call an unreadable time of a piped row "missing". It is asked for below.
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = AtSet)]
    [CallerTimeTransformation]
    public DateTimeOffset At { get; set; }

    /// <summary>The time of the callback in the record's own zone, MM/DD/YYYY HH:MM.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RecordTimeSet)]
    [ValidateNotNullOrEmpty]
    public string RecordTime { get; set; } = string.Empty;

    /// <summary>Any agent of the campaign (Campaign), or this one (Personal).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConvertibleTextTransformation(typeof(GwsCallbackType))]
    public GwsCallbackType CallbackType { get; set; } = GwsCallbackType.Campaign;

    /// <summary>Sends the schedule at once.</summary>
    [Parameter]
    public SwitchParameter Immediate { get; set; }

    /// <summary>Schedules although the desktop's rules say no; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override async Task ProcessAsync(GwsRecordIdentity record, AsyncPipeline pipeline, CancellationToken token)
    {
        CurrentSession.EnsureOpen();
        if (ParameterSetName == AtSet && !MyInvocation.BoundParameters.ContainsKey(nameof(At)))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "The time of the callback is required: give -At or -RecordTime.");
        }

        RefuseOwnValue(nameof(At), "-At '2031-05-27 14:30'");
        RefuseOwnValue(nameof(RecordTime), "-RecordTime '05/27/2031 14:30'");
        RefuseOwnValue(nameof(CallbackType), "-CallbackType Personal");
        bool isAbsolute = ParameterSetName == AtSet;
        string when = isAbsolute
            ? At.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
            : RecordTime + " of the record's zone";
        if (!isAbsolute && CurrentSession.Outbound.ReadSchedule(record, RecordTime, CallbackType).Warning is { } warning)
        {
            pipeline.WriteWarning(warning);
        }

        if (!Immediate)
        {
            await ChangePendingAsync(record, $"Schedule a {CallbackType} callback at {when}", pipeline, outbound => isAbsolute
                ? outbound.SetSchedule(record, At, CallbackType, Force)
                : outbound.SetSchedule(record, RecordTime, CallbackType, Force)).ConfigureAwait(false);
        }
        else if (await pipeline.ShouldProcessAsync(Describe(record), $"Send a {CallbackType} callback at {when}")
            .ConfigureAwait(false))
        {
            GwsOutbound outbound = CurrentSession.Outbound;
            GwsSchedule schedule =
                isAbsolute ? new GwsSchedule(At, CallbackType) : outbound.ReadSchedule(record, RecordTime, CallbackType);
            GwsOperationResult answer =
                await outbound.SendScheduleAsync(record, schedule, ReadOptions(Force), token).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WithInput(answer)).ConfigureAwait(false);
        }
    }
}
