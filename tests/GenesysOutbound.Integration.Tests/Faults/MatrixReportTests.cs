using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>docs/fault-matrix.md is made from the table of expectations; run with GWS_UPDATE_DOCS=1 to write it again.</summary>
public sealed class MatrixReportTests
{
    [Fact]
    public void The_page_shows_the_table()
    {
        var path = Repository.PathOf("docs", "fault-matrix.md");
        var expected = Page();
        if (Environment.GetEnvironmentVariable("GWS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(File.Exists(path), "docs/fault-matrix.md is missing; write it with GWS_UPDATE_DOCS=1.");
        Assert.Equal(expected, File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private static string Page()
    {
        IReadOnlyList<Fault> all = [.. NetworkMatrix.Faults, .. Matrix.Faults];
        var cells = all.Sum(fault => Operations.All.Count(operation => fault.For(operation.Kind) is not null)
            + Sequence.All.Count + (fault.Wait is null ? 0 : 1));
        var text = new StringBuilder();
        text.Append("# The fault matrix\n\n");
        text.Append("Made from the tables of expectations in `tests/GenesysOutbound.Integration.Tests/Faults` " +
            "(`NetworkModel.cs`, `MatrixModel.cs`); do not edit. The\n");
        text.Append("tests run every cell against the simulator and compare the caller's outcome with the simulator's ledger " +
            "of requests.\n\n");
        text.Append($"{all.Count} faults x {Operations.All.Count + Sequence.All.Count + 1} operations: {cells} cells.\n\n");
        text.Append("- **done, once**: the caller gets success, and the ledger shows that the request was carried out exactly " +
            "once.\n");
        text.Append("- **not done: X**: the caller gets the error X, and the ledger shows that the request was not carried " +
            "out.\n");
        text.Append("- **unknown: X**: the caller is told that the outcome is unknown (X); the ledger shows that it was " +
            "carried out once or not at all.\n");
        text.Append("- In no cell is a request that changes something sent again, unless the server refused the first before " +
            "it was read (401, or 403 for the CSRF token).\n");
        text.Append("  A request that only reads is sent at most three times.\n");
        text.Append("- **seen**: the event that is waited for comes, once, and so does the one before it, which the struck " +
            "poll was to bring. **gap announced**: events may be\n");
        text.Append("  lost, the log says so, and what comes afterwards is seen. **ends: X**: the wait ends in time, with the " +
            "error X. No fault makes the client poll in a loop.\n\n");
        text.Append("| column | operations |\n| --- | --- |\n");
        text.Append($"| by reference id | {string.Join(", ", Operations.Names(OperationKind.ByReference))} |\n");
        text.Append($"| by event: the request carries no reference id, the event about the call, e-mail or device is the " +
            $"answer | {string.Join(", ", Operations.Names(OperationKind.ByEvent))} |\n");
        text.Append("| GET | a request that only reads |\n");
        text.Append("| waiting | a wait for an event; the fault strikes the poll (a fault of events strikes the event itself) " +
            "|\n\n");
        text.Append("Records completed in several steps meet every fault too:\n\n");
        foreach (var sequence in Sequence.All)
        {
            text.Append($"- {sequence.Name}: {string.Join(", then ", sequence.Steps)}. A fault of one request strikes " +
                $"{sequence.Steps[sequence.Struck]}.\n");
        }

        text.Append("\nThe struck step ends as the column \"by reference id\" says. The steps before it are done once; when " +
            "it fails, no later step is sent, and its change and theirs\n");
        text.Append("stay pending on the record.\n\n## Faults of the network\n\nMade by a TCP proxy between client and " +
            "server; its own ledger shows that nothing left twice.\n\n");
        Table(text, NetworkMatrix.Faults);
        text.Append("\n## Faults of the server, of sessions, clocks and events\n\nMade by the simulator. A status means that " +
            "the request was not processed, unless the row says so.\n\n");
        Table(text, Matrix.Faults);
        text.Append("\nAfter \"Bayeux session expired\" and \"server restarted\" the session also logs a gap, restores " +
            "itself, and only then are the operations run; the wait does not wait for\n");
        text.Append("that.\n");
        return text.ToString();
    }

    private static void Table(StringBuilder text, IReadOnlyList<Fault> faults)
    {
        text.Append("| fault | by reference id | by event | GET | waiting |\n| --- | --- | --- | --- | --- |\n");
        foreach (var fault in faults)
        {
            var cells = new[] { OperationKind.ByReference, OperationKind.ByEvent, OperationKind.Read, OperationKind.Wait }
                .Select(kind => fault.For(kind)?.Text(kind) ?? "does not apply: " + fault.Reason);
            text.Append($"| {fault.Name} | {string.Join(" | ", cells)} |\n");
        }
    }
}
