using System.Linq;

namespace GenesysOutbound.Day.Tests;

/// <summary>Calls and e-mails: what agents say they did with each, against its history.</summary>
internal static class InteractionReconciliation
{
    public static void Check(Day day, Findings findings)
    {
        var there = day.Simulator.Calls.Concat(day.Simulator.Emails).ToDictionary(one => one.Id);
        foreach (var account in day.Accounts)
        {
            foreach (var entries in account.Entries.Where(entry => entry.Interaction is not null && entry.Operation is "Answer" or "Hangup" or "Reject" or "Accept")
                .GroupBy(entry => (entry.Interaction, Result: ResultOf(entry.Operation, day.Simulator.Emails.Any(email => email.Id == entry.Interaction)))))
            {
                var state = account.Agent + ": " + entries.Key.Result;
                var happened = there[entries.Key.Interaction!].History.Count(line => line == state);
                findings.Expect(happened <= 1, $"{entries.Key.Interaction}: {state} {happened} times");
                findings.Expect(happened == 1 || entries.All(entry => entry.Verdict != Verdict.Done), $"Said to be done: {entries.First()}, but {state} is not in its history");
            }
        }
    }

    private static string ResultOf(string operation, bool isEmail) => operation switch
    {
        "Answer" => "Established",
        "Accept" => "Processing",
        _ => isEmail ? "Completed" : "Released",
    };
}
