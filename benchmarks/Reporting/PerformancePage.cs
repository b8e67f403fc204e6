using System;
using System.IO;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Reporting;

/// <summary>docs/performance.md: each group owns what stands between its two markers, and nothing else.</summary>
internal static class PerformancePage
{
    private const string Header =
        """
        # Performance

        Every figure on this page was measured by `benchmarks`, which also writes it:
        `dotnet run -c Release --project benchmarks -- [group ...]`. Do not edit between the markers.

        """;

    public static void Write(string group, string section)
    {
        string path = Repository.PathOf("docs", "performance.md");
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
}
