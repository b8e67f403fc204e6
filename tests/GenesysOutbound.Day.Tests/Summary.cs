using System.Linq;

namespace GenesysOutbound.Day.Tests;

/// <summary>What the day was like, for the test's output.</summary>
internal static class Summary
{
    public static string Of(Day day)
    {
        var entries = day.Accounts.SelectMany(account => account.Entries).ToArray();
        var lines = entries.GroupBy(entry => entry.Operation).OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: " + string.Join(", ", group.GroupBy(entry => (entry.Verdict, entry.ErrorId)).Select(one => $"{one.Count()} {one.Key.Verdict} {one.Key.ErrorId}".TrimEnd())));
        var faults = day.Faults.Strikes.Select(strike => $"{strike.Key} {strike.Value}");
        var used = day.World.Used.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}");
        return $"{day.Simulator.Records.Count} records, {entries.Length} requests, {day.World.Progress} worked, late shifts {day.LateShifts.Count}, gaps {day.Shifts.Sum(shift => shift.Gaps)}, {day.ShiftTook.TotalSeconds:F1} s and {day.LateTook.TotalSeconds:F1} s\n"
            + string.Join("\n", lines) + "\nfaults: " + string.Join(", ", faults) + "\nbeside: " + string.Join(", ", used);
    }
}
