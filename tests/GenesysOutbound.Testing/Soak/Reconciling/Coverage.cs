using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>A run that left something out would prove nothing of it.</summary>
internal static class Coverage
{
    private static readonly string[] OnTheWire =
    [
        "StartPreviewSession", "EndPreviewSession", "GetPreviewRecord", "GetChainedRecord", "UpdateRecord", "RescheduleRecord",
            "CompleteRecord",
        "RejectRecord", "CancelRecord", "DoNotCallRecord", "AddRecord", "Dial", "Answer", "Hangup", "Reject", "Accept",
            "Complete",
        "Ready", "NotReady", "AuxWork", "AfterCallWork", "StartContactCenterSession", "EndContactCenterSession",
    ];

    private static readonly string[] InTheClient =
    [
        "GetFields", "UpdateFields", "UpdateFields with one that is not editable", "SetCallResult", "ClearCallResult",
            "SetDoNotCall", "RemoveDoNotCall",
        "SetSchedule", "SetSchedule by record time", "ReadSchedule", "RemoveSchedule", "Probe", "RefreshDevices", "raw GET",
            "raw POST",
    ];

    public static void Check(Ledger ledger, IEnumerable<string> used, Findings findings)
    {
        var processed = ledger.Requests.Where(request => request.Processed).Select(request => request.Operation).ToHashSet();
        foreach (var operation in OnTheWire)
        {
            findings.Expect(processed.Contains(operation), "Never used: " + operation);
        }

        foreach (var doing in InTheClient.Except(used))
        {
            findings.Expect(false, "Never used: " + doing);
        }

        foreach (var strike in ledger.Strikes)
        {
            findings.Expect(strike.Value > 0, "Never went wrong: " + strike.Key);
        }

        var happened = ledger.Records.SelectMany(record => record.History)
            .Select(one => one.Detail == "ScheduledCall" ? "ScheduledCall" : one.What).ToHashSet();
        foreach (var what in new[] { "ScheduledCall", "Withdrawn" })
        {
            findings.Expect(happened.Contains(what), "Never happened: " + what);
        }
    }
}
