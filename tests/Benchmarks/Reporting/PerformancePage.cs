using System;
using System.IO;

namespace GenesysOutbound.Benchmarks.Reporting;

/// <summary>docs/performance.md: each group owns what stands between its two markers, and nothing else.</summary>
internal static class PerformancePage
{
    private const string Header =
        """
        # Performance

        Every figure on this page was measured by `tests/Benchmarks`, which also writes it:
        `dotnet run -c Release --project tests/Benchmarks -- [group ...]`. Do not edit between the markers.

        """;

    public static void Write(string group, string section)
    {
        string path = Find();
        string text = File.Exists(path) ? File.ReadAllText(path) : Header.ReplaceLineEndings("\n");
        (string begin, string end) = ($"<!-- {group}:begin -->", $"<!-- {group}:end -->");
        string block = $"{begin}\n{section.ReplaceLineEndings("\n").Trim()}\n{end}";
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = text.IndexOf(end, StringComparison.Ordinal);
        text = from >= 0 && to > from
            ? text[..from] + block + text[(to + end.Length)..]
            : text.TrimEnd() + "\n\n" + block + "\n";
        File.WriteAllText(path, text);
        Console.WriteLine($"Wrote the section '{group}' of docs/performance.md.");
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GenesysOutbound.sln")))
            {
                return Path.Combine(folder.FullName, "docs", "performance.md");
            }
        }

        throw new DirectoryNotFoundException("The repository is not above " + AppContext.BaseDirectory);
    }
}
