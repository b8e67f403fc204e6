using System.Linq;

namespace GenesysOutbound.Day.Tests;

/// <summary>A day that left something out would prove nothing of it.</summary>
internal static class Coverage
{
    private static readonly string[] OnTheWire =
    [
        "StartPreviewSession", "EndPreviewSession", "GetPreviewRecord", "GetChainedRecord", "UpdateRecord", "RescheduleRecord", "CompleteRecord",
        "RejectRecord", "CancelRecord", "DoNotCallRecord", "AddRecord", "Dial", "Answer", "Hangup", "Reject", "Accept", "Complete",
        "Ready", "NotReady", "AuxWork", "AfterCallWork", "StartContactCenterSession", "EndContactCenterSession",
    ];

    private static readonly string[] InTheClient =
    [
        "GetFields", "UpdateFields", "UpdateFields with one that is not editable", "SetCallResult", "ClearCallResult", "SetDoNotCall", "RemoveDoNotCall",
        "SetSchedule", "SetSchedule by record time", "ReadSchedule", "RemoveSchedule", "Probe", "RefreshDevices", "raw GET", "raw POST",
    ];

    public static void Check(Day day, Findings findings)
    {
        var processed = day.Simulator.Requests.Where(request => request.Processed).Select(request => request.Operation).ToHashSet();
        foreach (var operation in OnTheWire)
        {
            findings.Expect(processed.Contains(operation), "Never used: " + operation);
        }

        foreach (var doing in InTheClient)
        {
            findings.Expect(day.World.Used.ContainsKey(doing), "Never used: " + doing);
        }

        foreach (var strike in day.Faults.Strikes)
        {
            findings.Expect(strike.Value > 0, "Never went wrong: " + strike.Key);
        }

        var happened = day.Simulator.Records.SelectMany(record => record.History).Select(one => one.Detail == "ScheduledCall" ? "ScheduledCall" : one.What).ToHashSet();
        foreach (var what in new[] { "ScheduledCall", "Withdrawn" })
        {
            findings.Expect(happened.Contains(what), "Never happened: " + what);
        }
    }
}
