using System;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Hosting;

namespace GenesysOutbound.Commands;

/// <summary>Schedules a callback for a record: pending until Complete-GwsRecord, or at once with -Immediate.</summary>
[Cmdlet(VerbsCommon.Set, "GwsRecordSchedule", SupportsShouldProcess = true, DefaultParameterSetName = AtSet)]
[OutputType(typeof(GwsRecord), typeof(GwsOperationResult))]
public sealed class SetGwsRecordScheduleCommand : GwsRecordOperationCmdlet
{
    private const string AtSet = "At";
    private const string RecordTimeSet = "RecordTime";

    /// <summary>The moment of the callback. A time without an offset is meant in the zone of this computer.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = AtSet)]
    [CallerTimeTransformation]
    public DateTimeOffset At { get; set; }

    /// <summary>The time of the callback in the record's own zone, MM/DD/YYYY HH:MM.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RecordTimeSet)]
    [ValidateNotNullOrEmpty]
    public string RecordTime { get; set; } = string.Empty;

    /// <summary>Any agent of the campaign (Campaign), or this one (Personal).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public GwsCallbackType CallbackType { get; set; } = GwsCallbackType.Campaign;

    /// <summary>Sends the schedule at once.</summary>
    [Parameter]
    public SwitchParameter Immediate { get; set; }

    /// <summary>Schedules although the desktop's rules say no; the server decides.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessRecord(GwsRecordIdentity record)
    {
        RefuseOwnValue(nameof(At), "-At '2031-05-27 14:30'");
        RefuseOwnValue(nameof(RecordTime), "-RecordTime '05/27/2031 14:30'");
        RefuseOwnValue(nameof(CallbackType), "-CallbackType Personal");
        bool absolute = ParameterSetName == AtSet;
        string when = absolute ? At.ToString("yyyy-MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture) : RecordTime + " of the record's zone";
        if (!Immediate)
        {
            ChangePending(record, "Schedule a " + CallbackType + " callback at " + when, outbound => absolute
                ? outbound.SetSchedule(record, At, CallbackType, Force)
                : outbound.SetSchedule(record, RecordTime, CallbackType, Force));
        }
        else if (ShouldProcess(Describe(record), "Send a " + CallbackType + " callback at " + when))
        {
            GwsSession session = CurrentSession;
            GwsOperationOptions options = ReadOptions(Force);
            GwsSchedule schedule = absolute ? new GwsSchedule(At, CallbackType) : session.Outbound.ReadSchedule(record, RecordTime, CallbackType);
            Submit(Target(record.RecordHandle), token => session.Outbound.SendScheduleAsync(record, schedule, options, token));
        }
    }
}
