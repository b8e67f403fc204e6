using System.IO;
using System.Linq;
using System.Text;
using GenesysOutbound.Client;
using GenesysOutbound.Formatting;
using Xunit;

namespace GenesysOutbound.Tests.Help;

/// <summary>docs/errors.md shows the one table of errors. The code is the source; the page is compared with it.</summary>
public sealed class ErrorReferenceTests
{
    private const string Begin = "<!-- table: begin -->";
    private const string End = "<!-- table: end -->";

    /// <summary>When the table changes on purpose, take over what the test wrote to artifacts/errors.md.</summary>
    [Fact]
    public void The_page_shows_the_table_of_the_code()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"))
            .Replace("\r\n", "\n", System.StringComparison.Ordinal);
        int begin = page.IndexOf(Begin, System.StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, System.StringComparison.Ordinal);
        string expected = "\n" + Table();
        if (page[begin..end] != expected)
        {
            string made = Path.Combine(Repository.Root, "artifacts", "errors.md");
            Directory.CreateDirectory(Path.GetDirectoryName(made)!);
            File.WriteAllText(made, page[..begin] + expected + page[end..]);
        }

        Assert.Equal(expected, page[begin..end]);
    }

    private static string Table()
    {
        var text = new StringBuilder("| id | category | from | meaning | what to do |\n| --- | --- | --- | --- | --- |\n");
        foreach (GwsErrorInfo row in GwsErrors.All)
        {
            string[] cells = [row.Id, row.Category.ToString(), row.Source, row.Meaning, ErrorAdvice.For(row.Id)];
            text.Append("| ").Append(string.Join(" | ",
                cells.Select(cell => cell.Replace("|", "\\|", System.StringComparison.Ordinal)))).Append(" |\n");
        }

        return text.ToString();
    }
}
