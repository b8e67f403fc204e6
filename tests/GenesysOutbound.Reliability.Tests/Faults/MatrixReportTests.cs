using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace GenesysOutbound.Reliability.Tests.Faults;

/// <summary>docs/fault-matrix.md is made from the table of expectations; run with GWS_UPDATE_DOCS=1 to write it anew.</summary>
public sealed class MatrixReportTests
{
    [Fact]
    public void The_page_shows_the_table()
    {
        var path = Path.Combine(Root(), "docs", "fault-matrix.md");
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
        var commands = Matrix.Operations.Where(operation => operation is not Matrix.Read and not Matrix.Dial).ToList();
        var cells = Matrix.Faults.Sum(fault => Matrix.Operations.Count(operation => fault.For(operation) is not null));
        var text = new StringBuilder();
        text.Append("# The fault matrix\n\n");
        text.Append("Made from the table of expectations in `tests/GenesysOutbound.Reliability.Tests/Faults/MatrixModel.cs`; do not edit. The tests run every cell\n");
        text.Append("against the simulator and compare the caller's outcome with the simulator's ledger of requests.\n\n");
        text.Append($"{Matrix.Faults.Count} faults x {Matrix.Operations.Count} operations: {cells} cells.\n\n");
        text.Append("- **done, once**: the caller gets success, and the ledger shows that the request was carried out exactly once.\n");
        text.Append("- **not done: X**: the caller gets the error X, and the ledger shows that the request was not carried out.\n");
        text.Append("- **unknown: X**: the caller is told that the outcome is unknown (X); the ledger shows that it was carried out once or not at all.\n");
        text.Append("- In no cell is a request that changes something sent again, unless the server turned the first away at the door (401, or 403 for the CSRF token).\n");
        text.Append("  A request that only reads is sent at most three times.\n\n");
        text.Append("\"Commands\" are " + string.Join(", ", commands) + ".\n\n");
        text.Append("| fault | commands | Dial | GET |\n| --- | --- | --- | --- |\n");
        foreach (var fault in Matrix.Faults)
        {
            text.Append($"| {fault.Name} | {fault.Command} | {fault.For(Matrix.Dial)} | {fault.Read?.Text(isRead: true) ?? "does not apply"} |\n");
        }

        text.Append("\nAfter \"Bayeux session expired\" and \"server restarted\" the session also logs a gap, restores itself, and only then are the operations run.\n");
        return text.ToString();
    }

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GenesysOutbound.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No GenesysOutbound.psd1 above " + AppContext.BaseDirectory + ".");
    }
}
