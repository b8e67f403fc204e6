using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Day.Tests;

/// <summary>What the sessions knew at their ends: no record is believed done that is not, none pending is forgotten, no delivery is lost without a word.</summary>
internal static class BookReconciliation
{
    public static void Check(Day day, Findings findings)
    {
        var records = day.Simulator.Records.ToDictionary(record => record.RecordHandle.ToString(CultureInfo.InvariantCulture));
        var chains = day.Simulator.Records.ToLookup(record => (record.CallingList, record.ChainId));
        foreach (var shift in day.Shifts.Concat(day.LateShifts))
        {
            var account = day.Accounts.Single(one => one.Agent == shift.Agent);
            foreach (var record in shift.Records)
            {
                var handle = record.RecordHandle.ToString()!;
                CheckState(shift, record, chains[(records[handle].CallingList, records[handle].ChainId)], findings);
                findings.Expect(
                    !record.IsDone || record.Pending.IsEmpty || account.Forced.ContainsKey(handle),
                    $"{shift.Agent}: {record} is done with changes pending: {record.Pending}");
            }
        }

        // Nothing is left lying: at the end of a shift every record on the desk was tried, and an answer says why it is still there.
        foreach (var shift in day.Shifts.Where(shift => !shift.Lost))
        {
            var doubtful = day.Accounts.Single(one => one.Agent == shift.Agent).Entries
                .Where(entry => entry.Verdict == Verdict.Unknown || entry.ErrorId == GwsErrorIds.OutboundServerError).Select(entry => entry.Handle).ToHashSet();
            foreach (var left in shift.Held.Where(record => !record.IsDone && !doubtful.Contains(record.RecordHandle.ToString())))
            {
                // A callback that fell due after the desk was cleared goes back with the agent's logout.
                var returned = left.Pending.IsEmpty && records[left.RecordHandle.ToString()!].History.Any(one => one.What == "Returned" && one.Agent == shift.Agent);
                findings.Expect(returned, $"{shift.Agent} leaves {left} with {left.Pending}: " + string.Join(", ", records[left.RecordHandle.ToString()!].History));
            }
        }

        // In the late shift nothing went wrong: every answer was clear, every desk is empty.
        foreach (var shift in day.LateShifts)
        {
            foreach (var left in shift.Held)
            {
                findings.Expect(false, $"{shift.Agent} leaves the late shift with {left}: " + string.Join(", ", records[left.RecordHandle.ToString()!].History));
            }

            findings.Expect(shift.Gaps == 0, $"{shift.Agent}: {shift.Gaps} gaps although nothing went wrong");
        }

        foreach (var agent in day.Agents)
        {
            CheckDeliveries(day, agent, findings);
        }
    }

    private static void CheckState(Shift shift, GwsRecord record, IEnumerable<SimulatedRecord> chain, Findings findings)
    {
        // What ends one record may end its chain.
        var history = chain.SelectMany(one => one.History).ToArray();
        var operation = record.State switch
        {
            GwsRecordState.Completed => "CompleteRecord",
            GwsRecordState.Rejected => "RejectRecord",
            GwsRecordState.Cancelled => "CancelRecord",
            GwsRecordState.DoNotCall => "DoNotCallRecord",
            GwsRecordState.Withdrawn => "Withdrawn",
            _ => null,
        };
        findings.Expect(
            operation is null || history.Any(one => one.What == operation && one.Agent == shift.Agent),
            $"{shift.Agent} believes {record}, but the history of its chain is " + string.Join(", ", history));
    }

    // A delivery that the agent did not see is explained by an event that a fault took away, or by a gap that the log tells of.
    private static void CheckDeliveries(Day day, string agent, Findings findings)
    {
        var shifts = day.Shifts.Concat(day.LateShifts).Where(shift => shift.Agent == agent).ToArray();
        var seen = shifts.SelectMany(shift => shift.Events).Where(AgentScript.IsDelivery)
            .Select(one => one.RecordHandle!).ToHashSet();
        var delivered = day.Simulator.Records.Where(record => record.History.Any(one => one.What == "Delivered" && one.Agent == agent))
            .Select(record => record.RecordHandle.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        findings.Expect(seen.IsSubsetOf(delivered), $"{agent} saw records that the server never delivered: " + string.Join(", ", seen.Except(delivered)));
        var missed = delivered.Except(seen).ToArray();
        findings.Expect(
            missed.Length <= day.Faults.EventsLost(agent) || shifts.Any(shift => shift.Gaps > 0),
            $"{agent} never heard of {string.Join(", ", missed)}, and no gap says why");
    }
}
