using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// One record: from what the agents asked for, in the order in which the server carried it out, follows what the record must look
/// like now. The server's history gives the order and settles what was unknown; the values come from the accounts.
/// </summary>
internal static class RecordReconciliation
{
    private const int DoNotCall = 51;
    private const int Cancelled = 52;
    private const int Untouched = 28;

    public static void Check(LedgerRecord record, IReadOnlyDictionary<long, LedgerRecord> before, OperationLogIndex accounts,
        Findings findings)
    {
        before.TryGetValue(record.Handle, out var was);
        var result = was?.CallResult ?? Untouched;
        var attempts = was?.Attempts ?? 0;
        var fields = new Dictionary<string, object?>(was?.Fields ?? new Dictionary<string, object?>());
        var until = was?.Until ?? record.Until;
        var ends = new List<string>();
        var scheduled = false;
        foreach (var done in record.History)
        {
            var entry = accounts.Find(done.Agent, done.ReferenceId);
            var own = done.Detail?.StartsWith("with #", StringComparison.Ordinal) != true;
            switch (done.What)
            {
                case "Delivered":
                    scheduled = false;
                    break;
                case "Dialed":
                    attempts++;
                    break;
                case "UpdateRecord":
                    foreach (var field in entry?.Fields ?? new Dictionary<string, object?>())
                    {
                        until = field.Key == "GSW_UNTIL" ? Convert.ToInt32(field.Value, CultureInfo.InvariantCulture) : until;
                        if (field.Key != "GSW_UNTIL")
                        {
                            fields[field.Key] = field.Value;
                        }
                    }

                    break;
                case "RescheduleRecord":
                    scheduled = true;
                    findings.Expect(
                        entry?.At is { } at && done.Detail!.Contains(at.ToUniversalTime()
                            .ToString("u", CultureInfo.InvariantCulture), StringComparison.Ordinal),
                        $"{record}: the callback is for {done.Detail}, asked for was {entry?.At:u}");
                    break;
                case "CompleteRecord":
                    result = own ? entry?.CallResult ?? result : result;
                    if (!own || !scheduled)
                    {
                        ends.Add(own ? "Updated" : "ChainUpdated");
                    }

                    break;
                case "CancelRecord":
                    result = Cancelled;
                    ends.Add("Cancelled");
                    break;
                case "DoNotCallRecord":
                    result = DoNotCall;
                    ends.Add("Updated");
                    break;
            }
        }

        var what = $"{record} ({string.Join(", ", record.History)})";
        findings.Expect(ends.Count == 1, $"{what}: ended {ends.Count} times");
        findings.Expect(ends.Count == 0 || record.Status == ends[^1],
            $"{what}: is {record.Status}, must be {ends.LastOrDefault()}");
        findings.Expect(record.CallResult == result, $"{what}: call result {record.CallResult}, must be {result}");
        findings.Expect(record.Attempts == attempts, $"{what}: {record.Attempts} attempts, must be {attempts}");
        findings.Expect(record.Until == until, $"{what}: until {record.Until}, must be {until}");
        findings.Expect(record.Agent is null, $"{what}: {record.Agent} still holds it");
        findings.Expect(record.ScheduledFor is null, $"{what}: a callback is forgotten");
        foreach (var field in fields)
        {
            findings.Expect(
                record.Fields.TryGetValue(field.Key, out var value)
                    && Equals(value, field.Value), $"{what}: {field.Key} is {value}, must be {field.Value}");
        }
    }
}
