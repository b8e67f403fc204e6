using System.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>Calls and e-mails: what agents say they did with each, against its history.</summary>
internal static class InteractionReconciliation
{
    public static void Check(Ledger ledger, ClientObservations observations, Findings findings)
    {
        var there = ledger.Interactions.ToDictionary(one => one.Id);
        var wanted = observations.Entries.Where(entry => entry.Interaction is not null && entry.Operation is "Answer" or "Hangup"
            or "Reject" or "Accept");
        var known = wanted.ToLookup(entry => there.ContainsKey(entry.Interaction!));
        foreach (var entry in known[false])
        {
            findings.Expect(false, "The server knows no such call or e-mail: " + entry);
        }

        foreach (var entries in known[true]
            .GroupBy(entry => (entry.Agent, entry.Interaction,
            Result: ResultOf(entry.Operation, there[entry.Interaction!].IsEmail))))
        {
            var state = entries.Key.Agent + ": " + entries.Key.Result;
            var happened = there[entries.Key.Interaction!].History.Count(line => line == state);
            findings.Expect(happened <= 1, $"{entries.Key.Interaction}: {state} {happened} times");
            findings.Expect(happened == 1 || entries.All(entry => entry.ReportedOutcome != ReportedOutcome.Done),
                $"Said to be done: {entries.First()}, but {state} is not in its history");
        }
    }

    private static string ResultOf(string operation, bool isEmail) => operation switch
    {
        "Answer" => "Established",
        "Accept" => "Processing",
        _ => isEmail ? "Completed" : "Released",
    };
}
