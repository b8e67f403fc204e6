using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace GenesysOutbound.CometD.Tests;

/// <summary>The page that says what is tested may not say more than what is.</summary>
public sealed class ConformanceTableTests
{
    private static readonly string Root = Repository.Root;

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        string page = File.ReadAllText(Path.Combine(Root, "docs", "cometd-conformance.md"));
        Dictionary<string, string> classes = TestClasses();
        MatchCollection names = Regex.Matches(page, "`(\\w+Tests)\\.(\\w+)`");
        Assert.True(names.Count > 100, "only " + names.Count + " tests named");
        string[] missing = names
            .Where(n => !classes.TryGetValue(n.Groups[1].Value, out string? source) || !IsTest(source, n.Groups[2].Value))
            .Select(n => n.Value)
            .ToArray();
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_one_of_the_72_cases_has_a_test_or_a_reason()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root, "docs", "cometd-conformance.md"));
        Match[] rows = lines.Select(l => Regex.Match(l, "^\\| (\\d+) [^|]+\\| ([^|]+) \\|$")).Where(m => m.Success).ToArray();
        Assert.Equal(Enumerable.Range(1, 72).Select(i => i.ToString()), rows.Select(r => r.Groups[1].Value));
        Assert.All(rows, r => Assert.True(r.Groups[2].Value.Trim().Length > 20, r.Value));
    }

    private static bool IsTest(string source, string name)
    {
        Match method = Regex.Match(source, "public (async Task|void) " + name + "\\(");
        int start = method.Success ? source.LastIndexOf("\n\n", method.Index, StringComparison.Ordinal) : -1;
        return start >= 0 && Regex.IsMatch(source[start..method.Index], "\\[(Fact|Theory)\\b");
    }

    private static Dictionary<string, string> TestClasses()
    {
        var classes = new Dictionary<string, string>();
        foreach (string folder in new[] { "GenesysOutbound.CometD.Tests", "GenesysOutbound.Integration.Tests/Peers" })
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Root, "tests", folder), "*Tests.cs",
                SearchOption.AllDirectories))
            {
                string source = File.ReadAllText(file);
                foreach (Match name in Regex.Matches(source, "class (\\w+Tests)\\b"))
                {
                    classes[name.Groups[1].Value] = source;
                }
            }
        }

        return classes;
    }
}
